import type { Locator, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount } from '../support/aBusyAccount'
import { callsOf } from '../support/filledAccount'
import { type HeldRequests, holdRequests, laterBatches } from '../support/heldRequests'
import { type Crm, openCrm, waitForWidgets } from '../support/openCrm'
import { poll } from '../support/poll'
import {
  begin,
  chooseRun,
  decide,
  openRun,
  readReport,
  runWell,
  runWindow,
  untilPreview,
  untilReport,
} from '../support/runSteps'
import { openSettings, save } from '../support/settingsSteps'
import { expectNoOffer, untilStored } from '../support/storedRun'
import { untilRunOver } from '../support/untilRunOver'

const account = aBusyAccount({ contacts: 300, companies: 120, leads: 2500 })
const contactsList = '/contacts/list/contacts/'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

const offerOf = (page: Page): Locator =>
  page.getByRole('complementary').getByText(/^Пересчёт от .* не закончен/)
const indicatorOf = (page: Page): Locator =>
  page.getByRole('region', { name: 'Заполнение полей', exact: true })
const goOnIn = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Продолжить пересчёт' }).click()

type Phase = 'reading' | 'preview' | 'writing'

/** A run of a fresh account that has come so far, and stays there until its page lets go what it `held`. */
const startUntil = async (phase: Phase): Promise<{ page: Page; dialog: Locator; held: HeldRequests }> => {
  await crm.reset(account)
  const page = await crm.open(contactsList)
  const held = await holdRequests(page, heldIn[phase]())
  const dialog = await openRun(page)
  await begin(dialog)
  if (phase === 'reading') {
    await held.untilHeld()
    await seen(dialog, /^Прочитано сделок: [1-9]/)
  } else await untilPreview(dialog)
  if (phase === 'writing') {
    await decide(dialog, 'changed')
    await held.untilHeld()
    await seen(dialog, /^Записано [1-9]\d* из/)
  }
  await untilStored(page, phase)
  return { page, dialog, held }
}

/** Which requests keep a run where it is. */
const heldIn: Readonly<Record<Phase, () => (request: Request) => boolean>> = {
  reading: () => (request) => /\/leads\?.*page=9$/.test(request.url()),
  preview: () => () => false,
  writing: laterBatches,
}

const seen = (dialog: Locator, text: RegExp): Promise<void> => dialog.getByText(text).first().waitFor()

/** Another tab of the same browser, after the first one is gone without a word. */
const killAndReopen = async (page: Page, path = contactsList): Promise<Page> => {
  const context = page.context()
  const later = await context.newPage()
  await page.close()
  await later.goto(crm.url + path)
  await waitForWidgets(later)
  return later
}

/** From a resumed run to its report. */
const finish = async (page: Page, phase: Phase): Promise<Locator> => {
  const dialog = runWindow(page)
  const indicator = indicatorOf(page)
  if (phase !== 'writing') await indicator.getByText('Готово к записи').waitFor()
  await indicator.getByRole('button', { name: 'Развернуть' }).click()
  if (phase !== 'writing') await decide(dialog, 'changed')
  await untilReport(dialog)
  return dialog
}

const isListCall = (call: string): boolean => call.includes('order[id]=asc')

