/** The same work as a callback of the page: what it throws is traced, and reaches nobody. */
export const shielded =
  (work: () => void): (() => void) =>
  () => {
    try {
      work()
    } catch (error) {
      // oxlint-disable-next-line no-console -- the trace of a fault that is not the page's concern
      console.debug('sales-analytics: a callback has thrown', error)
    }
  }
