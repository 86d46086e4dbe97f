import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { formatSettings } from '../../../widget/settings/formatSettings'
import { parseSettings } from '../../../widget/settings/parseSettings'
import { collidingIds, ownValues, settingsElsewhere, withOwnFields } from '../../builders/otherAccount'
import { someSettings } from '../../builders/someSettings'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { writesOf } from '../support/filledAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { poll } from '../support/poll'
import { chooseRun, runWell, runWindow } from '../support/runSteps'
import { openSettings, save, saveButton } from '../support/settingsSteps'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

const words = 'Настройки перенесены из другого аккаунта'
const customText = async (): Promise<string> => (await crm.account()).widgets?.[0]?.settings?.custom ?? ''

/** The account whose people have fields of their own under the numbers that the settings of another account name. */
const install = async (settings: Parameters<typeof someSettings>[0]): Promise<string> => {
  const account = withOwnFields(aBusyAccount({ contacts: 40, companies: 15, leads: 150, customers: 12 }))
  const custom = formatSettings(someSettings(settings))
  await crm.reset({
    ...account,
    widgets: [{ code: 'sales_analytics', installed: true, active: true, settings: { custom } }],
  })
  return ownValues(await crm.account())
}

test('settings of another account touch no field of this one, and are said to be so until they are chosen anew', async () => {
  const before = await install(settingsElsewhere)
  const page = await crm.open(`/contacts/detail/${firstIds.contacts}`)
  await page.getByText(`${words}. Откройте настройки виджета и выберите этапы заново`).waitFor()
  await page.goto(`${crm.url}/contacts/list/contacts/`)
  await chooseRun(page)
  await runWindow(page).getByText(words).waitFor()
  expect(await runWindow(page).getByRole('button', { name: 'Начать' }).count()).toBe(0)
  await runWindow(page).getByRole('button', { name: 'Закрыть' }).last().click()
  const window = await openSettings(page)
  await window.getByText(words).waitFor()
  await poll(() => saveButton(window).getAttribute('aria-disabled')).toBe('false')
  expect(await writesOf(crm)).toEqual([])

  await save(window)
  const parsed = parseSettings(await customText())
  expect(parsed).toMatchObject({ ok: true, settings: { contacts: 'main', bought: { stages: {} } } })
  if (!parsed.ok) return
  expect(Object.values(parsed.settings.fields.contacts)).toHaveLength(8)
  await page.goto(`${crm.url}/contacts/list/contacts/`)
  await runWell(page, 'all')
  const file = await crm.account()
  expect(ownValues(file)).toBe(before)
  expect(diffAccountFields(file, parsed.settings)).toEqual([])
})

test('numbers of fields alone prove nothing: a card writes into none of people’s own', async () => {
  const fields = { contacts: collidingIds('contacts'), companies: collidingIds('companies') }
  const before = await install({ fields })
  const page = await crm.open(`/contacts/detail/${firstIds.contacts}`)
  await page.getByText('Поля ещё не созданы').waitFor()
  expect(await writesOf(crm)).toEqual([])
  expect(ownValues(await crm.account())).toBe(before)
})
