import type { WidgetCallback, WidgetInstance } from './widgetTypes'

/** Calls a callback as a method of `callbacks`; what it throws is reported and the page goes on. */
export function callSafely(widget: WidgetInstance, callback: WidgetCallback, ...params: unknown[]): unknown {
  try {
    return callback.apply(widget.callbacks, params)
  } catch (error) {
    reportError(error)
    return undefined
  }
}
