import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { fieldId, fieldName, fillAccount } from '../support/filledAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { poll } from '../support/poll'
import { begin, decide, openRun, runTitle, runWell, runWindow, untilPreview } from '../support/runSteps'

const account = aBusyAccount({ contacts: 120, companies: 20, leads: 150, customers: 6 })
const contactsList = '/contacts/list/contacts/'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('the window of a run', () => {
  test('tells of stages in no section, opens the settings from there, and remembers the last run', async () => {
    const settings = { inWork: { open: false, stages: { 11: [111] } } }
    await crm.reset(aBusyAccount({ contacts: 6, companies: 3, leads: 20, customers: 2 }, settings))
    const page = await crm.open(contactsList)
    const first = await openRun(page)
    await first.getByText('В этом браузере заполнение ещё не запускали').waitFor()
    await first.getByText(/^Новые этапы не выбраны ни в одном разделе: .*Продажи: Договор/).waitFor()
    await first.getByRole('button', { name: 'Закрыть' }).click()
    await runWell(page, 'changed')
    expect(diffAccountFields(await crm.account(), settings)).toEqual([])
    await page.reload()
    const again = await openRun(page)
    await again.getByText(/^Последнее заполнение: .*Анна Админова/).waitFor()
    await again.getByRole('button', { name: 'Открыть настройки' }).click()
    await page.waitForURL('**/settings/widgets/**')
    await page.getByRole('button', { name: /Аналитика продаж/ }).click()
    await page.getByText('1) Для каких сущностей вычислять?').waitFor()
  })

  test('gives the keyboard back to the button of the menu', async () => {
    await crm.reset(aBusyAccount({ contacts: 6, companies: 3, leads: 20, customers: 2 }))
    const page = await crm.open(contactsList)
    const button = page.getByRole('button', { name: 'Еще' }).first()
    const focused = () => button.evaluate((element) => element === document.activeElement)
    await button.focus()
    await page.keyboard.press('Enter')
    const item = page.getByRole('menuitem', { name: runTitle })
    await item.focus()
    await page.keyboard.press('Enter')
    await runWindow(page).getByRole('button', { name: 'Начать' }).waitFor()
    expect(await focused()).toBe(false)
    await page.keyboard.press('Escape')
    await runWindow(page).waitFor({ state: 'detached' })
    await poll(focused).toBe(true)
  })

  test('gives the report as a file that a spreadsheet opens', async () => {
    await crm.reset(account)
    const page = await crm.open(contactsList)
    const dialog = await runWell(page, 'changed')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Скачать отчёт' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^Отчёт о заполнении .*\.csv$/)
    const text = await readFile(await download.path(), 'utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toMatch(/Заполнено впервые";"120";"20";"140"/)
  })

  test('narrows the table old → new by search and filters', async () => {
    const filled = await fillAccount(crm, account)
    await crm.reset(filled)
    await crm.change({
      op: 'create',
      entity: 'leads',
      set: {
        price: 1_000_000,
        status_id: 142,
        pipeline_id: 11,
        _embedded: { contacts: [{ id: firstIds.contacts + 5 }, { id: firstIds.contacts + 50 }] },
      },
    })
    const page = await crm.open(contactsList)
    const dialog = await openRun(page)
    await begin(dialog)
    await untilPreview(dialog)
    await dialog
      .getByText('Изменятся 2 из 120, из них обнулятся 0; заполнятся впервые 0; без изменений 118')
      .waitFor()
    await dialog.getByRole('button', { name: 'уменьшатся' }).click()
    await dialog.getByText('Ничего не найдено').waitFor()
    await dialog.getByRole('button', { name: 'вырастут' }).click()
    await dialog.getByRole('link', { name: 'Контакт 5', exact: true }).waitFor()
    await dialog.getByRole('searchbox').fill('Контакт 50')
    await dialog.getByText('Строк: 1').waitFor()
    expect(await dialog.getByRole('link', { name: 'Контакт 5', exact: true }).count()).toBe(0)
    await decide(dialog, 'changed')
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('warns when stamps show a run on another computer, and goes on when told to', async () => {
    const filled = await fillAccount(crm, account)
    await crm.reset(filled)
    // Another run counts as over once it has written nothing for a minute: none passes here.
    const now = Math.floor(Date.now() / 1000)
    await crm.stopClock(now)
    const page = await crm.open(contactsList)
    const dialog = await openRun(page)
    await begin(dialog)
    await untilPreview(dialog)
    await stampByAnother(firstIds.contacts + 100, 10, now + 5)
    await decide(dialog, 'all')
    await dialog
      .getByText(/^Похоже, заполнение идёт и на другом компьютере \(последняя запись/)
      .first()
      .waitFor()
    await dialog.getByRole('button', { name: 'Подождать' }).click()
    await dialog.getByText(/^Ждём заполнение на другом компьютере/).waitFor()
    await dialog.getByText(/пойдёт дальше сам/).waitFor()
    await dialog.getByRole('button', { name: 'Продолжить' }).click()
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('works where the browser keeps nothing, and says so', async () => {
    await crm.reset(account)
    const page = await crm.open('/settings/')
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    })
    await page.goto(crm.url + contactsList)
    const dialog = await openRun(page)
    await dialog.getByText(/^Браузер не даёт хранить данные/).waitFor()
    await begin(dialog)
    await untilPreview(dialog)
    await decide(dialog, 'changed')
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })
})

/** Another program writes fresh stamps into contacts that follow each other. */
const stampByAnother = async (firstId: number, count: number, stamp: number): Promise<void> => {
  const field = fieldId(await crm.account(), 'contacts', fieldName.actualAt)
  await fetch(`${crm.url}/api/v4/contacts`, {
    method: 'PATCH',
    headers: { Authorization: 'Bearer local-token', 'Content-Type': 'application/json' },
    body: JSON.stringify(
      Array.from({ length: count }, (_, position) => ({
        id: firstId + position,
        custom_fields_values: [{ field_id: field, values: [{ value: stamp }] }],
      })),
    ),
  })
}
