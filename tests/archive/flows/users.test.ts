import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { fillAccount, fieldName, storedValue, writesOf } from '../support/filledAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { begin, openMenu, openRun, runTitle, runWell, runWindow } from '../support/runSteps'

const rightsText =
  'Заполнить поля может администратор или сотрудник, который видит и может менять все карточки'
const sizes = { contacts: 24, companies: 9, leads: 120, customers: 9 }
/** By the account's recipe: the first contact is the manager's, the second the limited user's, the third the admin's. */
const managersContact = firstIds.contacts
const limitedContact = firstIds.contacts + 1
const adminsContact = firstIds.contacts + 2

let crm: Crm
let filled: AccountFile

beforeAll(async () => {
  crm = await openCrm()
  filled = await fillAccount(crm, aBusyAccount(sizes))
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('rights', () => {
  test.each(['manager', 'limited'])('of %s: the menu item says why not, and nothing starts', async (user) => {
    await crm.reset(filled, user)
    const page = await crm.open('/contacts/list/companies/')
    await openMenu(page)
    const item = page.getByRole('menuitem', { name: runTitle })
    expect(await item.getAttribute('aria-disabled')).toBe('true')
    await item.click({ force: true })
    await page.getByText(rightsText).first().waitFor()
    expect(await runWindow(page).count()).toBe(0)
    expect(await writesOf(crm)).toEqual([])
  })

  test('of a manager: his own card is written, a foreign one is only shown', async () => {
    await crm.reset(filled, 'manager')
    await addSale(managersContact)
    await addSale(adminsContact)
    const page = await crm.open(`/contacts/detail/${managersContact}`)
    await panelOf(page).getByText('Поля карточки обновлены').waitFor()
    expect(await wrongCards()).toEqual([adminsContact])
    await crm.control('DELETE', 'requests')
    await page.goto(`${crm.url}/contacts/detail/${adminsContact}`)
    await panelOf(page).getByText('проверено только что').waitFor()
    await panelOf(page)
      .getByText(/В полях карточки другие значения/)
      .waitFor()
    expect(await writesOf(crm)).toEqual([])
    expect(await wrongCards()).toEqual([adminsContact])
  })

  test('of a limited user: figures of the deals he sees, said to be so, and no stored field touched', async () => {
    await crm.reset(filled, 'limited')
    await addSale(limitedContact)
    const before = storedValue(await crm.account(), 'contacts', limitedContact, fieldName.boughtSum)
    const page = await crm.open(`/contacts/detail/${limitedContact}`)
    await panelOf(page).getByText('по доступным вам сделкам').waitFor()
    await panelOf(page).getByText('Вы видите не все сделки, поэтому поля карточки не меняются.').waitFor()
    expect(await writesOf(crm)).toEqual([])
    expect(storedValue(await crm.account(), 'contacts', limitedContact, fieldName.boughtSum)).toBe(before)
  })

  test('of an observer: he recalculates the whole base, where the fields are made', async () => {
    await crm.reset(filled, 'observer')
    await addSale(adminsContact)
    const page = await crm.open('/contacts/list/contacts/')
    await runWell(page, 'changed')
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('of an observer without the fields: he is told who can make them, and nothing is written', async () => {
    await crm.reset(aBusyAccount(sizes), 'observer')
    const page = await crm.open('/contacts/list/contacts/')
    const dialog = await openRun(page)
    await begin(dialog)
    await dialog.getByText(/^Поля не созданы\.?$/).waitFor()
    await dialog.getByText(/Создать поля может администратор/).waitFor()
    expect(await writesOf(crm)).toEqual([])
  })

  test('of an observer: the integrations are the admin’s, and a card is his to write', async () => {
    await crm.reset(filled, 'observer')
    await addSale(adminsContact)
    const page = await crm.open(`/contacts/detail/${adminsContact}`)
    await panelOf(page).getByText('Поля карточки обновлены').waitFor()
    expect(diffAccountFields(await crm.account()).filter(({ id }) => id === adminsContact)).toEqual([])
    await page.getByRole('link', { name: 'Настройки', exact: true }).click()
    await page.getByRole('link', { name: 'Интеграции' }).click()
    await page.getByText('Интеграции настраивает администратор.').waitFor()
  })

  test('of a free user: nothing of the widget is there', async () => {
    await crm.reset(filled, 'free')
    const page = await crm.open('/contacts/list/contacts/', { isReady: false })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.reload()
    await openMenu(page)
    // A list without rows has no settings of the list.
    await page.getByRole('menuitem').first().waitFor()
    expect(await page.getByRole('menuitem', { name: runTitle }).count()).toBe(0)
    expect(await page.locator('[class*="sales-analytics"]').count()).toBe(0)
    expect(asked.filter((url) => url.includes('/upl/sales_analytics/'))).toEqual([])
  })
})

const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Аналитика продаж' }).first()

/** A new sale of one contact, made by a colleague. */
const addSale = (contactId: number): Promise<void> =>
  crm.change({
    op: 'create',
    entity: 'leads',
    set: {
      name: 'Новая продажа',
      price: 12_345,
      status_id: 142,
      pipeline_id: 11,
      _embedded: { contacts: [{ id: contactId, is_main: true }] },
    },
  })

/** Contacts whose fields are not what a recalculation would write. */
const wrongCards = async (): Promise<(number | null)[]> => [
  ...new Set(diffAccountFields(await crm.account()).map(({ id }) => id)),
]
