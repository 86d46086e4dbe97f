/**
 * Tells every listener, whatever the others do: one that throws is traced and stops neither the others nor the one who tells. A listener that
 * leaves meanwhile is told no more.
 */
export const tellAll = <Args extends readonly unknown[]>(
  listeners: Iterable<(...args: Args) => void>,
  ...args: Args
): void => {
  for (const listener of listeners) {
    try {
      listener(...args)
    } catch (error) {
      // oxlint-disable-next-line no-console -- the trace of a fault that is nobody else's concern
      console.debug('sales-analytics: a listener has thrown', error)
    }
  }
}
