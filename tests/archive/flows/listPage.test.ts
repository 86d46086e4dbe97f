import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { createDemoAccount } from '../../../host/seeds/createDemoAccount'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, withSettings } from '../support/aBusyAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { poll } from '../support/poll'
import {
  begin,
  decide,
  openRun,
  runTitle,
  runWell,
  runWindow,
  untilPreview,
  untilReport,
} from '../support/runSteps'
import { openSettings, openStages, save } from '../support/settingsSteps'
import { untilStyled } from '../support/untilStyled'

const markup = '<img src=x onerror="window.hurt=1"><b>Жирный</b>'
const names = [
  markup,
  '\u202Eнаоборот\u2066',
  '👩‍👩‍👧‍👦 Семья & «друзья» "в кавычках"',
  '=HYPERLINK("http://example.test")',
  `Очень${'длинное'.repeat(1428)}`,
  'Неразрывное'.repeat(30),
  '   ',
]

const columnsHint = 'Чтобы увидеть колонки, откройте «Настройки списка» и добавьте поля со звёздочкой'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('the list page', () => {
  test.each(['classic', 'newbie'] as const)(
    'has the item once, also after the CRM drew its head anew (%s)',
    async (widgetMarkup) => {
      await crm.reset(aBusyAccount({ contacts: 6, companies: 3, leads: 10, customers: 2 }))
      await crm.setFaults({ unverified: { widgetMarkup } })
      const page = await crm.open('/contacts/list/companies/')
      await poll(() => items(page)).toBe(1)
      await page.evaluate(() => {
        const { jQuery } = window as unknown as { jQuery: JQueryStatic }
        for (let count = 0; count < 3; count += 1) jQuery(document).trigger('list:head')
      })
      await poll(() => items(page)).toBe(1)
      await page.getByRole('button', { name: 'Наименование' }).click()
      await poll(() => page.url()).toContain('?')
      await poll(() => items(page)).toBe(1)
      for (const place of ['Сделки', 'Списки'])
        await page.getByRole('link', { name: place, exact: true }).click()
      await page.getByRole('link', { name: 'Контакт 1', exact: true }).waitFor()
      await poll(() => items(page)).toBe(1)
      await page.getByRole('link', { name: 'Контакт 1', exact: true }).click()
      await page.getByRole('tab', { name: 'Основное' }).waitFor()
      await page.goBack()
      await poll(() => items(page)).toBe(1)
      expect(await openRun(page)).toBeTruthy()
    },
  )

  test('lets the keyboard start a run, and Escape does not lose it', async () => {
    await crm.reset(aBusyAccount({ contacts: 6, companies: 3, leads: 10, customers: 2 }))
    const page = await crm.open('/contacts/list/contacts/')
    await page.getByRole('button', { name: 'Еще' }).first().press('Enter')
    await page.getByRole('menuitem', { name: runTitle }).press('Enter')
    const dialog = runWindow(page)
    await dialog.getByRole('button', { name: 'Начать' }).press('Enter')
    await untilPreview(dialog)
    await page.keyboard.press('Escape')
    await decide(dialog, 'changed')
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('from the contacts list fills the demo account the same way', async () => {
    const account = createDemoAccount(Math.floor(Date.now() / 1000))
    await crm.reset({ ...account, widgets: [withSettings()] })
    const page = await crm.open('/contacts/list/contacts/')
    await runWell(page, 'all')
    expect(diffAccountFields(await crm.account())).toEqual([])
    await page.getByRole('button', { name: 'Закрыть' }).last().click()
    // The list is read again by itself, and a new field is a column of it.
    await page.getByRole('columnheader', { name: '*Продажи, руб. (контакт)' }).waitFor()
  })

  test('hints at the columns where the CRM does not add them, and opens the list’s own settings', async () => {
    await crm.reset(aBusyAccount({ contacts: 6, companies: 3, leads: 10, customers: 2 }))
    await crm.control('PUT', 'page', { columns: 'manual' })
    const page = await crm.open('/contacts/list/companies/')
    const dialog = await runWell(page, 'all')
    await dialog.getByText(columnsHint).waitFor()
    await dialog.getByRole('button', { name: 'Настройки списка: Компании' }).click()
    await addColumn(page)
    await crm.control('PUT', 'page', { columns: 'auto' })
  })

  test('hints at the columns once in each list where a save of the settings has made the fields', async () => {
    const account = aBusyAccount({ contacts: 6, companies: 3, leads: 10, customers: 2 })
    await crm.reset(account)
    await crm.control('PUT', 'page', { columns: 'manual' })
    const page = await crm.open('/contacts/list/contacts/')
    const settings = await openSettings(page)
    await settings.getByText('этап "Покупки"').click()
    await save(settings)
    await page.goto(`${crm.url}/contacts/list/contacts/`)
    const dialog = await runWell(page, 'all')
    await dialog.getByText(columnsHint).waitFor()
    // The other list lacks them as well.
    await dialog.getByRole('button', { name: 'Настройки списка: Компании' }).click()
    await addColumn(page)
    expect(new URL(page.url()).pathname).toBe('/contacts/list/companies/')
    expect(await (await runWell(page, 'all')).getByText(columnsHint).count()).toBe(0)
    await page.goto(`${crm.url}/contacts/list/contacts/`)
    expect(await (await runWell(page, 'all')).getByText(columnsHint).count()).toBe(0)
    await crm.control('PUT', 'page', { columns: 'auto' })
  })

  test('shows any name as text, whatever stands in it, and nothing runs over', async () => {
    await crm.reset(withNames())
    const page = await crm.open('/contacts/list/contacts/')
    const dialog = await openRun(page)
    await begin(dialog)
    await untilPreview(dialog)
    await dialog.getByRole('tab', { name: 'Контакты' }).click()
    await dialog.getByRole('link', { name: markup }).waitFor()
    for (const name of names.slice(1, 4))
      expect(await dialog.getByText(name, { exact: true }).count()).toBe(1)
    await expectSafe(page)
    await decide(dialog, 'changed')
    await untilReport(dialog)
    await dialog.getByRole('button', { name: 'Закрыть' }).last().click()
    await page.goto(`${crm.url}/contacts/detail/1`)
    const panel = page.getByRole('region', { name: 'Аналитика продаж' }).first()
    await panel.getByRole('button', { name: 'Почему такие числа' }).click()
    await panel.getByText(markup).first().waitFor()
    await expectSafe(page)
    expect(await panel.evaluate((own) => own.scrollWidth - own.clientWidth)).toBe(0)
    const settings = await openSettings(page)
    await openStages(settings, 2)
    await settings.getByText(markup).first().waitFor()
    await expectSafe(page)
  })
})

/** Adds a column of ours in the list's own settings, which are open. */
const addColumn = async (page: Page): Promise<void> => {
  const columns = page.getByRole('dialog').last()
  await columns.getByText('*Продажи, шт.').click()
  await columns.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByRole('columnheader', { name: '*Продажи, шт.' }).waitFor()
}

const items = async (page: Page): Promise<number> =>
  page.getByRole('menuitem', { name: runTitle, includeHidden: true }).count()

/** No element came out of a name, nothing ran, and the page is no wider than its window. */
const expectSafe = async (page: Page): Promise<void> => {
  await untilStyled(page)
  const seen = await page.evaluate(() => ({
    hurt: 'hurt' in window,
    injected: document.querySelectorAll('.sales-analytics img, .sales-analytics b').length,
    overflow: document.documentElement.scrollWidth - innerWidth,
  }))
  expect(seen).toEqual({ hurt: false, injected: 0, overflow: 0 })
}

/** Names that try everything: on contacts, companies, deals, pipelines and stages. */
const withNames = (): AccountFile => ({
  ...aBusyAccount({ contacts: 1, companies: 1, leads: 0, customers: 0 }),
  pipelines: [
    {
      id: 11,
      name: names[4] ?? '',
      _embedded: {
        statuses: names.map((name, index) => ({
          id: 200 + index,
          name,
          sort: index,
          type: 0,
          color: '#fffeb2',
        })),
      },
    },
  ],
  contacts: names.map((name, index) => ({ id: index + 1, name })),
  companies: names.map((name, index) => ({ id: index + 101, name })),
  leads: names.flatMap((name, index) =>
    names.map((_, contact) => ({
      id: 1000 + index * 10 + contact,
      name,
      price: 99_999_999,
      pipeline_id: 11,
      status_id: 200 + index,
      _embedded: { contacts: [{ id: contact + 1 }], companies: [{ id: contact + 101 }] },
    })),
  ),
})
