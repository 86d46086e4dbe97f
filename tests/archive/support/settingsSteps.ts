import type { Locator, Page } from 'playwright-core'

/** Opens «Настройки» → «Интеграции» → our tile; gives the host's window. */
export const openSettings = async (page: Page): Promise<Locator> => {
  await page.getByRole('link', { name: 'Настройки', exact: true }).click()
  await page.getByRole('link', { name: 'Интеграции' }).click()
  await page.getByRole('button', { name: /Аналитика продаж/ }).click()
  const window = settingsWindow(page)
  await window.getByText('1) Для каких сущностей вычислять?').waitFor()
  return window
}

export const settingsWindow = (page: Page): Locator => page.getByRole('dialog').last()

/** The host's «Сохранить». */
export const saveButton = (window: Locator): Locator =>
  window.getByRole('button', { name: 'Сохранить', exact: true })

/** Presses «Сохранить» and waits until the host has closed its window. */
export const save = async (window: Locator): Promise<void> => {
  await saveButton(window).click()
  await window.waitFor({ state: 'detached' })
}

/** Opens the stages of a section (2, 3 or 4). */
export const openStages = async (window: Locator, section: 2 | 3 | 4): Promise<void> => {
  const button = window.getByRole('button', {
    name: new RegExp(`^${section}\\.1\\) Какие этапы Сделок учитывать`),
  })
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click()
}
