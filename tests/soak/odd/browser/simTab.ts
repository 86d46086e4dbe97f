import { AsyncLocalStorage } from 'node:async_hooks'
import type { WireAnswer } from '../wire'
import type { Facilities } from './facilities'
import type { SimLockManager } from './createSimLocks'
import type { SimChannels } from './createSimChannels'
import type { SimStorage } from './createSimStorage'

/** One tab of a simulated browser, as the globals of a page reach it. */
export interface SimTab {
  readonly name: string
  readonly facilities: Facilities
  readonly locks: SimLockManager
  readonly channels: SimChannels
  readonly storage: SimStorage
  /** `sessionStorage` of the tab. */
  readonly session: Storage
  /** Milliseconds since 1970 by the clock of the user's computer. */
  dateNow(): number
  /** Milliseconds since the page was opened. */
  performanceNow(): number
  random(): number
  startTimer(callback: () => void, delay: number): number
  stopTimer(timer: number): void
  /** Carries a request to the CRM; `answered` is called unless the tab has died. Returns what gives it up. */
  request(
    request: { readonly method: string; readonly url: string; readonly body: string | null },
    answered: (answer: WireAnswer | 'cut') => void,
  ): () => void
  /** Calls back inside the tab: later where it is frozen, never once it is dead. */
  deliver(callback: () => void): void
  /** Runs code of the page. */
  inside<T>(work: () => T): T
}

const running = new AsyncLocalStorage<SimTab>()

/** The tab whose code runs now; undefined outside all tabs. */
export const currentTab = (): SimTab | undefined => running.getStore()

export const insideTab = <T>(tab: SimTab, work: () => T): T => running.run(tab, work)

/** Runs what is no code of a page: the CRM's, or the judge's. */
export const outsideTabs = <T>(work: () => T): T => running.exit(work)
