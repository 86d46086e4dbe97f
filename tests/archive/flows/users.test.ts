import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { fillAccount, writesOf } from '../support/filledAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { passTimers } from '../support/passTimers'
import { begin, openMenu, openRun, runTitle, runWell } from '../support/runSteps'

const sizes = { contacts: 24, companies: 9, leads: 120, customers: 9 }
/** By the account's recipe: the first contact is the manager's, the second the limited user's, the third the admin's. */
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
    // Widgets would come a moment later.
    await passTimers(page, 1000)
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
