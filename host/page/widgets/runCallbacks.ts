import $ from 'jquery'
import { translate } from '../texts/translate'
import { callAndTell, callSafely, isThenable } from './callSafely'
import { tellWidgetNote } from './log/tellWidget'
import { type OwnPageCall, runOwnPage } from './runOwnPage'
import type { WidgetInstance } from './widgetTypes'

/**
 * Starts a widget as the host does: `render`; if it gave true, `init` at once, if a promise, `init` when that resolves;
 * `bind_actions` right after, without waiting; then the widget's own page. A callback that throws ends the start (HOST).
 * @returns false when one of the three callbacks is missing and nothing was called.
 */
export function runCallbacks(code: string, widget: WidgetInstance, ownPage: OwnPageCall | null): boolean {
  const { render, init, bind_actions: bindActions } = widget.callbacks
  if (typeof render !== 'function' || typeof init !== 'function' || typeof bindActions !== 'function')
    return false
  const rendered = callSafely(code, widget, 'render')
  if (!rendered.isDone) return true
  if (isThenable(rendered.value))
    rendered.value.then(
      () => start(code, widget),
      () => undefined,
    )
  else if (!rendered.value) tellWidgetNote(code, 'render', translate('widgetLog.renderFalse'))
  else if (!start(code, widget)) return true
  if (!callSafely(code, widget, 'bind_actions').isDone) return true
  runOwnPage(code, widget, ownPage)
  return true
}

/** Whether the page's handlers and `init` came back. */
function start(code: string, widget: WidgetInstance): boolean {
  const event = `widget:${code}:loaded`
  const isTold = callAndTell(code, event, () => {
    $(document).trigger(event)
  }).isDone
  return isTold && callSafely(code, widget, 'init').isDone
}
