/** Runs a step with a signal of its own that follows all of `outers`, and cancels whatever the step has left on its way when it ends. */
export const withSignals = async <T>(
  outers: readonly AbortSignal[],
  step: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const own = new AbortController()
  const cancel = (): void => own.abort()
  for (const outer of outers) {
    if (outer.aborted) cancel()
    outer.addEventListener('abort', cancel)
  }
  try {
    return await step(own.signal)
  } finally {
    for (const outer of outers) outer.removeEventListener('abort', cancel)
    cancel()
  }
}
