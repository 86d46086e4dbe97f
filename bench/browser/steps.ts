import type { Locator, Page } from 'playwright-core'
import { waitForWidgets } from '../../tests/archive/support/openCrm'
import { begin, openRun } from '../../tests/archive/support/runSteps'

export const listPath = '/contacts/list/contacts/'

/** Opens the contacts list and waits for its widgets. */
export const openList = async (page: Page, url: string): Promise<void> => {
  await page.goto(url + listPath)
  await waitForWidgets(page)
}

/** Goes to another page of the CRM as its own links do, without loading the document again. */
export const goTo = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    ;(
      window as unknown as { APP: { router: { navigate: (url: string, how: object) => void } } }
    ).APP.router.navigate(to, { trigger: true })
  }, path)

/** Starts a run of both entities from the menu of the open list; gives the run's window. */
export const startRun = async (page: Page): Promise<Locator> => {
  const dialog = await openRun(page)
  await begin(dialog)
  return dialog
}

/** Waits for the preview however long the reading takes, up to `minutes`. */
export const untilPreview = (dialog: Locator, minutes: number): Promise<void> =>
  dialog.getByRole('group', { name: 'Что записать?' }).waitFor({ timeout: minutes * 60_000 })

/** Waits for the report of a finished run, up to `minutes`. */
export const untilReport = (dialog: Locator, minutes: number): Promise<void> =>
  dialog.getByText('Длительность').waitFor({ timeout: minutes * 60_000 })
