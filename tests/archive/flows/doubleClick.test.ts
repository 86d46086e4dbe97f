import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aBusyAccount } from '../support/aBusyAccount'
import { holdRequests } from '../support/heldRequests'
import { type Crm, openCrm } from '../support/openCrm'
import { decide, openRun, untilPreview, untilReport } from '../support/runSteps'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

test('a double click presses one button of a run, not the next one that comes up under the pointer', async () => {
  await crm.reset(aBusyAccount({ contacts: 60, companies: 20, leads: 200 }))
  const page = await crm.open('/contacts/list/contacts/')
  const dialog = await openRun(page)
  const held = await holdRequests(page, (request) => request.url().includes('/api/v4/leads?'))
  const button = (name: string) => dialog.getByRole('button', { name, exact: true })
  await button('Начать').dblclick()
  await held.untilHeld()
  await button('Пауза').dblclick()
  await dialog.getByText('Вы поставили пересчёт на паузу').waitFor()
  await button('Продолжить').dblclick()
  await button('Пауза').waitFor()
  held.release()
  await untilPreview(dialog)
  await decide(dialog, 'changed')
  await untilReport(dialog)
})
