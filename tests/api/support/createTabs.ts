import type { Clock } from '../../../widget/api/clock'
import { createSendQueue, type SendQueue } from '../../../widget/api/createSendQueue'
import type { RateLink } from '../../../widget/api/rateLink'
import { paceToldBy, shiftPace } from '../../../widget/api/shiftPace'
import type { SpacingLock } from '../../../widget/api/spacingLock'
import type { TabPace } from '../../../widget/api/tabPace'
import type { Milliseconds } from '../../../widget/records/brands'

export interface TabsOptions {
  readonly rate: number
  /** Ms from an arrival to its answer. */
  readonly latency: number
  /** Ms that each request needs to arrive, in turn; a tab's first one takes the first. */
  readonly transit?: readonly number[]
  /** Ms by which each wake-up call comes late, in turn. */
  readonly lateness?: readonly number[]
  /** Ms after which a tab hears of a message or of its lock, in turn; it hears of them in their order. */
  readonly delays?: readonly number[]
  /** In which order a tab that stood still meets what came meanwhile; default: as it came. */
  readonly thawOrder?: readonly EventKind[]
  /** What the CRM says to the request that arrives at that place (from 0); default: a good answer. */
  readonly isRefused?: (place: number) => boolean
}

export type EventKind = 'timer' | 'message' | 'lock' | 'answer'

export interface Tab {
  readonly queue: SendQueue
  /** It stands still, like under a debugger or a dialog: what it has sent arrives, and whatever comes for it waits. */
  freeze(): void
  /** It goes on, with all that came meanwhile. */
  thaw(): void
  /** Nothing of it happens any more; what it sent arrives, and its lock is free. */
  close(): void
}

/** The tabs of one browser on a made-up clock, each always busy, and the arrivals of their requests at the CRM. */
export interface Tabs {
  /** Opens a tab that sends request after request. */
  open(): Tab
  /** The computer's clock, by which tabs tell each other times, is set to another time. */
  setComputerClock(by: number): void
  /** The longest time in which a living tab that always wants to send sent nothing. */
  longestWait(): number
  /** Lets so much time go by. */
  pass(duration: number): Promise<void>
  /** Times of all arrivals so far, in order. */
  arrivals(): readonly number[]
  /** Tabs that sent, in the order of sending. */
  readonly senders: number[]
  /** Most requests that were on their way at the same time. */
  mostOpen(): number
}

/** Requests that each tab has waiting at any time. */
const waitingEach = 8
const refusedPause = 2000 as Milliseconds
/** Ms by which times are wrong once they were told, in turn: the clock that computers share counts whole ones. */
const clockErrors = [0, 0.9, -0.9, 0.3, -0.4]

interface LockRequest {
  readonly tab: number
  readonly grant: () => Promise<void>
  readonly lose: () => void
}

