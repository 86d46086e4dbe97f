import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { patience } from '../../patience'

/** A browser session of its own, whose pages wait for each step until it has hung. */
export const openSession = async (
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> => {
  const session = await browser.newContext(options)
  session.setDefaultTimeout(patience.step)
  return session
}
