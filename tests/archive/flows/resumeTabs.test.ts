import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount } from '../support/aBusyAccount'
import { holdRequests, laterBatches } from '../support/heldRequests'
import { indicatorOf } from '../support/indicator'
import { type Crm, openCrm, waitForWidgets } from '../support/openCrm'
import { poll } from '../support/poll'
import { untilStored } from '../support/storedRun'
import { begin, chooseRun, decide, openRun, runWindow, untilPreview, untilReport } from '../support/runSteps'

const account = aBusyAccount({ contacts: 300, companies: 120, leads: 700 })
const contactsList = '/contacts/list/contacts/'
const followed = 'Пересчёт идёт в другой вкладке этого браузера. Управлять им можно там.'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a run that a closed tab has left', () => {
  test('is offered by every tab until one of them goes on', async () => {
    const [first, second] = await leaveRun()
    await goOnIn(first)
    await poll(() => offerOf(second).count()).toBe(0)
    await finish(first)
  })

  test('is offered no more by any tab once it was dropped in one', async () => {
    const [first, second] = await leaveRun()
    await first.getByRole('button', { name: 'Не продолжать' }).click()
    await poll(() => offerOf(second).count()).toBe(0)
    const dialog = await openRun(second)
    expect(await dialog.getByText(/^Пересчёт от .* не закончен/).count()).toBe(0)
  })

  test('cannot be gone on with a second time by a tab that has not heard of the first', async () => {
    const [first, second] = await leaveRun({ isDeaf: true })
    await goOnIn(first)
    await indicatorOf(first).getByText('Готово к записи').waitFor()
    await goOnIn(second)
    await runWindow(second).getByText(followed).waitFor()
    expect(await indicatorOf(second).count()).toBe(0)
    await finish(first)
    await runWindow(second).getByRole('button', { name: 'Закрыть' }).last().click()
    expect(await indicatorOf(second).count()).toBe(0)
  })

  test('cannot be dropped under a tab that goes on with it', async () => {
    const [first, second] = await leaveRun({ isDeaf: true })
    await goOnIn(first)
    await indicatorOf(first).getByText('Готово к записи').waitFor()
    await second.getByRole('button', { name: 'Не продолжать' }).click()
    await poll(() => offerOf(second).count()).toBe(0)
    const third = await openTab(second)
    await first.close()
    await third.reload()
    await waitForWidgets(third)
    await goOnIn(third)
    await finish(third)
  })
})

describe('a tab that follows a run', () => {
  test('follows it over a reload of its tab', async () => {
    await crm.reset(account)
    const page = await crm.open(contactsList)
    page.on('dialog', (question) => void question.accept())
    const dialog = await openRun(page)
    await begin(dialog)
    await untilPreview(dialog)
    const second = await openTab(page)
    await chooseRun(second)
    const other = runWindow(second)
    await other.getByText(followed).waitFor()
    const writing = await holdRequests(page, laterBatches())
    await decide(dialog, 'changed')
    await other
      .getByText(/^Записано [1-9]\d* из/)
      .first()
      .waitFor()
    await page.reload()
    await waitForWidgets(page)
    await indicatorOf(page).waitFor()
    await other.getByText(followed).waitFor()
    expect(await other.getByRole('button', { name: 'Продолжить пересчёт' }).count()).toBe(0)
    writing.release()
    await other.getByText('Пересчёт в другой вкладке закончился').waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })
})

/** A tab that was closed at its preview, and two later ones that both offer to go on. */
const leaveRun = async ({ isDeaf = false } = {}): Promise<readonly [Page, Page]> => {
  await crm.reset(account)
  const page = await crm.open(contactsList)
  const dialog = await openRun(page)
  await begin(dialog)
  await untilPreview(dialog)
  await untilStored(page, 'preview')
  const first = await page.context().newPage()
  const second = await page.context().newPage()
  // A browser without channels between its tabs.
  if (isDeaf) await second.addInitScript('delete window.BroadcastChannel')
  await page.close()
  for (const later of [first, second]) {
    await later.goto(crm.url + contactsList)
    await waitForWidgets(later)
    await offerOf(later).waitFor()
  }
  return [first, second]
}

const openTab = (page: Page): Promise<Page> => crm.openTab(page, contactsList)

const offerOf = (page: Page): Locator =>
  page.getByRole('complementary').getByText(/^Пересчёт от .* не закончен/)

const goOnIn = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Продолжить пересчёт' }).click()

/** From a resumed preview to the report. */
const finish = async (page: Page): Promise<void> => {
  await indicatorOf(page).getByText('Готово к записи').waitFor()
  await indicatorOf(page).getByRole('button', { name: 'Развернуть' }).click()
  await decide(runWindow(page), 'changed')
  await untilReport(runWindow(page))
  expect(diffAccountFields(await crm.account())).toEqual([])
}
