import type { Page } from 'playwright-core'

type Section = 'Рабочий стол' | 'Сделки' | 'Покупатели' | 'Списки' | 'Аналитика' | 'Настройки'

const titles: Readonly<Record<Section, string>> = {
  'Рабочий стол': 'ООО «Демо»',
  Сделки: 'Сделки',
  Покупатели: 'Покупатели',
  Списки: 'Контакты',
  Аналитика: 'Аналитика',
  Настройки: 'Общие настройки',
}

/** Waits for a page by its title. */
export const untilTitle = (page: Page, title: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: new RegExp(`^${title}`) }).waitFor()

/** Goes to a section by the bar at the left. */
export const goTo = async (page: Page, section: Section): Promise<void> => {
  const bar = page.getByRole('navigation', { name: 'Разделы' })
  await bar.getByRole('link', { name: section, exact: true }).click()
  await untilTitle(page, titles[section])
}

/** Changes between the lists of contacts, companies and both by the menu under the title. */
export const chooseList = async (page: Page, to: string): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).getByRole('button').click()
  await page.getByRole('link', { name: to, exact: true }).click()
  await untilTitle(page, to)
}

/** Finds a record in the list on screen and opens its card. */
export const openCard = async (page: Page, name: string): Promise<void> => {
  const search = page.getByRole('searchbox', { name: 'Поиск и фильтр' })
  await search.fill(name)
  await search.press('Enter')
  await page.getByRole('link', { name, exact: true }).first().click()
  await untilTitle(page, name)
}

/** Types into a field of the open card and saves it. */
export const saveCard = async (page: Page, label: string, value: string): Promise<void> => {
  const field = page.getByLabel(label, { exact: true }).first()
  await field.fill(value)
  const button = page.getByRole('button', { name: 'Сохранить', exact: true })
  await button.click()
  await button.waitFor({ state: 'hidden' })
}
