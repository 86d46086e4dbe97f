import type { Locator, Page } from 'playwright-core'
import { poll } from './poll'

/**
 * Moves the page's clock on, second by second, until something is shown: the product's own waits are passed and not waited for. For pages that
 * were opened with `isMovable`.
 */
export const moveTimeUntil = (page: Page, shown: Locator): Promise<void> =>
  poll(async () => {
    await page.clock.fastForward(1000)
    return shown.first().isVisible()
  }).toBe(true)