describe('a run whose tab is closed', () => {
  test.each(['reading', 'preview', 'writing'] as const)(
    'while %s is offered on the next page, and goes on to the right figures',
    async (phase) => {
      const { page } = await startUntil(phase)
      const later = await killAndReopen(page)
      await offerOf(later).waitFor()
      const before = (await callsOf(crm)).filter(isListCall).length
      await goOnIn(later)
      const dialog = await finish(later, phase)
      expect(await readReport(dialog)).toMatchObject({ 'Заполнено впервые': 420, 'Не получилось': 0 })
      expect(diffAccountFields(await crm.account())).toEqual([])
      // What was read in whole is not read again; the pages of one list overlap by what is on its way.
      if (phase !== 'reading') expect((await callsOf(crm)).filter(isListCall).length).toBe(before)
      await later.reload()
      await waitForWidgets(later)
      await expectNoOffer(later)
    },
  )

  test('is offered in the start dialog as well, and dropped for good when the user wants so', async () => {
    const { page } = await startUntil('preview')
    const later = await killAndReopen(page, '/contacts/list/companies/')
    await offerOf(later).waitFor()
    const dialog = await openRun(later)
    expect(await offerOf(later).count()).toBe(0)
    await dialog.getByText(/^Пересчёт от .* не закончен: записи ещё не было$/).waitFor()
    await dialog.getByRole('button', { name: 'Не продолжать' }).click()
    await later.reload()
    await waitForWidgets(later)
    await expectNoOffer(later)
  })

  test('goes on without a question after a reload of the page', async () => {
    const { page, held } = await startUntil('writing')
    page.on('dialog', (question) => void question.accept())
    await page.reload()
    await waitForWidgets(page)
    held.release()
    await indicatorOf(page).waitFor()
    expect(await offerOf(page).count()).toBe(0)
    const dialog = await finish(page, 'writing')
    expect(await readReport(dialog)).toMatchObject({ 'Заполнено впервые': 420 })
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('is offered after a reload of the page where the user had paused it', async () => {
    const { page, dialog, held } = await startUntil('writing')
    await dialog.getByRole('button', { name: 'Пауза' }).click()
    held.release()
    await dialog.getByText('Вы поставили пересчёт на паузу').waitFor()
    await dialog.getByText('Прочитанное и записанное сохранено.').waitFor()
    page.on('dialog', (question) => void question.accept())
    await page.reload()
    await waitForWidgets(page)
    await offerOf(page).waitFor()
    expect(await indicatorOf(page).count()).toBe(0)
    await goOnIn(page)
    await finish(page, 'writing')
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('cannot go on under other settings, and says so', async () => {
    const { page } = await startUntil('preview')
    const later = await killAndReopen(page)
    await offerOf(later).waitFor()
    const settings = await openSettings(later)
    await settings.getByRole('checkbox', { name: 'Компании' }).locator('..').click()
    await save(settings)
    const again = await killAndReopen(later)
    await again.getByText(/не закончен, а настройки с тех пор изменились/).waitFor()
    expect(await again.getByRole('button', { name: 'Продолжить пересчёт' }).count()).toBe(0)
    await again.getByRole('button', { name: 'Убрать' }).click()
    await again.reload()
    await waitForWidgets(again)
    await expectNoOffer(again)
  })

  test('is left by switching the widget off, and offered once it is on again', async () => {
    const { page } = await startUntil('preview')
    await runWindow(page).getByRole('button', { name: 'Свернуть', exact: true }).click()
    await openSettings(page)
    await page.getByRole('button', { name: 'Отключить' }).click()
    await poll(() => indicatorOf(page).count()).toBe(0)
    await untilRunOver(page)
    const calls = (await callsOf(crm)).length
    await page.evaluate(async () => (await fetch('/api/v4/account')).status)
    expect((await callsOf(crm)).length).toBe(calls + 1)
    const file = await crm.account()
    await crm.control('PUT', 'account', {
      ...file,
      widgets: account.widgets,
    })
    const later = await killAndReopen(page)
    await offerOf(later).waitFor()
    await goOnIn(later)
    await finish(later, 'preview')
    expect(diffAccountFields(await crm.account())).toEqual([])
  })
})

describe('a second tab', () => {
  test('shows how far the run of the first one is, and its end', async () => {
    const { page, dialog, held } = await startUntil('reading')
    const second = await crm.openTab(page, contactsList)
    const other = await openFollowed(second)

    await seen(other, /^Прочитано (сделок|покупателей|контактов|компаний): /)
    expect(await other.getByRole('button', { name: 'Остановить' }).count()).toBe(0)
    held.release()
    await untilPreview(dialog)
    await seen(other, /^Готово к записи$/)
    const writing = await holdRequests(page, laterBatches())
    await decide(dialog, 'changed')
    await seen(other, /^Записано [1-9]\d* из/)
    writing.release()
    await untilReport(dialog)
    await other.getByText('Пересчёт в другой вкладке закончился').waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('offers to go on as soon as the first one is gone', async () => {
    const { page } = await startUntil('writing')
    const second = await crm.openTab(page, contactsList)
    const other = await openFollowed(second)
    await seen(other, /^Записано [1-9]\d* из/)
    await page.close()
    await other.getByRole('button', { name: 'Продолжить пересчёт' }).click()
    await untilReport(other)
    expect(diffAccountFields(await crm.account())).toEqual([])
  })
})

/** The window of a tab that only shows the run of another one. */
const openFollowed = async (page: Page): Promise<Locator> => {
  await chooseRun(page)
  const dialog = runWindow(page)
  await dialog.getByText('Пересчёт идёт в другой вкладке этого браузера. Управлять им можно там.').waitFor()
  return dialog
}

describe('a run after another one', () => {
  test('reads what changed, or everything where the user wants it', async () => {
    await crm.reset(account)
    const page = await crm.open(contactsList)
    const first = await runWell(page, 'changed')
    await first.getByRole('button', { name: 'Закрыть' }).last().click()
    await crm.control('DELETE', 'requests')
    const again = await runWell(page, 'changed')
    expect(await readReport(again)).toMatchObject({ Изменено: 0, 'Без изменений': 420 })
    expect((await callsOf(crm)).filter(isListCall)).toEqual([])
    await again.getByRole('button', { name: 'Закрыть' }).last().click()
    const full = await openRun(page)
    await full.getByText('Полный пересчёт', { exact: true }).click()
    await begin(full)
    await untilPreview(full)
    expect((await callsOf(crm)).filter(isListCall).length).toBeGreaterThan(10)
  })
})
