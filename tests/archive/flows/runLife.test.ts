import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount } from '../support/aBusyAccount'
import { callsOf, writesOf } from '../support/filledAccount'
import {
  batchOf,
  type Flights,
  type HeldRequests,
  holdRequests,
  laterBatches,
  watchFlights,
} from '../support/heldRequests'
import { indicatorOf } from '../support/indicator'
import { type Crm, openCrm } from '../support/openCrm'
import { untilRunOver } from '../support/untilRunOver'
import { passTimers } from '../support/passTimers'
import { poll } from '../support/poll'
import {
  begin,
  chooseRun,
  decide,
  openMenu,
  openRun,
  readReport,
  runTitle,
  runWell,
  runWindow,
  untilPreview,
  untilReport,
} from '../support/runSteps'

const account = aBusyAccount({ contacts: 300, companies: 120, leads: 700 })
const companiesList = '/contacts/list/companies/'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a run', () => {
  test('that is stopped leaves whole right cards and untouched ones, and the next one finishes the work', async () => {
    await crm.reset(account)
    const { page, dialog } = await start()
    await untilPreview(dialog)
    const writing = await holdWriting(page, dialog)
    await dialog.getByRole('button', { name: 'Остановить' }).click()
    writing.release()
    await dialog
      .getByText('Пересчёт остановлен. Записанное осталось, остальные карточки не изменились.')
      .waitFor()
    const report = await readReport(dialog)
    const wrong = wrongByCard(diffAccountFields(await crm.account()))
    expect(report['Не записано']).toBe(wrong.length)
    expect(report['Заполнено впервые']).toBe(420 - wrong.length)
    expect(wrong.length).toBeGreaterThan(0)
    expect(wrong.length).toBeLessThan(420)
    expect(new Set(wrong)).toEqual(new Set([8]))
    await dialog.getByRole('button', { name: 'Закрыть' }).last().click()
    const again = await runWell(page, 'changed')
    expect((await readReport(again))['Заполнено впервые']).toBe(wrong.length)
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('that is stopped while reading writes nothing', async () => {
    await crm.reset(account)
    const { dialog, reading } = await startReading()
    await dialog.getByRole('button', { name: 'Остановить' }).click()
    await dialog.getByText('Пересчёт отменён. Ничего не записано.').waitFor()
    reading.release()
    expect((await writesOf(crm)).filter((call) => call.startsWith('PATCH'))).toEqual([])
  })

  test('waits while it is paused, in reading and in writing, and goes on', async () => {
    await crm.reset(account)
    const { page, dialog, reading, flights } = await startReading()
    await pauseAndResume(page, dialog, reading, flights)
    await untilPreview(dialog)
    await pauseAndResume(page, dialog, await holdWriting(page, dialog), flights)
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('goes on folded while the user walks through the CRM, and cards are refreshed meanwhile', async () => {
    await crm.reset(account)
    const { page, dialog, reading } = await startReading()
    await dialog.getByRole('button', { name: 'Свернуть', exact: true }).click()
    const indicator = page.getByRole('region', { name: 'Заполнение полей', exact: true })
    await indicator.waitFor()
    expect(await dialog.count()).toBe(0)
    for (const place of ['Сделки', 'Аналитика', 'Списки']) {
      await page.getByRole('link', { name: place, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: place === 'Списки' ? 'Контакты' : place }).waitFor()
      expect(await indicator.count()).toBe(1)
    }
    await page
      .getByRole('link', { name: /^Контакт \d+$/ })
      .first()
      .click()
    await page
      .getByRole('region', { name: 'Аналитика продаж' })
      .first()
      .getByText('проверено только что')
      .waitFor()
    reading.release()
    await indicator.getByText('Готово к записи').waitFor()
    const box = await indicator.boundingBox()
    expect(box?.width).toBeLessThanOrEqual(240)
    expect((box?.x ?? 999) + (box?.y ?? 0)).toBeGreaterThan(400)
    await indicator.getByRole('button', { name: 'Развернуть' }).click()
    await decide(dialog, 'changed')
    await dialog.getByRole('button', { name: 'Свернуть', exact: true }).click()
    await page.getByRole('link', { name: 'Сделки', exact: true }).click()
    await indicator.getByRole('button', { name: 'Свернуть в значок' }).click()
    await page.getByRole('button', { name: /Заполнение полей: Готово.*\. Развернуть/ }).click()
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('is told to a second tab, which starts nothing', async () => {
    await crm.reset(account)
    const { page, dialog, flights } = await start()
    await untilPreview(dialog)
    // Pages that were asked for past the end of a list are still on their way.
    await flights.untilNone()
    const second = await crm.openTab(page, companiesList)
    const lists = (await callsOf(crm)).filter((call) => call.includes('order[id]'))
    await chooseRun(second)
    const other = runWindow(second)
    await other.getByText('Пересчёт идёт в другой вкладке этого браузера. Управлять им можно там.').waitFor()
    expect(await other.getByRole('button', { name: 'Начать' }).count()).toBe(0)
    expect((await callsOf(crm)).filter((call) => call.includes('order[id]'))).toEqual(lists)
    await decide(dialog, 'changed')
    await untilReport(dialog)
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('asks before its tab is closed, and no more after it ended', async () => {
    await crm.reset(account)
    const { page, dialog } = await start()
    await untilPreview(dialog)
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (question) => {
        resolve(question.type())
        void question.dismiss()
      })
    })
    await page.close({ runBeforeUnload: true })
    expect(await asked).toBe('beforeunload')
    await decide(dialog, 'changed')
    await untilReport(dialog)
    const closed = page.waitForEvent('close')
    await page.close({ runBeforeUnload: true })
    await closed
  })

  test('ends after the batch in flight when the widget is switched off, and leaves nothing on the page', async () => {
    const { page, writing } = await writeFolded()
    await page.getByRole('link', { name: 'Настройки', exact: true }).click()
    await page.getByRole('link', { name: 'Интеграции' }).click()
    await switchOff(page)
    await poll(() => page.locator('[class*="sales-analytics"]').count()).toBe(0)
    writing.release()
    await expectOneBatch(page)
    expect(new Set(wrongByCard(diffAccountFields(await crm.account())))).toEqual(new Set([8]))
  })

  test('ends also when the widget is switched off in another tab, and says so', async () => {
    const { page, writing } = await writeFolded()
    const other = await crm.openTab(page, '/settings/widgets/')
    // A message of the CRM goes by itself after ten seconds: it is looked for while the switch is pressed.
    await Promise.all([page.getByText('Виджет отключили в другой вкладке').waitFor(), switchOff(other)])
    expect(await page.locator('.sales-analytics__indicator').count()).toBe(0)
    await openMenu(page)
    expect(await page.getByRole('menuitem', { name: runTitle }).count()).toBe(0)
    writing.release()
    await expectOneBatch(page)
  })

  test('that failed while it was folded stays on screen over the pages that follow, until it was looked at', async () => {
    const { page, writing } = await writeFolded({ isFaulty: true })
    await crm.setFaults({ rules: [{ method: 'PATCH', status: 402 }] })
    writing.release()
    const indicator = indicatorOf(page)
    await indicator.getByText('Не получилось').waitFor()
    await page.getByRole('link', { name: 'Сделки', exact: true }).click()
    await page.getByRole('link', { name: 'Списки', exact: true }).click()
    await passTimers(page, 1000)
    await indicator.getByRole('button', { name: 'Развернуть' }).click()
    await runWindow(page).getByText('Аккаунт CRM не оплачен').first().waitFor()
  })

  test('with «Ничего не записывать» writes nothing', async () => {
    await crm.reset(account)
    const { page, dialog } = await start()
    await untilPreview(dialog)
    await decide(dialog, 'nothing')
    await dialog.waitFor({ state: 'detached' })
    expect(await patches()).toBe(0)
    expect(await page.getByRole('region', { name: 'Заполнение полей', exact: true }).count()).toBe(0)
    await openRun(page)
  })

  test('by the settings writes without a question', async () => {
    await crm.reset(aBusyAccount({ contacts: 20, companies: 8, leads: 60 }, { preview: 'skip' } as never))
    const page = await crm.open(companiesList)
    const dialog = await openRun(page)
    await dialog.getByText(/Цифры запишутся сразу после чтения/).waitFor()
    await begin(dialog)
    await untilReport(dialog)
    expect(diffAccountFields(await crm.account())).toEqual([])
  })
})

const start = async (
  options: { isFaulty?: boolean } = {},
): Promise<{ page: Page; dialog: Locator; flights: Flights }> => {
  const page = await crm.open(companiesList, options)
  const flights = watchFlights(page)
  const dialog = await openRun(page)
  await begin(dialog)
  return { page, dialog: runWindow(page), flights }
}

/** A run that has read some deals, and waits for the page of them that is held. */
const startReading = async (): Promise<{
  page: Page
  dialog: Locator
  reading: HeldRequests
  flights: Flights
}> => {
  const page = await crm.open(companiesList)
  const flights = watchFlights(page)
  const reading = await holdRequests(page, (request) => /\/leads\?.*page=2$/.test(request.url()))
  const dialog = await openRun(page)
  await begin(dialog)
  await reading.untilHeld()
  await dialog
    .getByText(/^Прочитано сделок: [1-9]/)
    .first()
    .waitFor()
  return { page, dialog, reading, flights }
}

/** Answers an open preview; the run writes its first batch, and waits for the next one, which is held. */
const holdWriting = async (page: Page, dialog: Locator): Promise<HeldRequests> => {
  const writing = await holdRequests(page, laterBatches())
  await decide(dialog, 'changed')
  await writing.untilHeld()
  await dialog
    .getByText(/^Записано [1-9]\d* из/)
    .first()
    .waitFor()
  return writing
}

/** Holds a run that waits for a request; nothing leaves the page before it is told to go on. */
const pauseAndResume = async (
  page: Page,
  dialog: Locator,
  held: HeldRequests,
  flights: Flights,
): Promise<void> => {
  await dialog.getByRole('button', { name: 'Пауза' }).click()
  held.release()
  await dialog.getByText('Вы поставили пересчёт на паузу').waitFor()
  await flights.untilNone()
  const calls = (await callsOf(crm)).length
  await askAccount(page)
  expect((await callsOf(crm)).length).toBe(calls + 1)
  await dialog.getByRole('button', { name: 'Продолжить' }).click()
}

/** A call of the test's own, after which those that the page had sent before it have arrived. */
const askAccount = (page: Page): Promise<number> =>
  page.evaluate(async () => (await fetch('/api/v4/account')).status)

const patches = async (): Promise<number> =>
  (await writesOf(crm)).filter((call) => call.startsWith('PATCH')).length

/** How many fields are not as they must be, for each card that has such. */
const wrongByCard = (differences: ReturnType<typeof diffAccountFields>): number[] => {
  const counts = new Map<string, number>()
  for (const { entity, id } of differences) {
    const key = `${entity} ${id}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts.values()]
}

/** On the page of the integrations. */
const switchOff = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /Аналитика продаж/ }).click()
  const settings = page.getByRole('dialog').last()
  await settings.getByRole('button', { name: 'Отключить' }).click()
  await settings.waitFor({ state: 'detached' })
}

/** A folded run whose first batch is held on its way. */
const writeFolded = async (
  options: { isFaulty?: boolean } = {},
): Promise<{ page: Page; writing: HeldRequests }> => {
  await crm.reset(account)
  const { page, dialog } = await start(options)
  await untilPreview(dialog)
  const writing = await holdRequests(page, (request) => batchOf(request).length > 1)
  await decide(dialog, 'changed')
  await dialog.getByRole('button', { name: 'Свернуть', exact: true }).click()
  await writing.untilHeld()
  return { page, writing }
}

/** Waits for the batch that was held, and for the end of the run: it has written no other one. */
const expectOneBatch = async (page: Page): Promise<void> => {
  await poll(patches).toBe(1)
  await untilRunOver(page)
  await askAccount(page)
  expect(await patches()).toBe(1)
}
