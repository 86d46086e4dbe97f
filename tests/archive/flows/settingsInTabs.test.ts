import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount } from '../support/aBusyAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { begin, decide, openRun, untilPreview } from '../support/runSteps'
import { openSettings, save } from '../support/settingsSteps'

const account = aBusyAccount({ contacts: 60, companies: 20, leads: 200, customers: 40 })
const contactsList = '/contacts/list/contacts/'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('settings that are saved in another tab while a preview is open', () => {
  test('are told there before anything is written, and the run counts anew by them', async () => {
    await crm.reset(account)
    const page = await crm.open(contactsList)
    const dialog = await openRun(page)
    await begin(dialog)
    await untilPreview(dialog)

    const other = await crm.openTab(page, contactsList)
    const settings = await openSettings(other)
    await settings.getByText('этап "Покупки"').click()
    await save(settings)

    await dialog.getByText(/цифры здесь посчитаны по прежним/).waitFor()
    expect(await dialog.getByRole('button', { name: 'Записать', exact: true }).count()).toBe(0)
    await dialog.getByRole('button', { name: 'Пересчитать по новым настройкам' }).click()
    await dialog.getByRole('button', { name: 'Записать', exact: true }).waitFor()
    await decide(dialog, 'changed')
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account(), { buyers: { purchases: false } })).toEqual([])
  })
})
