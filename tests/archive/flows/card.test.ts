import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import type { HostWindow } from '../../../host/page/hostWindow'
import type { WireAccountFile } from '../../oracle/accountWire'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { callsOf, fieldId, fieldName, fillAccount, storedValue, writesOf } from '../support/filledAccount'
import { holdRequests } from '../support/heldRequests'
import { type Crm, openCrm, waitForWidgets } from '../support/openCrm'
import { passTimers } from '../support/passTimers'
import { poll } from '../support/poll'
import { toNumber } from '../support/runSteps'

const contactId = firstIds.contacts
const companyId = firstIds.companies
const groupTab = '*Аналитика продаж'

let crm: Crm
let filled: AccountFile
/** What the first contact sold before the tests. */
let soldBefore: number

beforeAll(async () => {
  crm = await openCrm()
  filled = await fillAccount(crm, aBusyAccount({ contacts: 24, companies: 9, leads: 120, customers: 9 }))
  soldBefore = Number(storedValue(await crm.account(), 'contacts', contactId, fieldName.boughtSum))
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('an open card', () => {
  test('takes in what changed since: panel, fields and the CRM hold the same, and nothing waits to be saved', async () => {
    await crm.reset(filled)
    await crm.setFaults({ unverified: { filters: true } })
    await addSale(5000)
    const page = await crm.open(`/contacts/detail/${contactId}`)
    await panelOf(page).getByText('Поля карточки обновлены').waitFor()
    const figures = await panelOf(page).getByRole('definition').allTextContents()
    expect(toNumber(figures[1] ?? '')).toBe(soldBefore + 5000)
    expect((await callsOf(crm)).length).toBeLessThanOrEqual(8)
    expect(await writesOf(crm)).toEqual([expect.stringMatching(/^PATCH \/api\/v4\/contacts/)])
    // All tabs of the form are in the page from the start, hidden.
    expect(await fieldInput(page, fieldName.boughtSum).isVisible()).toBe(false)
    await page.getByRole('tab', { name: groupTab }).click()
    await poll(() => fieldInput(page, fieldName.boughtSum).inputValue()).toBe(String(soldBefore + 5000))
    expect(await fieldInput(page, fieldName.actualAt).inputValue()).toMatch(/^\d\d\.\d\d\.\d{4} \d\d:\d\d$/)
    expect(await saveBar(page).isVisible()).toBe(false)
    expect(diffAccountFields(await crm.account()).filter(({ id }) => id === contactId)).toEqual([])
  })

  test('that nothing changed in is neither written nor stamped again so soon', async () => {
    await crm.reset(stampedNow(filled))
    const page = await crm.open(`/contacts/detail/${contactId}`)
    await panelOf(page).getByText('проверено только что').waitFor()
    expect(await writesOf(crm)).toEqual([])
  })

  test('keeps what the user typed, before and after the refresh, and the fresh figures after a save', async () => {
    await crm.reset(filled)
    await addSale(700)
    const page = await crm.open('/settings/')
    const writing = await holdRequests(page, (request) => request.method() === 'PATCH')
    await page.goto(`${crm.url}/contacts/detail/${contactId}`)
    await writing.untilHeld()
    await page.getByLabel('Должность', { exact: true }).first().fill('Главный инженер')
    writing.release()
    await panelOf(page).getByText('Поля карточки обновлены').waitFor()
    expect(await page.getByLabel('Должность', { exact: true }).first().inputValue()).toBe('Главный инженер')
    expect(await changedFields(page)).toHaveLength(1)
    await saveBar(page).click()
    await saveBar(page).waitFor({ state: 'hidden' })
    await page.getByRole('tab', { name: groupTab }).click()
    await poll(() => fieldInput(page, fieldName.boughtSum).inputValue()).toBe(String(soldBefore + 700))
    expect(await saveBar(page).isVisible()).toBe(false)
    expect(storedValue(await crm.account(), 'contacts', contactId, 'Должность')).toBe('Главный инженер')
  })

  test('brings the figures into its own form alone, never into the form of a linked card', async () => {
    await crm.reset(filled)
    const linked = (await crm.account()).contacts?.find((contact) =>
      contact._embedded?.companies?.some(({ id }) => id === companyId),
    )
    await crm.change({
      op: 'create',
      entity: 'leads',
      set: {
        price: 900,
        status_id: 142,
        pipeline_id: 11,
        _embedded: { contacts: [{ id: linked?.id ?? 0 }], companies: [{ id: companyId }] },
      },
    })
    const page = await crm.open(`/companies/detail/${companyId}`)
    const form = page.getByRole('form', { name: linked?.name ?? '', includeHidden: true })
    const before = await form.getByLabel(fieldName.boughtSum).inputValue()
    await panelOf(page).getByText('Поля карточки обновлены').waitFor()
    await page.getByRole('tab', { name: groupTab }).click()
    const sold = storedValue(await crm.account(), 'companies', companyId, fieldName.boughtSum)
    await poll(() => fieldInput(page, fieldName.boughtSum).inputValue()).toBe(String(sold))
    expect(await form.getByLabel(fieldName.boughtSum).inputValue()).toBe(before)
  })

  test('that is left within 400 ms costs no call', async () => {
    await crm.reset(filled)
    const page = await crm.open('/settings/')
    await crm.control('DELETE', 'requests')
    await page.evaluate(
      async (path) => {
        const { APP } = window as unknown as HostWindow
        // Leaves in the same task in which our panel appears: no timer comes between, however slow the machine is.
        const left = new Promise<void>((resolve) => {
          const observer = new MutationObserver(() => {
            if (!document.querySelector('.sales-analytics__card-panel')) return
            observer.disconnect()
            APP.router.navigate('/contacts/list/companies/')
            resolve()
          })
          observer.observe(document.body, { childList: true, subtree: true })
        })
        APP.router.navigate(path)
        await left
      },
      `/contacts/detail/${contactId + 1}`,
    )
    await page.getByRole('link', { name: 'Компания 3', exact: true }).click()
    await panelOf(page).getByText('проверено только что').waitFor()
    const calls = await callsOf(crm)
    expect(calls.filter((call) => call.includes('/contacts/'))).toEqual([])
    expect(calls.some((call) => call.includes(`/companies/${companyId + 3}`))).toBe(true)
  })

  test('of a new contact gets nothing before it is saved', async () => {
    await crm.reset(filled)
    const page = await crm.open('/contacts/add/')
    await page.getByPlaceholder('Новый контакт').fill('Вера')
    // What opens with a card asks its first question a moment later.
    await passTimers(page, 1000)
    expect(await callsOf(crm)).toEqual([])
    expect(await panelOf(page).count()).toBe(0)
    await saveBar(page).click()
    await page.waitForURL('**/contacts/detail/*')
    await panelOf(page).getByText('проверено только что').waitFor()
  })

  test.each([
    ['one call for each hundred where filters work', true],
    ['a question where they do not', false],
  ])('with 240 deals asks %s', async (_title, filters) => {
    await crm.reset(manyDeals(240))
    await crm.setFaults({ unverified: { filters } })
    const page = await crm.open('/contacts/detail/7')
    if (!filters) {
      let singles = 0
      const reading = await holdRequests(page, (request) => {
        if (/\/leads\/\d+/.test(request.url())) singles += 1
        return singles > 20
      })
      await panelOf(page)
        .getByText(/^Нужно прочитать 240 сделок/)
        .waitFor()
      expect((await callsOf(crm)).length).toBeLessThanOrEqual(8)
      await panelOf(page).getByRole('button', { name: 'Пересчитать' }).click()
      await panelOf(page)
        .getByText(/^прочитано [1-9]\d* из 240$/)
        .waitFor()
      reading.release()
    }
    await panelOf(page)
      .getByText(/проверено /)
      .waitFor()
    const figures = await panelOf(page).getByRole('definition').allTextContents()
    expect(figures.slice(0, 2).map(toNumber)).toEqual([240, 240_000])
    if (filters) expect((await callsOf(crm)).length).toBeLessThanOrEqual(8)
  })

  test('is not written once another user has signed in in the browser', async () => {
    await crm.reset(filled)
    const page = await crm.open('/contacts/list/contacts/')
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await crm.control('PUT', 'session', { user: 'observer', expired: false })
    await addSale(300)
    await page.evaluate((path) => {
      const { APP } = window as unknown as { readonly APP: { router: { navigate(path: string): void } } }
      APP.router.navigate(path)
    }, `/contacts/detail/${contactId}`)
    await panelOf(page).getByText('В CRM в этом браузере вошёл другой пользователь').waitFor()
    await panelOf(page).getByText('Поля карточки не изменились').waitFor()
    expect(await writesOf(crm)).toEqual([])
  })

  test('makes a deleted field again for an admin and says so', async () => {
    await crm.reset(filled)
    await deleteField('*Отказы, шт.')
    const page = await crm.open(`/contacts/detail/${contactId}`)
    await panelOf(page)
      .getByText(
        'Поле «*Отказы, шт.» было удалено, создано заново. Прежние значения потеряны: запустите заполнение',
      )
      .waitFor()
    expect(diffAccountFields(await crm.account()).filter(({ id }) => id === contactId)).toEqual([])
    const account = await crm.account()
    const field = account.custom_fields?.contacts?.find(({ name }) => name === '*Отказы, шт.')
    expect(field).toMatchObject({ group_id: expect.not.stringMatching('default') as unknown })
  })

  test('tells others that an admin will bring a deleted field back, and writes the rest', async () => {
    await crm.reset(filled, 'observer')
    await deleteField('*Отказы, шт.')
    await addSale(100)
    const page = await crm.open(`/contacts/detail/${contactId}`)
    await panelOf(page).getByText('Поле удалено, его вернёт администратор: «*Отказы, шт.»').waitFor()
    const sold = storedValue(await crm.account(), 'contacts', contactId, fieldName.boughtSum)
    expect(Number(sold)).toBe(soldBefore + 100)
  })

  test('explains a number by deals that sum to it, and says what is not counted and why', async () => {
    await crm.reset(filled)
    await crm.change({
      op: 'create',
      entity: 'leads',
      set: {
        name: 'Заявка',
        price: 5,
        status_id: 110,
        pipeline_id: 11,
        _embedded: { contacts: [{ id: contactId }] },
      },
    })
    const page = await crm.open(`/contacts/detail/${contactId}`)
    await panelOf(page).getByText('проверено только что').waitFor()
    await panelOf(page).getByRole('button', { name: 'Почему такие числа' }).click()
    const figures = await panelOf(page).getByRole('definition').allTextContents()
    const totals = await panelOf(page)
      .getByText(/^Всего: /)
      .allTextContents()
    expect(toNumber(totals[0]?.replace(/^.*шт\., /, '') ?? '')).toBe(toNumber(figures[1] ?? ''))
    await panelOf(page).getByText('Не вошли').waitFor()
    await panelOf(page).getByText('неразобранная заявка').first().waitFor()
  })

  test('is refreshed by «Обновить», and again after the CRM drew the whole card anew', async () => {
    await crm.reset(filled)
    const page = await crm.open(`/contacts/detail/${contactId}`)
    await panelOf(page).getByText('проверено только что').waitFor()
    await addSale(30)
    await panelOf(page).getByRole('button', { name: 'Обновить' }).click()
    await panelOf(page).getByText('Поля карточки обновлены').waitFor()
    await addSale(40)
    const old = await panelOf(page).elementHandle()
    await page.getByRole('button', { name: 'Еще' }).first().click()
    await page.getByRole('menuitem', { name: 'Обновить карточку' }).click()
    await old?.waitForElementState('hidden')
    await waitForWidgets(page)
    await panelOf(page).getByText('Поля карточки обновлены').waitFor()
    expect(await page.locator('.sales-analytics__card-panel').count()).toBe(1)
    const figures = await panelOf(page).getByRole('definition').allTextContents()
    expect(toNumber(figures[1] ?? '')).toBe(soldBefore + 70)
  })
})

const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Аналитика продаж' }).first()

/** The input of a field in the card's own form. */
const fieldInput = (page: Page, name: string): Locator =>
  page.locator('#edit_card').getByLabel(name, { exact: true })

const saveBar = (page: Page): Locator => page.getByRole('button', { name: 'Сохранить', exact: true })

const changedFields = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const card = (window as unknown as HostWindow).APP.data.current_card
    return card ? card.model.changed_fields : []
  })

