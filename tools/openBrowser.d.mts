import type { Browser } from 'playwright-core'

export const openBrowser: (flags?: readonly string[]) => Promise<Browser>
