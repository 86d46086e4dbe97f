import $ from 'jquery'
import { callSafely } from './callSafely'
import { type OwnPageCall, runOwnPage } from './runOwnPage'
import type { WidgetInstance } from './widgetTypes'

/**
 * Starts a widget as the host does: `render`; if it gave true, `init` at once, if a promise, `init` when that resolves;
 * `bind_actions` right after `render` in every case, without waiting (HOST).
 * @returns false when one of the three callbacks is missing and nothing was called.
 */
export function runCallbacks(code: string, widget: WidgetInstance, ownPage: OwnPageCall | null): boolean {
  const { render, init, bind_actions: bindActions } = widget.callbacks ?? {}
  if (typeof render !== 'function' || typeof init !== 'function' || typeof bindActions !== 'function')
    return false
  const start = (): void => {
    $(document).trigger(`widget:${code}:loaded`)
    callSafely(widget, init)
  }
  const rendered = callSafely(widget, render)
  if (isThenable(rendered)) rendered.then(start, reportError)
  else if (rendered) start()
  callSafely(widget, bindActions)
  runOwnPage(widget, ownPage)
  return true
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function'
}
