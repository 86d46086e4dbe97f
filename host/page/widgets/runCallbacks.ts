import $ from 'jquery'
import type { WidgetCallback, WidgetInstance } from './widgetTypes'

/** What is called after `bind_actions` on a page of the widget's own. */
export interface OwnPageCall {
  name: 'advancedSettings' | 'initMenuPage'
  params: Record<string, unknown> | null
}

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

/** Draws a widget again that stayed over a change of area: only `render`, and its own page where it is on one. */
export function runRenderAgain(widget: WidgetInstance, ownPage: OwnPageCall | null): void {
  const { render } = widget.callbacks
  if (typeof render === 'function') callSafely(widget, render)
  runOwnPage(widget, ownPage)
}

/** Calls a callback as a method of `callbacks`; what it throws is reported and the page goes on. */
export function callSafely(widget: WidgetInstance, callback: WidgetCallback, ...params: unknown[]): unknown {
  try {
    return callback.apply(widget.callbacks, params)
  } catch (error) {
    reportError(error)
    return undefined
  }
}

function runOwnPage(widget: WidgetInstance, ownPage: OwnPageCall | null): void {
  const callback = ownPage && widget.callbacks[ownPage.name]
  if (ownPage && typeof callback === 'function')
    callSafely(widget, callback, ...(ownPage.params ? [ownPage.params] : []))
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function'
}