const addSale = (price: number): Promise<void> =>
  crm.change({
    op: 'create',
    entity: 'leads',
    set: {
      name: 'Новая продажа',
      price,
      status_id: 142,
      pipeline_id: 11,
      _embedded: { contacts: [{ id: contactId }] },
    },
  })

/** The account as a run leaves it that ends now, however long ago the tests of this file have begun. */
const stampedNow = (file: AccountFile): AccountFile => {
  const stamps = fieldId(file as WireAccountFile, 'contacts', fieldName.actualAt)
  const values = [{ value: Math.floor(Date.now() / 1000) }]
  const contacts = file.contacts?.map((card) => ({
    ...card,
    custom_fields_values:
      card.custom_fields_values?.map((each) => (each.field_id === stamps ? { ...each, values } : each)) ??
      null,
  }))
  return { ...file, ...(contacts && { contacts }) }
}

const deleteField = async (name: string): Promise<void> =>
  crm.change({ op: 'delete', entity: 'custom_fields', id: fieldId(await crm.account(), 'contacts', name) })

const manyDeals = (count: number): AccountFile => ({
  ...filled,
  contacts: [{ id: 7, name: 'Постоянный клиент' }],
  companies: [],
  customers: [],
  transactions: [],
  events: [],
  leads: Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    price: 1000,
    status_id: 142,
    pipeline_id: 11,
    _embedded: { contacts: [{ id: 7, is_main: true }] },
  })),
})