export function createTabs(options: TabsOptions): Tabs {
  const { rate, latency, transit = [0], lateness = [0], delays = [0] } = options
  const arrived: number[] = []
  const senders: number[] = []
  const closed = new Set<number>()
  const listeners = new Map<number, (tab: string, pace: TabPace | null) => void>()
  const heardUntil = new Map<number, number>()
  const requests: LockRequest[] = []
  const events: { readonly at: number; readonly callback: () => void }[] = []
  /** What waits for each tab that stands still. */
  const frozen = new Map<number, { readonly kind: EventKind; readonly callback: () => void }[]>()
  /** When each living tab sent last, or began to live. */
  const activeAt = new Map<number, number>()
  let holder: LockRequest | null = null
  let computerAhead = 0
  let longestWait = 0
  let now = 10_000
  let opened = 0
  let open = 0
  let mostOpen = 0

  const turns = new Map<readonly number[], number>()
  const nextOf = (values: readonly number[]): number => {
    const turn = turns.get(values) ?? 0
    turns.set(values, turn + 1)
    return values[turn % values.length] ?? 0
  }
  const at = (time: number, callback: () => void): { readonly at: number; readonly callback: () => void } => {
    const event = { at: time, callback }
    events.push(event)
    return event
  }
  /** In a tab that is open; in one that stands still, once it goes on. */
  const inTab = (tab: number, kind: EventKind, callback: () => void): void => {
    const waiting = frozen.get(tab)
    if (waiting !== undefined) waiting.push({ kind, callback })
    else if (!closed.has(tab)) callback()
  }
  /** What reaches a tab from outside comes in its order, like messages of one thread. */
  const hear = (tab: number, kind: EventKind, callback: () => void): void => {
    const time = Math.max(now + nextOf(delays), heardUntil.get(tab) ?? 0)
    heardUntil.set(tab, time)
    at(time, () => inTab(tab, kind, callback))
  }
  const noteActive = (tab: number): void => {
    const last = activeAt.get(tab)
    if (last !== undefined) longestWait = Math.max(longestWait, now - last)
    activeAt.set(tab, now)
  }

  function passLock(): void {
    const next = holder === null ? requests.shift() : undefined
    if (next === undefined) return
    holder = next
    grant(next)
  }
  function grant(request: LockRequest): void {
    hear(request.tab, 'lock', () => void request.grant().then(() => release(request)))
  }
  function release(request: LockRequest | null): void {
    if (holder === request) {
      holder = null
      passLock()
    }
  }
  function steal(request: LockRequest): void {
    const before = holder
    holder = request
    if (before !== null) hear(before.tab, 'lock', before.lose)
    grant(request)
  }

  function openTab(): Tab {
    opened += 1
    const tab = opened
    // The clocks of two pages have nothing in common.
    const offset = tab * 1_000_000 + 0.5
    const clock: Clock = {
      now: () => (now + offset) as Milliseconds,
      wake(time, callback) {
        const event = at(Math.max(now, time - offset) + nextOf(lateness), () => {
          inTab(tab, 'timer', () => {
            if (isSet) callback()
          })
        })
        let isSet = true
        return () => {
          isSet = false
          const place = events.indexOf(event)
          if (place >= 0) events.splice(place, 1)
        }
      },
      fireDue: () => undefined,
    }
    const lock: SpacingLock = {
      request: (_name, { steal: isStealing = false, signal }, hold) =>
        new Promise((resolve, reject) => {
          const asked = {
            tab,
            grant: () => hold().then(resolve, reject),
            lose: () => reject(new Error('the lock was stolen')),
          }
          signal?.addEventListener('abort', () => {
            const place = requests.indexOf(asked)
            if (place >= 0) requests.splice(place, 1)
          })
          if (isStealing) steal(asked)
          else {
            requests.push(asked)
            passLock()
          }
        }),
    }
    const link: RateLink = {
      tell(pace, of = `tab ${tab}`) {
        const shared = pace && shiftPace(pace, nextOf(clockErrors) + computerAhead - offset)
        for (const [other, onTold] of listeners)
          if (other !== tab)
            hear(other, 'message', () => {
              const ahead = computerAhead - (other * 1_000_000 + 0.5)
              onTold(of, shared && paceToldBy(shared, ahead, now + other * 1_000_000 + 0.5))
            })
      },
      listen: (onTold) => {
        listeners.set(tab, onTold)
      },
    }
    const queue = createSendQueue({ clock, lock, lockName: 'account 1', rate, link })
    const ways = [...transit]
    const sendMore = (): void => {
      if (closed.has(tab)) return
      void queue.send('run', undefined, () => request(tab, nextOf(ways), queue)).then(sendMore, sendMore)
    }
    for (let count = 0; count < waitingEach; count += 1) sendMore()
    activeAt.set(tab, now)
    return {
      queue,
      freeze() {
        if (!closed.has(tab) && !frozen.has(tab)) frozen.set(tab, [])
        noteActive(tab)
        activeAt.delete(tab)
      },
      thaw() {
        const waited = frozen.get(tab) ?? []
        const order = options.thawOrder
        frozen.delete(tab)
        if (order !== undefined)
          waited.sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind))
        for (const { kind, callback } of waited) at(now, () => inTab(tab, kind, callback))
        heardUntil.set(tab, Math.max(now, heardUntil.get(tab) ?? 0))
        if (!closed.has(tab)) activeAt.set(tab, now)
      },
      close() {
        closed.add(tab)
        frozen.delete(tab)
        noteActive(tab)
        activeAt.delete(tab)
        listeners.delete(tab)
        for (const waiting of requests.filter((each) => each.tab === tab))
          requests.splice(requests.indexOf(waiting), 1)
        if (holder?.tab === tab) release(holder)
      },
    }
  }

  function request(tab: number, way: number, queue: SendQueue): Promise<void> {
    senders.push(tab)
    noteActive(tab)
    open += 1
    mostOpen = Math.max(mostOpen, open)
    const sentAt = (now + tab * 1_000_000 + 0.5) as Milliseconds
    return new Promise((resolve, reject) => {
      at(now + way, () => {
        const isRefused = options.isRefused?.(arrived.length) ?? false
        arrived.push(now)
        at(now + (isRefused ? 1 : latency), () => {
          open -= 1
          inTab(tab, 'answer', () => {
            if (!isRefused) {
              resolve()
              return
            }
            reject(new Error('too many requests'))
            queue.slowDown(sentAt, refusedPause)
          })
        })
      })
    })
  }

  return {
    open: openTab,
    async pass(duration) {
      const end = now + duration
      for (;;) {
        await settle()
        const next = events.reduce<(typeof events)[number] | null>(
          (first, event) => (first === null || event.at < first.at ? event : first),
          null,
        )
        if (next === null || next.at > end) break
        events.splice(events.indexOf(next), 1)
        now = Math.max(now, next.at)
        next.callback()
      }
      now = end
    },
    setComputerClock(by) {
      computerAhead += by
    },
    longestWait() {
      for (const tab of activeAt.keys()) noteActive(tab)
      return longestWait
    },
    arrivals: () => [...arrived].sort((left, right) => left - right),
    senders,
    mostOpen: () => mostOpen,
  }
}

/** Lets all that was started go on until it stands still. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
