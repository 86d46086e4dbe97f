import { tellWidgetError } from './log/tellWidget'
import type { WidgetInstance } from './widgetTypes'

/** What became of a callback: what it gave, or that it threw. */
export type CallResult = { isDone: true; value: unknown } | { isDone: false }

/**
 * Calls a callback as a method of `callbacks`; one that is missing gives nothing. What it throws, and what its promise is
 * rejected with, is told, and the page goes on.
 */
export function callSafely(
  code: string,
  widget: WidgetInstance,
  name: string,
  ...params: unknown[]
): CallResult {
  const callback = widget.callbacks?.[name]
  if (typeof callback !== 'function') return { isDone: true, value: undefined }
  return callAndTell(code, name, () => callback.apply(widget.callbacks, params))
}

/** Calls something of a widget's that is no callback by its name; what comes of it is told in the same way. */
export function callAndTell(code: string, place: string, call: () => unknown): CallResult {
  try {
    const value = call()
    if (isThenable(value))
      value.then(
        () => undefined,
        (error: unknown) => tellWidgetError(code, place, error),
      )
    return { isDone: true, value }
  } catch (error) {
    tellWidgetError(code, place, error)
    return { isDone: false }
  }
}

/** Whether a value is waited for: a promise, or one of jQuery's. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function'
}
