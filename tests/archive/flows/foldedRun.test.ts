import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount } from '../support/aBusyAccount'
import { chooseList, goTo, openCard, saveCard, untilTitle } from '../support/crmSteps'
import { callsOf } from '../support/filledAccount'
import { batchOf, holdRequests, watchRequests } from '../support/heldRequests'
import { expectIndicator, iconOf, indicatorOf, startFolded } from '../support/indicator'
import { type Crm, openCrm } from '../support/openCrm'
import { decide } from '../support/runSteps'
import { openSettings } from '../support/settingsSteps'

const sizes = { contacts: 300, companies: 120, leads: 2500, customers: 40 }
const account = aBusyAccount(sizes)
/** Deals that count, of the first page and of one that is read later, by name. */
const deals = (account.leads ?? [])
  .filter((lead) => lead.status_id === 142 && lead.is_deleted !== true)
  .filter(({ _embedded: links }) => (links?.contacts?.length ?? 0) > 0)
  .map(({ name = '' }) => name)
const earlyDeal = deals.find((name) => Number(name.split(' ')[1]) > 100) ?? ''
const lateDeal = deals.find((name) => Number(name.split(' ')[1]) > 2200) ?? ''
/** Cards whose figures depend on what is changed, as `watchRequests` names them. */
const touched = new Set(
  [...(account.leads ?? []), ...(account.customers ?? [])]
    .filter(({ name }) => [earlyDeal, lateDeal, 'Покупатель 7'].includes(name ?? ''))
    .flatMap(({ _embedded: links }) => [
      ...(links?.contacts ?? []).map(({ id }) => `contacts ${id}`),
      ...(links?.companies ?? []).map(({ id }) => `companies ${id}`),
    ]),
)

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a folded run', () => {
  test.each(['classic', 'newbie'] as const)(
    'stays over every page, while cards are opened, changed and saved, and ends with the right figures (%s)',
    async (widgetMarkup) => {
      await crm.reset(account)
      await crm.setFaults({ unverified: { widgetMarkup } })
      const page = await crm.open('/contacts/list/contacts/')
      const sent = watchRequests(page)
      const reading = await holdRequests(page, (request) => /\/leads\?.*page=7$/.test(request.url()))
      const dialog = await startFolded(page)
      await indicatorOf(page)
        .getByText(/^Прочитано сделок: [1-9]/)
        .waitFor()
      await walkLists(page)
      await walkCards(page, '77000')
      await walkOthers(page)
      reading.release()
      await indicatorOf(page).getByText('Готово к записи').waitFor()

      const writing = await holdRequests(page, (request) => batchOf(request).length > 1)
      await indicatorOf(page).getByRole('button', { name: 'Развернуть' }).click()
      await decide(dialog, 'changed')
      await dialog.getByRole('button', { name: 'Свернуть', exact: true }).click()
      await writing.untilHeld()
      await walkBack(page)
      await indicatorOf(page).getByRole('button', { name: 'Свернуть в значок' }).click()
      await walkLists(page)
      await walkCards(page, '99000.5')
      await walkOthers(page)
      writing.release()
      await iconOf(page, 'Готово').click()
      await dialog.getByText('Готово', { exact: true }).waitFor()

      expect(diffAccountFields(await crm.account())).toEqual([])
      // What was changed after its batch had been sent is written once more; nothing else is.
      const twice = [...sent.cards].filter(([, times]) => times > 1)
      expect(twice.every(([card, times]) => touched.has(card) && times === 2)).toBe(true)
      expect(new Set(await listCalls())).toEqual(new Set(sent.calls.filter(isListCall)))
      expect(await listCalls()).toEqual([...new Set(await listCalls())])
    },
  )

  test('asks the CRM for what any run asks, once, however far the user walks meanwhile', async () => {
    await crm.reset(aBusyAccount(sizes, { cardRefresh: 'off' }))
    const page = await crm.open('/contacts/list/contacts/')
    const sent = watchRequests(page)
    const reading = await holdRequests(page, (request) => /\/leads\?.*page=7$/.test(request.url()))
    const dialog = await startFolded(page)
    await walkLists(page)
    reading.release()
    await indicatorOf(page).getByText('Готово к записи').waitFor()
    await indicatorOf(page).getByRole('button', { name: 'Развернуть' }).click()
    await decide(dialog, 'changed')
    await dialog.getByRole('button', { name: 'Свернуть', exact: true }).click()
    await goTo(page, 'Аналитика')
    await indicatorOf(page)
      .getByText(/^Готово:/)
      .waitFor()

    const calls = (await callsOf(crm)).filter((call) => !isFreshnessCall(call))
    const listed = listPages(await crm.account())
    const writes = Math.ceil(sizes.contacts / 250) + Math.ceil(sizes.companies / 250)
    expect(calls.length).toBeLessThanOrEqual(listed + writes + 24 + pagesInFlight)
    expect(await listCalls()).toEqual([...new Set(await listCalls())])
    expect(sent.cards.size).toBe(sizes.contacts + sizes.companies)
    expect(new Set(sent.cards.values())).toEqual(new Set([1]))
    expect(diffAccountFields(await crm.account())).toEqual([])
  })
})

