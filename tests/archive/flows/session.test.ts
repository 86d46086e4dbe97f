import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { writesOf } from '../support/filledAccount'
import { type HeldRequests, holdRequests, laterBatches } from '../support/heldRequests'
import { type Crm, openCrm } from '../support/openCrm'
import { moveTimeUntil } from '../support/moveTime'
import { begin, decide, openRun, untilPreview } from '../support/runSteps'

const account = aBusyAccount({ contacts: 260, companies: 80, leads: 400 })

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

const setExpired = (expired: boolean) => crm.control('PUT', 'session', { expired })

const startWriting = async (): Promise<{ page: Page; dialog: Locator; writing: HeldRequests }> => {
  await crm.reset(account)
  const page = await crm.open('/contacts/list/contacts/', { isFaulty: true })
  const dialog = await openRun(page)
  await begin(dialog)
  await untilPreview(dialog)
  const writing = await holdRequests(page, laterBatches())
  await decide(dialog, 'changed')
  await writing.untilHeld()
  return { page, dialog, writing }
}

describe('a session that the page renews by itself', () => {
  test('is waited for by a run, which says so and pauses for nobody', async () => {
    const { page, dialog, writing } = await startWriting()
    await page.evaluate(() => {
      const seen = window as unknown as { seen: string[] }
      seen.seen = []
      new MutationObserver(() => seen.seen.push(document.body.textContent ?? '')).observe(document.body, {
        childList: true,
        subtree: true,
        characterData: true,
      })
    })
    await setExpired(true)
    writing.release()
    await dialog.getByText(/^Ждём, пока CRM обновит сессию/).waitFor()
    await setExpired(false)
    await dialog.getByText('Готово', { exact: true }).waitFor()
    const told = await page.evaluate(() => (window as unknown as { seen: string[] }).seen.join(' '))
    expect(told).not.toContain('Сессия закончилась')
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('and its sign-in window, in which the same user signs in, hold a run that goes on by itself', async () => {
    const { page, dialog, writing } = await startWriting()
    await page.evaluate(() => {
      const { APP } = window as unknown as { APP: { auth_modal?: object } }
      APP.auth_modal = {}
      document.body.insertAdjacentHTML('beforeend', '<div id="session_end_modal">Войдите</div>')
    })
    await setExpired(true)
    writing.release()
    await dialog.getByText(/^Войдите в окне CRM: пересчёт ждёт/).waitFor()
    await setExpired(false)
    await page.evaluate(() => {
      const { APP } = window as unknown as { APP: { auth_modal?: object | null } }
      APP.auth_modal = null
      document.querySelector('#session_end_modal')?.remove()
    })
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('as another user ends the run: nothing is written for him', async () => {
    const { page, dialog, writing } = await startWriting()
    await page.evaluate(() => {
      const { APP } = window as unknown as { APP: { auth_modal?: object } }
      APP.auth_modal = {}
    })
    await setExpired(true)
    writing.release()
    await dialog.getByText(/^Войдите в окне CRM: пересчёт ждёт/).waitFor()
    const written = (await writesOf(crm)).length
    await crm.control('PUT', 'session', { user: 'observer', expired: false })
    await page.evaluate(() => {
      const { APP } = window as unknown as { APP: { auth_modal?: object | null } }
      APP.auth_modal = null
    })
    await dialog.getByText('В CRM в этом браузере вошёл другой пользователь').waitFor()
    expect((await writesOf(crm)).length).toBe(written)
  })
})

describe('a card whose session has ended', () => {
  test('says so after it has waited, and heals without a click once somebody has signed in', async () => {
    await crm.reset(account)
    // The page itself is drawn before: its own calls are not the subject.
    const page = await crm.open('/contacts/list/contacts/', { isFaulty: true, isMovable: true })
    const reading = await holdRequests(page, () => true)
    await page.evaluate((path) => {
      const { APP } = window as unknown as {
        APP: { router: { navigate(url: string, options: object): void } }
      }
      APP.router.navigate(path, { trigger: true })
    }, `/contacts/detail/${firstIds.contacts}`)
    await reading.untilHeld()
    await setExpired(true)
    reading.release()
    const panel = page.locator('.sales-analytics__card')
    await panel.getByText(/^Ждём, пока CRM обновит сессию/).waitFor()
    await moveTimeUntil(page, panel.getByText('Сессия закончилась. Войдите и нажмите «Продолжить»'))
    await setExpired(false)
    await moveTimeUntil(page, panel.getByText(/проверено /))
    expect(diffAccountFields(await crm.account()).filter(({ id }) => id === firstIds.contacts)).toEqual([])
  })
})
