import { mostInFlight } from './rateWindow'

/** One of them waits for its turn while as many are on their way as may be. */
const most = mostInFlight + 1

/** Fetches for each item, a few at a time in their order: no more wait on one signal than can be sent soon. Rejects with the first failure. */
export async function fetchEach<T>(items: readonly T[], fetch: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const fetchNext = async (): Promise<void> => {
    const item = items[next]
    next += 1
    if (item !== undefined) {
      await fetch(item)
      await fetchNext()
    }
  }
  await Promise.all(Array.from({ length: most }, fetchNext))
}