const isListCall = (call: string): boolean => call.includes('order[id]=asc')

const listCalls = async (): Promise<readonly string[]> => (await callsOf(crm)).filter(isListCall)

/** Of the pass that looks what has changed since the reading: counted apart. */
const isFreshnessCall = (call: string): boolean =>
  call.includes('/events?') || call.includes('order[updated_at]')

/** Requests that are on their way when a list turns out to be at its end: at most six at once, for four lists. */
const pagesInFlight = 24

/** Pages of 250 that the four lists have: deleted deals are in none. */
const listPages = (file: Awaited<ReturnType<Crm['account']>>): number =>
  (['leads', 'customers', 'contacts', 'companies'] as const)
    .map((list) => (file[list] ?? []).filter(({ is_deleted: isDeleted }) => isDeleted !== true).length)
    .reduce((sum, count) => sum + Math.ceil(count / 250), 0)

/** All lists; in some of them the user turns the page, sorts, filters and ticks rows. */
const walkLists = async (page: Page): Promise<void> => {
  await goTo(page, 'Списки')
  await expectIndicator(page)
  await page.getByRole('button', { name: 'Следующая страница' }).click()
  await page.getByRole('link', { name: 'Контакт 249', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Наименование' }).click()
  await page.getByRole('link', { name: 'Контакт 0', exact: true }).waitFor()
  await expectIndicator(page)
  await chooseList(page, 'Все контакты и компании')
  await expectIndicator(page)
  await chooseList(page, 'Компании')
  await page.getByRole('searchbox', { name: 'Поиск и фильтр' }).click()
  const filter = page.getByRole('form', { name: 'Поиск и фильтр' })
  await expectIndicator(page)
  await filter.getByRole('textbox', { name: 'Наименование' }).fill('Компания 11')
  await filter.getByRole('button', { name: 'Применить' }).click()
  await page.getByRole('link', { name: 'Компания 0', exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: 'Отметить все строки' }).locator('..').click()
  await page.getByText('Выбрано: 11').waitFor()
  await expectIndicator(page)
  await goTo(page, 'Покупатели')
  await expectIndicator(page)
  await goTo(page, 'Сделки')
  await expectIndicator(page)
}

/** A card of each kind and a new one, changed and saved; figures depend on the deals' and the buyer's. */
const walkCards = async (page: Page, price: string): Promise<void> => {
  for (const deal of [earlyDeal, lateDeal]) {
    await goTo(page, 'Сделки')
    await openCard(page, deal)
    await expectIndicator(page)
    await saveCard(page, 'Бюджет', price)
    await expectIndicator(page)
  }
  await goTo(page, 'Покупатели')
  await openCard(page, 'Покупатель 7')
  await saveCard(page, 'Ожидаемая сумма', price)
  await expectIndicator(page)
  await goTo(page, 'Списки')
  await openCard(page, 'Контакт 150')
  await untilChecked(page)
  await saveCard(page, 'Должность', `Сотрудник ${price}`)
  await expectIndicator(page)
  await goTo(page, 'Списки')
  await chooseList(page, 'Компании')
  await openCard(page, 'Компания 77')
  await untilChecked(page)
  await saveCard(page, 'Web', `https://example.com/${price}`)
  await expectIndicator(page)
  await goTo(page, 'Списки')
  await page.getByRole('link', { name: /Добавить контакт/ }).click()
  await page.getByPlaceholder('Новый контакт').waitFor()
  await expectIndicator(page)
  await saveCard(page, 'Наименование', `Новый ${price}`)
  await untilChecked(page)
  await expectIndicator(page)
}

/** The panel of the open card has fresh figures. */
const untilChecked = (page: Page): Promise<void> =>
  page.getByRole('region', { name: 'Аналитика продаж' }).first().getByText('проверено только что').waitFor()

/** Pages without records. */
const walkOthers = async (page: Page): Promise<void> => {
  for (const section of ['Рабочий стол', 'Аналитика', 'Настройки'] as const) {
    await goTo(page, section)
    await expectIndicator(page)
  }
  const settings = await openSettings(page)
  expect(await page.locator('.sales-analytics__indicator-place').count()).toBe(1)
  await settings.getByRole('button', { name: 'Закрыть' }).click()
  await settings.waitFor({ state: 'detached' })
  await expectIndicator(page)
}

/** Back over the pages before, and forward again. */
const walkBack = async (page: Page): Promise<void> => {
  for (const [step, title] of [
    ['goBack', 'Общие настройки'],
    ['goBack', 'Общие настройки'],
    ['goBack', 'Аналитика'],
    ['goBack', 'ООО «Демо»'],
    ['goBack', 'Новый'],
    ['goForward', 'ООО «Демо»'],
    ['goForward', 'Аналитика'],
  ] as const) {
    await page[step]()
    await untilTitle(page, title)
    await expectIndicator(page)
  }
}
