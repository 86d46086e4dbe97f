import type { Page, Request } from 'playwright-core'
import { poll } from './poll'

/** Requests that wait in the browser until they are let go. */
export interface HeldRequests {
  /** Waits until at least one is held. */
  untilHeld(): Promise<void>
  /** Lets go of those that are held, and of all that follow. */
  release(): void
}

/** Holds the requests of a page that `isHeld` picks: a run comes to a known point and stays there as long as a test needs. */
export const holdRequests = async (
  page: Page,
  isHeld: (request: Request) => boolean,
): Promise<HeldRequests> => {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let tellHeld = (): void => undefined
  const held = new Promise<void>((resolve) => {
    tellHeld = resolve
  })
  await page.route('**/api/v4/**', async (route) => {
    if (!isHeld(route.request())) return route.fallback()
    tellHeld()
    await released
    // The page may have given it up meanwhile.
    return route.continue().catch(() => undefined)
  })
  return { untilHeld: () => held, release }
}

/** What a page has asked of the API, as it left the browser. */
export interface SentRequests {
  /** Method, path and query in plain letters, in order. */
  readonly calls: readonly string[]
  /** How often each card was sent in a batch: `contacts 1001`. */
  readonly cards: ReadonlyMap<string, number>
}

export const watchRequests = (page: Page): SentRequests => {
  const calls: string[] = []
  const cards = new Map<string, number>()
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (!pathname.startsWith('/api/v4/')) return
    calls.push(`${request.method()} ${pathname}${decodeURIComponent(search)}`)
    for (const id of batchOf(request)) {
      const card = `${pathname.split('/').at(-1) ?? ''} ${id}`
      cards.set(card, (cards.get(card) ?? 0) + 1)
    }
  })
  return { calls, cards }
}

/** Picks the batches of cards after the first one: that one is written, and the run stands in the middle of its writing. */
export const laterBatches = (): ((request: Request) => boolean) => {
  let batches = 0
  return (request) => {
    if (batchOf(request).length > 1) batches += 1
    return batches > 1 && batchOf(request).length > 1
  }
}

/** Waits until no call of the API is on its way from a page that was watched by `watchFlights`. */
export interface Flights {
  untilNone(): Promise<void>
}

/** Counts the calls of a page that have no answer yet, from now on. */
export const watchFlights = (page: Page): Flights => {
  const open = new Set<Request>()
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/v4/')) open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return { untilNone: () => poll(() => open.size).toBe(0) }
}

/** Ids of the cards that a request writes as a batch. */
export const batchOf = (request: Request): readonly number[] => {
  if (request.method() !== 'PATCH') return []
  const body = request.postDataJSON() as unknown
  return Array.isArray(body) ? body.map(({ id }: { id: number }) => id) : []
}
