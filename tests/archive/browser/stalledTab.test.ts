import type { CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { begin, chooseRun, decide, openRun, runWindow, untilPreview, untilReport } from '../support/runSteps'

const contactsList = '/contacts/list/contacts/'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

/** Stops a tab as its debugger does; gives what lets it go on. */
const stall = async (page: Page): Promise<() => Promise<unknown>> => {
  const debug: CDPSession = await page.context().newCDPSession(page)
  await debug.send('Debugger.enable')
  const isStopped = new Promise((resolve) => {
    debug.once('Debugger.paused', resolve)
  })
  await debug.send('Debugger.pause')
  await isStopped
  return () => debug.send('Debugger.resume')
}

test('a tab that stands still in the middle of a run holds up neither a card nor the run, and writes nothing once it goes on', async () => {
  await crm.reset(aBusyAccount({ contacts: 600, companies: 200, leads: 2000 }))
  const page = await crm.open(contactsList)
  const dialog = await openRun(page)
  await begin(dialog)
  await dialog
    .getByText(/^Прочитано сделок: \d/)
    .first()
    .waitFor()
  const goOn = await stall(page)

  const card = await crm.openTab(page, `/contacts/detail/${firstIds.contacts}`)
  await card
    .getByRole('region', { name: 'Аналитика продаж' })
    .getByText(/проверено|обновлены/)
    .first()
    .waitFor()

  const second = await crm.openTab(page, contactsList)
  await chooseRun(second)
  const other = runWindow(second)
  await other.getByText(/^Вкладка с пересчётом не отвечает/).waitFor()
  await other.getByRole('button', { name: 'Продолжить здесь' }).click()
  await untilPreview(other)
  await decide(other, 'changed')
  await untilReport(other)
  expect(diffAccountFields(await crm.account())).toEqual([])

  const writesBefore = await writes()
  await goOn()
  await dialog.getByText('Пересчёт продолжили в другой вкладке').waitFor()
  expect(await writes()).toBe(writesBefore)
})

const writes = async (): Promise<number> =>
  (await crm.requests()).list.filter(({ method }) => method !== 'GET').length
