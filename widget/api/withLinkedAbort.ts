/**
 * Runs with a signal of its own that follows `outer`; when the run settles, whatever it left on its way is aborted, for the reason `atEnd`
 * where one is given, and the listener is taken off.
 */
export async function withLinkedAbort<T>(
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
  atEnd?: unknown,
): Promise<T> {
  const abort = new AbortController()
  const stop = (): void => abort.abort(outer?.reason)
  if (outer?.aborted === true) {
    stop()
  }
  outer?.addEventListener('abort', stop)
  try {
    return await run(abort.signal)
  } finally {
    outer?.removeEventListener('abort', stop)
    abort.abort(atEnd)
  }
}
