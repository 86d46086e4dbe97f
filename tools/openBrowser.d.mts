import type { Browser } from 'playwright-core'

export const openBrowser: () => Promise<Browser>
