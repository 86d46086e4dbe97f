import type { Locator, Page } from 'playwright-core'

/** The name of the menu item and of the run's window. */
export const runTitle = 'Аналитика продаж. Заполнение полей'

export type Choice = 'changed' | 'all' | 'nothing'

const choiceTexts: Readonly<Record<Choice, RegExp>> = {
  changed: /^Записать только изменившиеся$/,
  all: /^Записать цифры и обновить «Актуально на» у всех/,
  nothing: /^Ничего не записывать$/,
}

/** Opens the start window of a run from the list. */
export const openRun = async (page: Page): Promise<Locator> => {
  await chooseRun(page)
  const dialog = runWindow(page)
  await dialog.getByRole('button', { name: 'Начать' }).waitFor()
  return dialog
}

/** Opens the "…" menu of the list and presses our item; `force` also where it is refused and so disabled. */
export const chooseRun = async (page: Page, options: { readonly force?: boolean } = {}): Promise<void> => {
  await openMenu(page)
  await page.getByRole('menuitem', { name: runTitle }).click(options)
}

export const openMenu = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Еще' }).first().click()
}

export const runWindow = (page: Page): Locator => page.getByRole('region', { name: runTitle })

/** Starts a run in an open window. */
export const begin = (dialog: Locator): Promise<void> =>
  dialog.getByRole('button', { name: 'Начать' }).click()

/** Waits for the preview. */
export const untilPreview = (dialog: Locator): Promise<void> =>
  dialog.getByRole('group', { name: 'Что записать?' }).waitFor()

/** Chooses one of the three ways in the preview and presses its button. */
export const decide = async (dialog: Locator, choice: Choice): Promise<void> => {
  // The words are pressed: the mark itself is covered by its picture.
  await dialog.getByText(choiceTexts[choice]).click()
  await dialog.getByRole('radio', { name: choiceTexts[choice], checked: true }).waitFor()
  await dialog
    .getByRole('button', { name: choice === 'nothing' ? 'Закрыть' : 'Записать', exact: true })
    .click()
}

/** Waits for the report of a finished run. */
export const untilReport = (dialog: Locator): Promise<void> => dialog.getByText('Длительность').waitFor()

/** The counts of a report by the words beside them. */
export const readReport = async (dialog: Locator): Promise<Readonly<Record<string, number>>> => {
  const pairs = await dialog
    .getByRole('term')
    .evaluateAll((terms) =>
      terms.map((term) => [term.textContent ?? '', term.nextElementSibling?.textContent ?? '']),
    )
  return Object.fromEntries(pairs.map(([name, value]) => [name, toNumber(value ?? '')]))
}

/** A whole run from the list on screen: menu, start, preview, choice, report. */
const runThrough = async (page: Page, choice: Choice = 'changed'): Promise<Locator> => {
  const dialog = await openRun(page)
  await begin(dialog)
  await untilPreview(dialog)
  await decide(dialog, choice)
  await untilReport(dialog)
  return dialog
}

/** A whole run that must end well. */
export const runWell = async (page: Page, choice: Choice = 'changed'): Promise<Locator> => {
  const dialog = await runThrough(page, choice)
  await dialog.getByText('Готово', { exact: true }).waitFor()
  return dialog
}

/** A number as our screens write it: «1 234,5». */
export const toNumber = (text: string): number => Number(text.replace(/[^\d,.-]/g, '').replace(',', '.'))
