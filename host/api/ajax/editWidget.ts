import type { HostContext } from '../hostContext'
import { problem, rightsProblem } from '../problem'
import type { WidgetShelf } from './WidgetShelf'

/**
 * `POST /ajax/widgets/edit`, for administrators: form fields `action` (install, edit, uninstall), `code` or `id`,
 * `widget_active`, `settings[CODE]` and, for values by user, `settings[CODE][USER]`. The answer names what was kept.
 */
export function editWidget(context: HostContext, shelf: WidgetShelf, form: URLSearchParams): Response {
  if (!context.sessionUser.rights.is_admin) return rightsProblem()
  const widget = shelf
    .list()
    .find(({ id, widget: { code } }) => code === form.get('code') || String(id) === form.get('id'))?.widget
  if (!widget) return problem(404, 'Такого виджета нет')
  const action = form.get('action')
  if (action === 'uninstall' || form.get('widget_active') === 'N') widget.active = false
  else {
    if (action === 'install') shelf.install(widget)
    shelf.store(widget, readSettings(form))
    if (action === 'edit') shelf.markSaved(widget)
  }
  return Response.json({
    response: { status: 'ok', configured: shelf.isConfigured(widget), settings: widget.settings },
  })
}

function readSettings(form: URLSearchParams): Record<string, unknown> {
  const settings = new Map<string, unknown>()
  for (const [name, value] of form) {
    if (!/^settings(\[[^[\]]+\])+$/.test(name)) continue
    const path = [...name.matchAll(/\[([^[\]]+)\]/g)].map(([, key]) => key ?? '')
    put(settings, path, value)
  }
  return toPlain(settings)
}

function put(into: Map<string, unknown>, [key = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    into.set(key, value)
    return
  }
  const known = into.get(key)
  const inner = known instanceof Map ? (known as Map<string, unknown>) : new Map<string, unknown>()
  into.set(key, inner)
  put(inner, rest, value)
}

function toPlain(map: ReadonlyMap<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    [...map].map(([key, value]) => [
      key,
      value instanceof Map ? toPlain(value as Map<string, unknown>) : value,
    ]),
  )
}
