import type { Page } from 'playwright-core'

/** What the fake widgets were told so far, as «code callback»; `only` names one widget. */
export async function readCalls(page: Page, only = ''): Promise<string[]> {
  const calls = await page.evaluate(() => (window as unknown as { calls?: string[] }).calls ?? [])
  return calls
    .filter((call) => call.startsWith(only))
    .map((call) => (only ? call.slice(only.length + 1) : call))
}

/** Forgets what was told before. */
export async function clearCalls(page: Page): Promise<void> {
  await page.evaluate(() => {
    ;(window as unknown as { calls: string[] }).calls = []
  })
}
