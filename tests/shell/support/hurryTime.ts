/**
 * Lets the time of the test's window run `times` as fast: what the product waits for comes sooner, in the same order. The tests' own waiting
 * keeps its pace. Returns what sets it right again.
 */
export const hurryTime = (times: number): (() => void) => {
  const start = window.setTimeout.bind(window)
  const now = performance.now.bind(performance)
  const from = now()
  window.setTimeout = ((callback: () => void, delay = 0, ...given: []) =>
    start(callback, delay / times, ...given)) as typeof window.setTimeout
  performance.now = () => from + (now() - from) * times
  return () => {
    window.setTimeout = start
    performance.now = now
  }
}
