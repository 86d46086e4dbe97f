import type { HostContext } from '../hostContext'
import { problem, rightsProblem } from '../problem'
import type { WidgetShelf } from './WidgetShelf'

/**
 * `POST /ajax/widgets/edit`, for administrators: form fields `action` (install, edit, uninstall), `code`,
 * `widget_active`, `settings[CODE]`. The answer names what was kept.
 */
export async function editWidget(
  context: HostContext,
  shelf: WidgetShelf,
  form: URLSearchParams,
): Promise<Response> {
  if (!context.sessionUser.rights.is_admin) return rightsProblem()
  const widget = context.store.widgets.find((one) => one.code === form.get('code'))
  if (!widget) return problem(404, 'Такого виджета нет')
  const settings: Record<string, string> = {}
  for (const [name, value] of form) {
    const code = /^settings\[(.+)\]$/.exec(name)?.[1]
    if (code) settings[code] = value
  }
  const action = form.get('action')
  if (action === 'uninstall' || form.get('widget_active') === 'N') widget.active = false
  else {
    if (action === 'install') shelf.install(widget)
    await shelf.store(widget, settings)
    if (action === 'edit') shelf.markSaved(widget)
  }
  return Response.json({
    response: { status: 'ok', configured: shelf.isConfigured(widget), settings: widget.settings },
  })
}
