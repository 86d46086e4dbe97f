import type { Page } from 'playwright-core'

/** What the page's log of widgets shows: «code place: message», the newest first. */
export const readLog = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.widget-log__event')].map(
      (one) =>
        `${one.dataset['code']} ${one.dataset['place']}: ${one.querySelector('.widget-log__message')?.textContent}`,
    ),
  )

/** Waits until the log shows an event whose line contains the words. */
export const waitForLog = async (page: Page, words: string): Promise<void> => {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll<HTMLElement>('.widget-log__event')].some((one) =>
        `${one.dataset['code']} ${one.dataset['place']}: ${one.querySelector('.widget-log__message')?.textContent}`.includes(
          wanted,
        ),
      ),
    words,
  )
}

/** Folder of a sample widget. */
export const sampleWidget = (name: string): string => `tests/fixtures/widgets/${name}`

/** Moves to another page of the CRM as its own links do, and waits for its widgets. */
export const follow = async (page: Page, path: string): Promise<void> => {
  await page.evaluate((url) => {
    const { APP } = window as unknown as {
      APP: { widgets: { loaded: boolean }; router: { navigate(url: string, options: object): void } }
    }
    APP.widgets.loaded = false
    APP.router.navigate(url, { trigger: true })
  }, path)
  await page.waitForFunction(
    () => (window as unknown as { APP: { widgets: { loaded: boolean } } }).APP.widgets.loaded,
  )
}
