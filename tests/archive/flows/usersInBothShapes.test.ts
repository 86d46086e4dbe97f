import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { fieldName, fillAccount, storedValue, writesOf } from '../support/filledAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { passTimers } from '../support/passTimers'
import { poll } from '../support/poll'
import { chooseRun, openMenu, runTitle, runWindow, toNumber } from '../support/runSteps'
import { openSettings, saveButton } from '../support/settingsSteps'

const rightsText =
  'Заполнить поля может администратор или сотрудник, который видит и может менять все карточки'
/** By the account's recipe: the first contact is the manager's, the second the limited user's, the third the admin's. */
const cardOf = { manager: firstIds.contacts, limited: firstIds.contacts + 1, admin: firstIds.contacts + 2 }
const price = 12_345

let crm: Crm
let filled: AccountFile

beforeAll(async () => {
  crm = await openCrm()
  filled = await fillAccount(crm, aBusyAccount({ contacts: 9, companies: 4, leads: 60, customers: 3 }))
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe.each(['page', 'api'] as const)('rights in the shape of the %s', (userRights) => {
  test.each(['admin', 'observer'])('let %s run over the base and refresh any card', async (user) => {
    const page = await openAs(user, userRights)
    await chooseRun(page)
    await runWindow(page).getByRole('button', { name: 'Начать' }).waitFor()
    await addSale(cardOf.manager)
    await openCard(page, cardOf.manager)
    await panelOf(page).getByText('Поля карточки обновлены').waitFor()
    expect(await wrongCards()).toEqual([])
    if (user === 'admin') {
      const settings = await openSettings(page)
      expect(await saveButton(settings).isVisible()).toBe(true)
    }
  })

  test('let a manager refresh his own card, and tell him why not another’s, and why no run', async () => {
    const page = await openAs('manager', userRights)
    await expectRefused(page)
    await addSale(cardOf.manager)
    await addSale(cardOf.admin)
    await openCard(page, cardOf.manager)
    await panelOf(page).getByText('Поля карточки обновлены').waitFor()
    await openCard(page, cardOf.admin)
    await panelOf(page)
      .getByText(/^В полях карточки другие значения \(.*\): у вас нет права менять эту карточку\.$/)
      .waitFor()
    const [, sum = ''] = await panelOf(page).getByRole('definition').allTextContents()
    expect(toNumber(sum)).toBe((await storedSum(cardOf.admin)) + price)
    expect(await writesOf(crm)).toEqual([expect.stringMatching(/^PATCH \/api\/v4\/contacts/)])
    expect(await wrongCards()).toEqual([cardOf.admin])
  })

  test('let a user with a hidden stage see figures of his deals alone, and leave the stored ones', async () => {
    const page = await openAs('limited', userRights)
    await expectRefused(page)
    await addSale(cardOf.limited)
    const before = await storedSum(cardOf.limited)
    await openCard(page, cardOf.limited)
    await panelOf(page).getByText('по доступным вам сделкам').waitFor()
    await panelOf(page).getByText('Вы видите не все сделки, поэтому поля карточки не меняются.').waitFor()
    expect(await writesOf(crm)).toEqual([])
    expect(await storedSum(cardOf.limited)).toBe(before)
  })

  test('that a manager has over all, but for one stage, leave true sums as they are', async () => {
    await crm.reset(withHiddenStage(filled), 'observer')
    await crm.setFaults({ unverified: { userRights } })
    const page = await crm.open('/contacts/list/contacts/')
    await expectRefused(page)
    await addSale(cardOf.admin)
    const before = await storedSum(cardOf.admin)
    await openCard(page, cardOf.admin)
    await panelOf(page).getByText('Вы видите не все сделки, поэтому поля карточки не меняются.').waitFor()
    expect(await storedSum(cardOf.admin)).toBe(before)
    expect(await writesOf(crm)).toEqual([])
  })

  test('give a free user nothing, and nothing breaks', async () => {
    await crm.reset(filled, 'free')
    await crm.setFaults({ unverified: { userRights } })
    const page = await crm.open('/contacts/list/contacts/', { isReady: false })
    await openMenu(page)
    await page.getByRole('menuitem').first().waitFor()
    // Widgets would come a moment later.
    await passTimers(page, 1000)
    expect(await page.getByRole('menuitem', { name: runTitle }).count()).toBe(0)
    expect(await page.locator('[class*="sales-analytics"]').count()).toBe(0)
  })
})

type Shape = 'page' | 'api'

const openAs = async (user: string, userRights: Shape): Promise<Page> => {
  await crm.reset(filled, user)
  await crm.setFaults({ unverified: { userRights } })
  return crm.open('/contacts/list/contacts/')
}

const expectRefused = async (page: Page): Promise<void> => {
  await openMenu(page)
  const item = page.getByRole('menuitem', { name: runTitle })
  await poll(() => item.getAttribute('aria-disabled')).toBe('true')
  // An item that is refused is disabled, and tells so when it is pressed all the same.
  await item.click({ force: true })
  await page.getByText(rightsText).first().waitFor()
  expect(await runWindow(page).count()).toBe(0)
}

const openCard = (page: Page, id: number): Promise<unknown> => page.goto(`${crm.url}/contacts/detail/${id}`)

const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Аналитика продаж' }).first()

const storedSum = async (id: number): Promise<number> =>
  Number(storedValue(await crm.account(), 'contacts', id, fieldName.boughtSum))

/** A new sale of one contact, made by a colleague. */
const addSale = (id: number): Promise<void> =>
  crm.change({
    op: 'create',
    entity: 'leads',
    set: { price, status_id: 142, pipeline_id: 11, _embedded: { contacts: [{ id, is_main: true }] } },
  })

/** Contacts whose fields are not what a recalculation would write. */
const wrongCards = async (): Promise<(number | null)[]> => [
  ...new Set(diffAccountFields(await crm.account()).map(({ id }) => id)),
]

/** The observer sees and edits all, but for the deals of one stage. */
const withHiddenStage = (file: AccountFile): AccountFile => ({
  ...file,
  users: (file.users ?? []).map((user) =>
    user.id === 8_800_002
      ? {
          ...user,
          rights: {
            ...user.rights,
            status_rights: [
              {
                entity_type: 'leads',
                pipeline_id: 11,
                status_id: 112,
                rights: { view: 'D', edit: 'D', delete: 'D' },
              },
            ],
          },
        }
      : user,
  ),
})
