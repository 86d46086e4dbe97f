import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { HostWindow } from '../../../host/page/hostWindow'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { batchOf, holdRequests } from '../support/heldRequests'
import { type Crm, openCrm } from '../support/openCrm'
import { begin, decide, openRun, untilPreview } from '../support/runSteps'

const account = aBusyAccount({ contacts: 30, companies: 9, leads: 60, customers: 3 })
/** The CRM is asked again after two seconds at first: by then the key is renewed. */
const momentMs = 1200

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a key of the session that the CRM renews in a moment', () => {
  test('is waited for by a run that reads and by one that writes, and nobody is asked to sign in', async () => {
    const { page, dialog } = await openStart()
    const reading = await holdRequests(page, (request) => /\/leads\?/.test(request.url()))
    await begin(dialog)
    await reading.untilHeld()
    await breakSession(momentMs)
    reading.release()
    await untilPreview(dialog)
    const writing = await holdRequests(page, (request) => batchOf(request).length > 1)
    await decide(dialog, 'changed')
    await writing.untilHeld()
    await breakSession(momentMs)
    writing.release()
    await dialog.getByText('Готово', { exact: true }).waitFor()
    await expectQuiet(page)
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('is waited for by a card that is being opened', async () => {
    await crm.reset(account)
    const page = await openPage()
    const reading = await holdRequests(page, () => true)
    await page.evaluate(
      (path) => (window as unknown as HostWindow).APP.router.navigate(path),
      `/contacts/detail/${firstIds.contacts}`,
    )
    await reading.untilHeld()
    await breakSession(momentMs)
    reading.release()
    const panel = page.getByRole('region', { name: 'Аналитика продаж' }).first()
    await panel.getByText('проверено только что').waitFor()
    await expectQuiet(page)
    expect(diffAccountFields(await crm.account()).filter(({ id }) => id === firstIds.contacts)).toEqual([])
  })
})

describe('a session for which the CRM asks to sign in over the page', () => {
  test('holds a run that reads and one that writes until then, in the same page', async () => {
    const { page, dialog } = await openStart()
    const reading = await holdRequests(page, (request) => /\/leads\?/.test(request.url()))
    await begin(dialog)
    await reading.untilHeld()
    await breakSession()
    reading.release()
    await signIn(page, dialog)
    await untilPreview(dialog)
    const writing = await holdRequests(page, (request) => batchOf(request).length > 1)
    await decide(dialog, 'changed')
    await writing.untilHeld()
    await breakSession()
    writing.release()
    await signIn(page, dialog)
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(await page.evaluate(() => 'isMarked' in window)).toBe(true)
    await expectQuiet(page)
    expect(diffAccountFields(await crm.account())).toEqual([])
  })
})

const breakSession = (healAfterMs?: number): Promise<unknown> =>
  crm.control('PUT', 'session', { stale: true, ...(healAfterMs !== undefined && { healAfterMs }) })

/** Signs in in the CRM's own window, once the run has said that it waits for that. */
const signIn = async (page: Page, dialog: Locator): Promise<void> => {
  const window = page.locator('#session_end_modal')
  await window.waitFor()
  await dialog.getByText(/^Войдите в окне CRM: пересчёт ждёт/).waitFor()
  await window.getByRole('button').click()
  await window.waitFor({ state: 'detached' })
}

const openStart = async (): Promise<{ page: Page; dialog: Locator }> => {
  await crm.reset(account)
  const page = await openPage()
  return { page, dialog: await openRun(page) }
}

/** A page that keeps whatever it has shown of ours, and a mark that a reload would take away. */
const openPage = async (): Promise<Page> => {
  const page = await crm.open('/contacts/list/contacts/', { isFaulty: true })
  await page.evaluate(() => {
    const seen = new Set<string>()
    Object.assign(window, { isMarked: true, seen })
    new MutationObserver(() => {
      for (const own of document.querySelectorAll('.sales-analytics')) seen.add(own.textContent ?? '')
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  return page
}

/** Our windows have been looked at, and never said that the session is over. */
const expectQuiet = async (page: Page): Promise<void> => {
  const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen].join(' '))
  expect(seen).not.toBe('')
  expect(seen).not.toContain('Сессия закончилась')
}
