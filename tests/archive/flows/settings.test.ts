import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { parseSettings } from '../../../widget/settings/parseSettings'
import type { PartialSettings } from '../../oracle/plainSettings'
import { aBusyAccount, withSettings } from '../support/aBusyAccount'
import { type Crm, openCrm, waitForWidgets } from '../support/openCrm'
import { passTimers } from '../support/passTimers'
import { poll } from '../support/poll'
import { chooseRun, openMenu, openRun, runTitle, runWell, runWindow } from '../support/runSteps'
import { openSettings, openStages, save, saveButton, settingsWindow } from '../support/settingsSteps'

const sizes = { contacts: 40, companies: 15, leads: 150, customers: 12 }
const contactsList = '/contacts/list/contacts/'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('the settings in the host’s window', () => {
  test('are installed and saved with an untouched form; the eight fields of both entities are made', async () => {
    const page = await openWith({ widgets: [{ code: 'sales_analytics', installed: false, active: false }] })
    const window = await openSettings(page)
    await window.getByRole('button', { name: 'Установить' }).click()
    await window.getByRole('button', { name: 'Отключить' }).waitFor()
    await window.getByText('1) Для каких сущностей вычислять?').waitFor()
    expect(await saveButton(window).getAttribute('aria-disabled')).toBe('false')
    await save(window)
    expect(await ownFields('contacts')).toHaveLength(8)
    expect(await ownFields('companies')).toHaveLength(8)
    expect(await savedSettings()).toMatchObject({
      v: 1,
      entities: ['contacts', 'companies'],
      write: 'always',
    })
    await runOverContacts(page)
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('are what was chosen before «Установить», also in the redrawn form, after «Сохранить» and in the window opened anew', async () => {
    const page = await openWith({ widgets: [{ code: 'sales_analytics', installed: false, active: false }] })
    const chosen = { entities: ['contacts'], buyers: { upcoming: false, purchases: true } }
    const window = await openSettings(page)
    for (const words of ['Компании', 'этапы предстоящих покупок'])
      await window.getByText(words, { exact: true }).click()
    await window.getByRole('button', { name: 'Установить' }).click()
    await window.getByRole('button', { name: 'Отключить' }).waitFor()
    await window.getByText('1) Для каких сущностей вычислять?').waitFor()
    expect(await ticked(window)).toEqual({ companies: false, upcoming: false })
    expect(await savedSettings()).toMatchObject(chosen)
    await window.getByRole('button', { name: 'Закрыть' }).first().click()
    await window.waitFor({ state: 'detached' })
    const again = await openSettings(page)
    expect(await ticked(again)).toEqual({ companies: false, upcoming: false })
    // Until the first «Сохранить» the CRM lists the widget nowhere else: the button has to be awake.
    await poll(() => saveButton(again).getAttribute('aria-disabled')).toBe('false')
    await save(again)
    expect(await savedSettings()).toMatchObject(chosen)
    const last = await openSettings(page)
    expect(await ticked(last)).toEqual({ companies: false, upcoming: false })
    expect(await saveButton(last).getAttribute('aria-disabled')).toBe('true')
    expect(await ownFields('companies')).toEqual([])
  })

  test('with nothing saved show the defaults and let «Сохранить» be pressed at once', async () => {
    const page = await openWith({
      widgets: [{ code: 'sales_analytics', installed: true, active: true, settings: {} }],
    })
    const window = await openSettings(page)
    await poll(() => saveButton(window).getAttribute('aria-disabled')).toBe('false')
    await save(window)
    expect(await savedSettings()).toMatchObject({ v: 1, inWork: { open: true, stages: {} } })
  })

  test('that were saved are not dirty until something changes', async () => {
    const page = await openWith({})
    await save(await openSettings(page))
    const window = await openSettings(page)
    expect(await saveButton(window).getAttribute('aria-disabled')).toBe('true')
    await window.getByText('этап "Не купили"').click()
    await poll(() => saveButton(window).getAttribute('aria-disabled')).toBe('false')
  })

  test('move a stage only after a click that says so, and the next run counts by them', async () => {
    const page = await openWith({})
    await runOverContacts(page)
    const window = await openSettings(page)
    await openStages(window, 3)
    const stage = window.getByRole('checkbox', { name: 'Договор' })
    await window.getByText('Договор', { exact: true }).click()
    await window
      .getByText('Этап «Договор» сейчас в разделе В РАБОТЕ. Перенести его в раздел КУПИЛИ?')
      .waitFor()
    expect(await stage.isChecked()).toBe(false)
    await window.getByRole('button', { name: 'Перенести' }).click()
    await poll(() => stage.isChecked()).toBe(true)
    await save(window)
    const saved = await savedSettings()
    expect(saved.bought?.stages).toEqual({ 11: [112] })
    const before = await crm.account()
    expect(diffAccountFields(before, saved)).not.toEqual([])
    await runOverContacts(page)
    expect(diffAccountFields(await crm.account(), saved)).toEqual([])
  })

  test('of the folded part count too: main contact, contacts’ deals for companies, no zero budgets in the average', async () => {
    const page = await openWith({})
    const window = await openSettings(page)
    await window.getByRole('button', { name: '5) Дополнительно' }).click()
    for (const words of [
      'засчитать только главному контакту',
      'также сделки её контактов, если компания в сделке не указана',
      'не учитывать в среднем чеке',
    ])
      await window.getByText(words, { exact: true }).click()
    await window.getByLabel('Знаков после запятой в среднем чеке').selectOption('0')
    await save(window)
    const saved = await savedSettings()
    expect(saved).toMatchObject({
      contacts: 'main',
      companies: 'withContacts',
      zeroBudget: 'skip',
      averageDigits: 0,
    })
    await runOverContacts(page)
    expect(diffAccountFields(await crm.account(), saved)).toEqual([])
  })

  test('ask for at least one entity and are not saved without', async () => {
    const page = await openWith({})
    const window = await openSettings(page)
    const before = await customText()
    for (const entity of ['Контакты', 'Компании']) await window.getByText(entity, { exact: true }).click()
    await window.getByText('Отметьте хотя бы одну сущность').first().waitFor()
    await poll(() => saveButton(window).getAttribute('aria-disabled')).toBe('true')
    await saveButton(window).click({ force: true })
    const words = window.getByText('Сохранить нельзя.')
    await words.scrollIntoViewIfNeeded()
    expect(await gapBetween(words, saveButton(window))).toBeLessThan(120)
    await window.getByRole('button', { name: 'Отметьте хотя бы одну сущность' }).click()
    await poll(() => window.getByRole('checkbox', { name: 'Контакты' }).evaluate(isFocused)).toBe(true)
    await passTimers(page, 1000)
    expect(await customText()).toBe(before)
    await window.getByText('Компании', { exact: true }).click()
    await save(window)
    expect(await savedSettings()).toMatchObject({ entities: ['companies'] })
  })

  test('without an entity leave its fields as they are', async () => {
    const page = await openWith({ settings: { entities: ['companies'] } })
    const dialog = await openList(page)
    await dialog.getByText('Контакты: выключены в настройках виджета').waitFor()
    await dialog.getByRole('button', { name: 'Закрыть' }).last().click()
    await runOverContacts(page)
    expect(await ownFields('contacts')).toEqual([])
    expect(diffAccountFields(await crm.account(), { entities: ['companies'] })).toEqual([])
  })

  test.each([
    ['broken', '{"v":1,"entities":"нет"', 'Прежние настройки не читаются, показаны настройки по умолчанию'],
    ['newer', '{"v":99,"what":"ever"}', 'Настройки сохранены более новой версией виджета'],
  ])(
    'that are %s are said to be so; nothing is computed and the text is kept',
    async (_kind, custom, words) => {
      const page = await openWith({
        widgets: [{ code: 'sales_analytics', installed: true, active: true, settings: { custom } }],
      })
      await page.goto(`${crm.url}/contacts/list/contacts/`)
      await chooseRun(page)
      const dialog = runWindow(page)
      await dialog.getByText('Настройки не читаются. Откройте настройки виджета').waitFor()
      await dialog.getByRole('button', { name: 'Открыть настройки' }).click()
      await page.getByRole('button', { name: /Аналитика продаж/ }).click()
      const window = settingsWindow(page)
      await window.getByText(words).waitFor()
      expect(await customText()).toBe(custom)
      await page.goto(`${crm.url}/contacts/detail/1001`)
      await page.getByText('Настройки не читаются. Откройте настройки виджета').waitFor()
      expect(await ownFields('contacts')).toEqual([])
      expect(await writes()).toEqual([])
    },
  )

  test('are saved with words where the fields cannot be made', async () => {
    const page = await openWith(
      {
        widgets: [{ code: 'sales_analytics', installed: true, active: true, settings: {} }],
      },
      true,
    )
    await crm.setFaults({
      rules: [{ method: 'POST', path: '/api/v4/contacts/custom_fields', status: 403 }],
    })
    const window = await openSettings(page)
    await saveButton(window).click()
    // The form says so as well; the message of the page comes before the CRM stores what was saved.
    await page
      .locator('.notification')
      .getByText(/Настройки сохранены\. Поля не созданы: /)
      .waitFor()
    await poll(customText).not.toBe('')
    expect(await savedSettings()).toMatchObject({ v: 1 })
  })

  test('switch the widget off: everything of it leaves the page, and comes back after it is on again', async () => {
    const page = await openWith({})
    await runOverContacts(page)
    const window = await openSettings(page)
    await window.getByRole('button', { name: 'Отключить' }).click()
    await window.waitFor({ state: 'detached' })
    await poll(() => ownTraces(page)).toEqual([])
    await page.getByRole('link', { name: 'Списки' }).click()
    await openMenu(page)
    await page.getByRole('menuitem', { name: 'Настройки списка' }).waitFor()
    await waitForWidgets(page)
    expect(await page.getByRole('menuitem', { name: runTitle }).count()).toBe(0)
    await page.getByRole('link', { name: 'Контакт 1', exact: true }).click()
    await page.getByRole('tab', { name: '*Аналитика продаж' }).waitFor()
    await waitForWidgets(page)
    expect(await ownTraces(page)).toEqual([])
    expect(await ownFields('contacts')).toHaveLength(8)
  })

  test('without an entity offer to delete its fields after a typed word', async () => {
    const page = await openWith({})
    await runOverContacts(page)
    const window = await openSettings(page)
    await window.getByText('Компании', { exact: true }).click()
    await window.getByText('Поля компаний останутся и больше не обновляются').waitFor()
    await window.getByRole('button', { name: 'Удалить поля' }).click()
    const confirm = window.getByRole('button', { name: 'Удалить поля' })
    expect(await confirm.isDisabled()).toBe(true)
    await window.getByLabel(/введите слово «удалить»/).fill('удалить')
    await confirm.click()
    await window.getByText('Поля компаний удалены').waitFor()
    expect(await ownFields('companies')).toEqual([])
    expect(await ownFields('contacts')).toHaveLength(8)
  })
})

const openWith = async (
  given: { widgets?: AccountFile['widgets']; settings?: PartialSettings },
  isFaulty = false,
): Promise<Page> => {
  const account = aBusyAccount(sizes, given.settings)
  await crm.reset({ ...account, widgets: given.widgets ?? [withSettings(given.settings)] })
  return crm.open('/settings/', { isFaulty })
}

const openList = async (page: Page): Promise<Locator> => {
  await page.goto(crm.url + contactsList)
  return openRun(page)
}

const runOverContacts = async (page: Page): Promise<void> => {
  await page.goto(crm.url + contactsList)
  await runWell(page, 'all')
  await runWindow(page).getByRole('button', { name: 'Закрыть' }).click()
}

/** What the check boxes of the form say that the test above unticks. */
const ticked = async (window: Locator): Promise<{ companies: boolean; upcoming: boolean }> => ({
  companies: await window.getByRole('checkbox', { name: 'Компании' }).isChecked(),
  upcoming: await window.getByRole('checkbox', { name: 'этапы предстоящих покупок' }).isChecked(),
})

const isFocused = (element: Element): boolean => document.activeElement === element

/** Pixels from the foot of the one to the head of the other. */
const gapBetween = async (upper: Locator, lower: Locator): Promise<number> => {
  const [head, foot] = await Promise.all([upper.boundingBox(), lower.boundingBox()])
  return (foot?.y ?? Number.NaN) - (head?.y ?? Number.NaN) - (head?.height ?? Number.NaN)
}

const customText = async (): Promise<string> => (await crm.account()).widgets?.[0]?.settings?.custom ?? ''

/** The settings that the CRM keeps, in a text that its page can evaluate. */
const savedSettings = async (): Promise<PartialSettings> => {
  const text = await customText()
  expect(text).not.toMatch(/["'`\\]/)
  const parsed = parseSettings(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.settings
}

const ownFields = async (entity: 'contacts' | 'companies'): Promise<string[]> =>
  ((await crm.account()).custom_fields?.[entity] ?? [])
    .map(({ name = '' }) => name)
    .filter((name) => name.startsWith('*'))

const writes = async (): Promise<string[]> =>
  (await crm.requests()).list
    .filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path}`)

/** Whatever of ours is in the page. */
const ownTraces = (page: Page): Promise<string[]> =>
  page
    .locator('.sales-analytics, [class*="sales-analytics__"], link[href*="/sales_analytics/"]')
    .evaluateAll((found) => found.map((element) => element.outerHTML.slice(0, 100)))
