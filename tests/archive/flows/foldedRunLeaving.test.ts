import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount } from '../support/aBusyAccount'
import { goTo } from '../support/crmSteps'
import { batchOf, holdRequests } from '../support/heldRequests'
import { expectIndicator, iconOf, indicatorOf, startFolded } from '../support/indicator'
import { type Crm, openCrm, waitForWidgets } from '../support/openCrm'
import { passTimers } from '../support/passTimers'
import { poll } from '../support/poll'
import { decide, runWell } from '../support/runSteps'
import { openSettings, save } from '../support/settingsSteps'

const account = aBusyAccount({ contacts: 300, companies: 120, leads: 700 })
const contactsList = '/contacts/list/contacts/'
const oldSettingsAsked =
  /^Настройки с начала этого заполнения изменились, а цифры здесь посчитаны по прежним\./
const oldSettings = /^Настройки с начала этого заполнения изменились: цифры посчитаны по прежним\./

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a folded run', () => {
  test('keeps the settings that it began with when others are saved, says so, and the next run goes by the new ones', async () => {
    await crm.reset(account)
    const page = await crm.open(contactsList)
    const reading = await holdRequests(page, (request) => /\/leads\?.*page=2$/.test(request.url()))
    const dialog = await startFolded(page)
    await reading.untilHeld()
    const settings = await openSettings(page)
    await settings
      .getByText(/^Сейчас идёт заполнение полей\. Оно закончится по настройкам, с которыми начато/)
      .waitFor()
    await settings.getByText('этапы предстоящих покупок').click()
    await settings.getByText('этап "Покупки"').click()
    await save(settings)
    await expectIndicator(page)
    reading.release()
    await indicatorOf(page).getByText('Готово к записи').waitFor()
    await indicatorOf(page).getByRole('button', { name: 'Развернуть' }).click()
    await dialog.getByText(oldSettingsAsked).waitFor()
    await dialog.getByText('Записать только изменившиеся').click()
    await dialog.getByRole('button', { name: 'Записать по прежним настройкам' }).click()
    await dialog.getByText('Готово', { exact: true }).waitFor()
    await dialog.getByText(oldSettings).waitFor()
    const changed = { buyers: { upcoming: false, purchases: false } }
    expect(diffAccountFields(await crm.account())).toEqual([])
    expect(diffAccountFields(await crm.account(), changed)).not.toEqual([])

    await dialog.getByRole('button', { name: 'Закрыть' }).last().click()
    await goTo(page, 'Списки')
    await runWell(page, 'changed')
    expect(await dialog.getByText(oldSettings).count()).toBe(0)
    expect(diffAccountFields(await crm.account(), changed)).toEqual([])
  })

  test('holds off the reload after a release of the CRM, which comes once its end was seen', async () => {
    await crm.reset(account)
    const page = await crm.open(contactsList)
    await mark(page)
    const dialog = await startFolded(page)
    await indicatorOf(page).getByText('Готово к записи').waitFor()
    const writing = await holdRequests(page, (request) => batchOf(request).length > 1)
    await indicatorOf(page).getByRole('button', { name: 'Развернуть' }).click()
    await decide(dialog, 'changed')
    await dialog.getByRole('button', { name: 'Свернуть', exact: true }).click()
    await writing.untilHeld()
    await release(page)
    await goTo(page, 'Сделки')
    await release(page)
    await expectIndicator(page)
    expect(await isMarked(page)).toBe(true)
    writing.release()
    await indicatorOf(page)
      .getByText(/^Готово:/)
      .waitFor()
    await release(page)
    expect(await isMarked(page)).toBe(true)
    await indicatorOf(page).getByRole('button', { name: 'Развернуть' }).click()
    await dialog.getByText('Готово', { exact: true }).waitFor()
    const reloaded = page.waitForEvent('load')
    await dialog.getByRole('button', { name: 'Закрыть' }).last().click()
    await reloaded
    await waitForWidgets(page)
    expect(await isMarked(page)).toBe(false)
    expect(diffAccountFields(await crm.account())).toEqual([])
    await passTimers(page, pastOffer)
    expect(await page.locator('.sales-analytics__indicator-place').count()).toBe(0)
  })

  test('asks before its tab is left only while it goes on', async () => {
    await crm.reset(account)
    const page = await crm.open(contactsList)
    const questions: string[] = []
    page.on('dialog', (question) => {
      questions.push(question.type())
      void question.dismiss()
    })
    await goTo(page, 'Сделки')
    await page.reload()
    await waitForWidgets(page)
    await goTo(page, 'Списки')
    expect(questions).toEqual([])
    const dialog = await startFolded(page)
    await indicatorOf(page).getByText('Готово к записи').waitFor()
    await goTo(page, 'Аналитика')
    await leave(page)
    await poll(() => questions).toEqual(['beforeunload'])
    await indicatorOf(page).getByRole('button', { name: 'Развернуть' }).click()
    await decide(dialog, 'changed')
    await dialog.getByRole('button', { name: 'Свернуть', exact: true }).click()
    await indicatorOf(page)
      .getByText(/^Готово:/)
      .waitFor()
    await indicatorOf(page).getByRole('button', { name: 'Свернуть в значок' }).click()
    await iconOf(page, 'Готово').waitFor()
    await page.reload()
    await waitForWidgets(page)
    expect(questions).toEqual(['beforeunload'])
    await passTimers(page, pastOffer)
    expect(await page.locator('.sales-analytics__indicator-place').count()).toBe(0)
    expect(diffAccountFields(await crm.account())).toEqual([])
  })
})

/** Ms after which a page would have offered a run of a tab that was left. */
const pastOffer = 1500

/** Tells the page from the one that a reload would make of it. */
const mark = (page: Page): Promise<unknown> => page.evaluate(() => Object.assign(window, { isMarked: true }))
const isMarked = (page: Page): Promise<boolean> => page.evaluate(() => 'isMarked' in window)

/** A new version of the CRM, of which the page hears at once: it asks when the window gets the focus. */
const release = async (page: Page): Promise<void> => {
  const asked = page.waitForResponse((response) => response.url().endsWith('/ajax/page/version'))
  await page.evaluate(async () => {
    await fetch('/ajax/page/release', { method: 'POST' })
    dispatchEvent(new Event('focus'))
  })
  await (await asked).finished()
}

/** Asks the browser to close the tab, as its cross does. */
const leave = (page: Page): Promise<void> => page.close({ runBeforeUnload: true })
