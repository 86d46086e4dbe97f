import type { Page } from 'playwright-core'

/**
 * Waits until every timer of `milliseconds` or less that a page has set by now was called, however late the machine is: timers of a page
 * are called in the order in which they are due, and one that is set later is due later.
 */
export const passTimers = (page: Page, milliseconds: number): Promise<void> =>
  page.evaluate((delay) => new Promise<void>((resolve) => setTimeout(resolve, delay)), milliseconds)
