import type { Page } from 'playwright-core'
import { poll } from './poll'

/** Waits until no tab of this browser has the lock of a run: a run gives it back as the last thing it does. */
export const untilRunOver = (page: Page): Promise<void> => poll(() => page.evaluate(countRunLocks)).toBe(0)

/** Runs in the page. */
const countRunLocks = async (): Promise<number> => {
  const { held = [] } = await navigator.locks.query()
  return held.filter(({ name = '' }) => name.startsWith('sales-analytics.run.')).length
}
