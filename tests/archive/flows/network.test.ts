import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { fillAccount } from '../support/filledAccount'
import { batchOf, holdRequests, watchRequests } from '../support/heldRequests'
import { type Crm, openCrm } from '../support/openCrm'
import { begin, decide, openRun, runWell, untilPreview } from '../support/runSteps'

const account = aBusyAccount({ contacts: 300, companies: 120, leads: 700 })
const contactsList = '/contacts/list/contacts/'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a run whose computer loses the network', () => {
  test.each(['reading', 'writing'] as const)(
    'pauses while %s, says what is kept, and goes on by itself once it is back',
    async (phase) => {
      await crm.reset(account)
      const page = await crm.open(contactsList, { isFaulty: true })
      const sent = watchRequests(page)
      const dialog = await openRun(page)
      const held = await holdRequests(page, (request) =>
        phase === 'writing' ? batchOf(request).length > 1 : request.url().includes('/contacts?'),
      )
      await begin(dialog)
      if (phase === 'writing') {
        await untilPreview(dialog)
        await decide(dialog, 'changed')
      }
      await held.untilHeld()
      await page.context().setOffline(true)
      held.release()
      await dialog.getByText('Нет связи с CRM').waitFor()
      await dialog.getByText('Прочитанное и записанное сохранено').waitFor()
      await dialog.getByText(/Когда связь вернётся, пересчёт продолжится сам/).waitFor()
      await page.context().setOffline(false)
      if (phase === 'reading') {
        await untilPreview(dialog)
        await decide(dialog, 'changed')
      }
      await dialog.getByText('Готово', { exact: true }).waitFor()
      expect(diffAccountFields(await crm.account())).toEqual([])
      expect(sent.cards.size).toBe(420)
    },
  )
})

describe('a run', () => {
  test('sends no card again whose batch was written although its answer was lost', async () => {
    await crm.reset(account)
    await crm.setFaults({ rules: [{ method: 'PATCH', times: 3, drop: 'after' }] })
    const page = await crm.open(contactsList, { isFaulty: true })
    const sent = watchRequests(page)
    await runWell(page, 'changed')
    expect(sent.cards.size).toBe(420)
    expect([...sent.cards.values()].filter((times) => times > 1)).toEqual([])
  })

  test('reads smaller pages where big ones are answered 504 all the time', async () => {
    await crm.reset(account)
    await crm.setFaults({ rules: [{ method: 'GET', path: '/leads\\?.*limit=250/', status: 504 }] })
    const page = await crm.open(contactsList, { isFaulty: true })
    await runWell(page, 'changed')
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('does not write a card that another tab has refreshed meanwhile', async () => {
    const filled = await fillAccount(crm, account)
    await crm.reset(filled)
    const page = await crm.open(contactsList)
    const changed = [1, 2, 3].map((index) => firstIds.contacts + index)
    await crm.change(
      ...changed.map((id) => ({
        op: 'create' as const,
        entity: 'leads' as const,
        set: { price: 900, status_id: 142, pipeline_id: 11, _embedded: { contacts: [{ id }] } },
      })),
    )
    const dialog = await openRun(page)
    await begin(dialog)
    await untilPreview(dialog)
    const card = await crm.openTab(page, `/contacts/detail/${changed[1]}`)
    await card.getByText('Поля карточки обновлены').waitFor()
    const sent = watchRequests(page)
    await decide(dialog, 'changed')
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect([...sent.cards.keys()].filter((key) => key.startsWith('contacts'))).toEqual(
      [changed[0], changed[2]].map((id) => `contacts ${id}`),
    )
    expect(diffAccountFields(await crm.account())).toEqual([])
  })
})
