import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createDemoAccount } from '../../../host/seeds/createDemoAccount'
import type { WireAccountFile } from '../../oracle/accountWire'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { holdRequests } from '../support/heldRequests'
import { openCrm, type Crm } from '../support/openCrm'
import { poll } from '../support/poll'
import { printedCompanies, printedTotals } from '../../builders/printedCompanies'
import { begin, decide, openRun, readReport, toNumber, untilPreview, untilReport } from '../support/runSteps'

let crm: Crm
let page: Page
let before: WireAccountFile
let report: Readonly<Record<string, number>>
/** When the run sent each of its requests, by the clock of the page. */
let sends: readonly number[]

/** One run with default settings at the default pace; the tests look at what it left. */
beforeAll(async () => {
  crm = await openCrm({ rate: 1000 })
  const account = createDemoAccount(Math.floor(Date.now() / 1000))
  await crm.reset(account)
  before = await crm.account()
  page = await crm.open('/contacts/list/companies/')
  await page.evaluate(() => performance.setResourceTimingBufferSize(10_000))
  const dialog = await openRun(page)
  const reading = await holdRequests(page, (request) => /\/leads\?.*page=2$/.test(request.url()))
  await begin(dialog)
  await reading.untilHeld()
  await dialog
    .getByText(/^Прочитано сделок: \d/)
    .first()
    .waitFor()
  reading.release()
  await untilPreview(dialog)
  await dialog.getByRole('tab', { name: 'Компании' }).click()
  await dialog.getByText('заполнятся впервые 194').waitFor()
  await dialog.getByRole('button', { name: 'Записать', exact: true }).click()
  await untilReport(dialog)
  expect(await dialog.getByText('Готово', { exact: true }).count()).toBe(1)
  report = await readReport(dialog)
  sends = await page.evaluate(readSends)
  await dialog.getByRole('button', { name: 'Закрыть' }).click()
})

afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a run from the companies list of the demo account', () => {
  test('puts the printed figures of the 19 companies into the list, the biggest sum first', async () => {
    await page.goto(`${crm.url}/contacts/list/companies/`)
    await page.getByRole('button', { name: '*Продажи, руб.' }).click()
    await poll(() =>
      page.getByRole('columnheader', { name: '*Продажи, руб.' }).getAttribute('aria-sort'),
    ).toBe('descending')
    await page.getByLabel('На странице').selectOption('100')
    await poll(() => page.locator('.js-list-row').count()).toBe(100)
    const rows = await readRows(page)
    await page.getByRole('button', { name: 'Следующая страница' }).click()
    await poll(() => page.getByLabel(/^Страница/).inputValue()).toBe('2')
    rows.push(...(await readRows(page)))
    const sums = rows.map((row) => toNumber(row['*Продажи, руб.'] ?? ''))
    expect(sums).toHaveLength(194)
    expect(sums[0]).toBeGreaterThan(0)
    expect(sums).toEqual(sums.toSorted((left, right) => right - left))
    const shown = printedCompanies.map(([name]) => {
      const row = rows.find((each) => each['Наименование'] === name)
      return [name, ...fieldNames.map((field) => toNumber(row?.[field] ?? 'нет'))]
    })
    expect(shown).toEqual(printedCompanies.map((row) => [...row]))
    expect(printedTotals).toEqual([26, 3_777_500, 12, 855_000, 2, 300_000])
  })

  test('gives every card of the account the figures of a brute force', async () => {
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('says how many cards it wrote: as many as have moved', async () => {
    const after = await crm.account()
    const moved = movedCards(before, after)
    expect(report['Заполнено впервые']).toBe(moved)
    expect(report).toMatchObject({ Изменено: 0, 'Не получилось': 0, 'Не записано': 0, 'Без изменений': 0 })
  })

  /** The pace is proven on a made-up clock (tests/api) and measured by the benchmarks. Arrivals bunch when the machine is busy: sends do not. */
  test('stays within the requests that the CRM allows', () => {
    const inSecondFrom = (at: number): number =>
      sends.filter((other) => other >= at && other < at + 1000).length
    expect(sends.length).toBeGreaterThan(20)
    expect(Math.max(...sends.map(inSecondFrom))).toBeLessThanOrEqual(7)
  })

  test('shows the same figures in a card, in its fields and in the panel', async () => {
    const account = await crm.account()
    for (const [name, ...figures] of printedCompanies.filter((_, index) => index % 6 === 0)) {
      const id = account.companies?.find((company) => company.name === name)?.id
      await page.goto(`${crm.url}/companies/detail/${id}`)
      const panel = page.getByRole('region', { name: 'Аналитика продаж' }).last()
      await panel.getByText('проверено только что').waitFor()
      const said = await panel.getByRole('definition').allTextContents()
      const [bought, boughtSum, average, inWork, inWorkSum, refused, refusedSum] = figures
      expect(said.map(toNumberOrZero)).toEqual([
        bought,
        boughtSum,
        inWork,
        inWorkSum,
        refused,
        refusedSum,
        average,
      ])
      await page.getByRole('tab', { name: '*Аналитика продаж' }).click()
      const inputs = await Promise.all(
        fieldNames.map((field) => page.getByLabel(field, { exact: true }).first().inputValue()),
      )
      expect(inputs.map(toNumber)).toEqual(figures)
      const explained = panel.getByRole('button', { name: 'Почему такие числа' })
      await explained.click()
      expect(
        toNumber(
          (
            await panel
              .getByText(/^Всего: /)
              .first()
              .textContent()
          )?.split(',')[1] ?? '',
        ),
      ).toBe(boughtSum)
    }
  })

  test('a second run with «Записать только изменившиеся» writes nothing', async () => {
    await crm.control('DELETE', 'requests')
    await page.goto(`${crm.url}/contacts/list/companies/`)
    const dialog = await openRun(page)
    await begin(dialog)
    await untilPreview(dialog)
    await dialog.getByText('Все цифры уже совпадают с полями карточек').waitFor()
    await decide(dialog, 'changed')
    await untilReport(dialog)
    expect(await readReport(dialog)).toMatchObject({
      Изменено: 0,
      'Заполнено впервые': 0,
      'Обновлено только «Актуально на»': 0,
    })
    expect(await writesSent()).toEqual([])
  })
})

const fieldNames = [
  '*Продажи, шт.',
  '*Продажи, руб.',
  '*Ср. чек, руб.',
  '*В работе, шт.',
  '*В работе, руб.',
  '*Отказы, шт.',
  '*Отказы, руб.',
]

/** Runs in the page: when its requests of the API left it. */
const readSends = (): number[] =>
  performance
    .getEntriesByType('resource')
    .filter(({ name }) => new URL(name).pathname.startsWith('/api/v4/'))
    .map(({ startTime }) => startTime)

const writesSent = async (): Promise<string[]> =>
  (await crm.requests()).list
    .filter(({ method }) => method !== 'GET')
    .filter(({ path }) => path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path}`)

const toNumberOrZero = (text: string): number => (/\d/.test(text) ? toNumber(text) : 0)

/** The rows on screen, as texts by the titles of their columns. */
const readRows = async (list: Page): Promise<Record<string, string>[]> => {
  const titles = await list.getByRole('columnheader').allTextContents()
  const rows = await list
    .getByRole('row')
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText.trim())),
    )
  return rows
    .filter((cells) => cells.length > 0)
    .map((cells) => Object.fromEntries(titles.map((title, index) => [title.trim(), cells[index] ?? ''])))
}

const movedCards = (old: WireAccountFile, now: WireAccountFile): number => {
  let moved = 0
  for (const entity of ['contacts', 'companies'] as const) {
    const times = new Map((old[entity] ?? []).map((card) => [card.id, updatedAt(card)]))
    moved += (now[entity] ?? []).filter((card) => times.get(card.id) !== updatedAt(card)).length
  }
  return moved
}

const updatedAt = (card: object): unknown => (card as { updated_at?: unknown }).updated_at
