import { createRandom } from '../../../../host/seeds/createRandom'
import type { Wire, WireAnswer } from '../wire'
import type { SimClock } from './createSimClock'
import { createSimChannels } from './createSimChannels'
import { createSimLocks } from './createSimLocks'
import { createSimMarks, createSimStorage } from './createSimStorage'
import { type Facilities, goodFacilities } from './facilities'
import { insideTab, outsideTabs, type SimTab } from './simTab'

/** A tab as its user has it in hand. */
export interface TabInHand extends SimTab {
  /** Nothing of it happens until it is thawed: no timer, no message, no answer. */
  freeze(): void
  thaw(): void
  isFrozen(): boolean
  /** Closed or crashed: nothing of it happens any more. */
  close(): void
  isClosed(): boolean
}

/** A computer with one browser. */
export interface Computer {
  readonly name: string
  readonly facilities: Facilities
  openTab(): TabInHand
}

export interface ComputerOptions {
  readonly name: string
  readonly clock: SimClock
  /** Milliseconds since 1970 at which the world began. */
  readonly epoch: number
  readonly seed: number
  readonly wire: Wire
}

/** Milliseconds of a request's way to the CRM, and of its answer's way back. */
const way = [15, 120] as const

export const createComputer = ({ name, clock, epoch, seed, wire }: ComputerOptions): Computer => {
  const facilities = goodFacilities()
  const storage = createSimStorage(facilities)
  const locks = createSimLocks()
  const channels = createSimChannels(clock)
  const random = createRandom(seed, 77)
  let tabs = 0
  let timers = 0

  const openTab = (): TabInHand => {
    tabs += 1
    const openedAt = clock.now()
    const alarms = new Map<number, () => void>()
    const kept: (() => void)[] = []
    let isFrozen = false
    let isClosed = false

    const tab: TabInHand = {
      name: `${name} tab ${tabs}`,
      facilities,
      locks,
      channels,
      storage,
      session: createSimMarks(facilities),
      dateNow: () => Math.floor(epoch + clock.now() + facilities.clockAhead(clock.now())),
      performanceNow: () => clock.now() - openedAt + 1,
      random: () => random.fraction(),
      startTimer(callback, delay) {
        timers += 1
        const timer = timers
        alarms.set(
          timer,
          clock.at(clock.now() + Math.max(1, delay), () =>
            tab.deliver(() => {
              // One that the page has stopped while it was frozen.
              if (alarms.delete(timer)) callback()
            }),
          ),
        )
        return timer
      },
      stopTimer(timer) {
        alarms.get(timer)?.()
        alarms.delete(timer)
      },
      request({ method, url, body }, answered) {
        let isGivenUp = false
        const sent = { method, url, path: decodeURIComponent(url), body, computer: name }
        const answer = (end: WireAnswer | 'cut'): void => {
          clock.at(clock.now() + random.integer(...way), () =>
            tab.deliver(() => {
              if (!isGivenUp) answered(end)
            }),
          )
        }
        const arrive = async (): Promise<void> => {
          const end = await wire(sent)
          if (end !== 'never') answer(end)
        }
        clock.at(clock.now() + random.integer(...way), () => void outsideTabs(arrive))
        return () => {
          isGivenUp = true
        }
      },
      deliver(callback) {
        if (isClosed) return
        if (isFrozen) kept.push(callback)
        else insideTab(tab, callback)
      },
      inside: (work) => insideTab(tab, work),
      freeze() {
        isFrozen = true
      },
      thaw() {
        isFrozen = false
        for (const callback of kept.splice(0)) clock.at(clock.now(), () => tab.deliver(callback))
      },
      isFrozen: () => isFrozen,
      close() {
        isClosed = true
        for (const undo of alarms.values()) undo()
        alarms.clear()
        locks.forget(tab)
      },
      isClosed: () => isClosed,
    }
    return tab
  }

  return { name, facilities, openTab }
}
