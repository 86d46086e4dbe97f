import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import type { WireAccountFile } from '../../oracle/accountWire'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { fieldId, fieldName, fillAccount, storedValue } from '../support/filledAccount'
import { type Crm, openCrm, waitForWidgets } from '../support/openCrm'
import { poll } from '../support/poll'
import { toNumber } from '../support/runSteps'

const contactId = firstIds.contacts
const orders = ['d.m.Y', 'm/d/Y', 'Y-m-d'] as const
const clocks = [24, 12] as const
/** Moments at which the hour has one digit, is noon, midnight or already of the next day in one of the zones. */
const moments = [
  '2026-03-05T21:04:00Z',
  '2026-07-01T00:30:00Z',
  '2026-11-09T12:09:00Z',
  '2026-12-31T22:59:00Z',
  '2026-02-28T17:00:00Z',
  '2026-10-08T04:05:00Z',
]

type Order = (typeof orders)[number]
type Hours = (typeof clocks)[number]

let crm: Crm
let filled: AccountFile

beforeAll(async () => {
  crm = await openCrm()
  filled = stampedLongAgo(
    await fillAccount(crm, aBusyAccount({ contacts: 6, companies: 3, leads: 40, customers: 3 })),
  )
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a card whose page writes dates in its own way', () => {
  test.each(['Europe/Moscow', 'Asia/Kamchatka', 'America/New_York'])(
    'shows figures and fills its fields as the CRM itself would, in %s',
    async (timezone) => {
      await crm.reset(filled)
      const page = await crm.open('/settings/')
      const choices = orders.flatMap((order) => clocks.map((hours) => ({ order, hours })))
      for (const [index, { order, hours }] of choices.entries()) {
        const at = new Date(moments[index] ?? 0)
        await openAt(page, at, { dateFormat: order, hours, timezone })
        await expectFresh(page, { at, order, hours, timezone })
      }
    },
  )

  test('has its fresh values again after the CRM has drawn the form anew from what it knew', async () => {
    const format = { dateFormat: 'm/d/Y', hours: 12, timezone: 'Asia/Kamchatka' } as const
    const at = new Date(moments[0] ?? 0)
    await crm.reset(filled)
    const page = await crm.open('/settings/')
    const old = await (await page.request.get(`${crm.url}/ajax/page/card/contacts/${contactId}`)).json()
    await openAt(page, at, format)
    const shown = { at, order: format.dateFormat, hours: format.hours, timezone: format.timezone }
    await expectFresh(page, shown)
    await page.route('**/ajax/page/card/**', async (route) => {
      const isReading = route.request().method() === 'GET'
      await (isReading ? route.fulfill({ json: old as unknown }) : route.fallback())
    })
    for (const button of ['Отменить', 'Сохранить']) {
      await page.getByRole('tab', { name: 'Основное' }).click()
      await page.getByLabel('Должность', { exact: true }).first().fill(`Инженер, ${button}`)
      const before = await sumInput(page).elementHandle()
      await page.getByRole('button', { name: button, exact: true }).click()
      await before?.waitForElementState('hidden')
      await poll(() => before?.evaluate((input) => input.isConnected)).toBe(false)
      await expectFresh(page, shown)
      expect(await page.getByRole('button', { name: 'Сохранить', exact: true }).isVisible()).toBe(false)
    }
    // The CRM's own input of a date stands in line with the numbers.
    const starts = [sumInput(page), inputOf(page, fieldName.actualAt)].map((input) =>
      input.evaluate((element) => getComputedStyle(element).paddingLeft),
    )
    expect(new Set(await Promise.all(starts)).size).toBe(1)
    expect(storedValue(await crm.account(), 'contacts', contactId, 'Должность')).toBe('Инженер, Сохранить')
  })
})

describe('a card on a computer whose clock is wrong', () => {
  const format = { dateFormat: 'd.m.Y', hours: 24, timezone: 'Europe/Moscow' } as const
  const { dateFormat: order, hours, timezone } = format
  const at = new Date('2026-05-20T10:00:00Z')
  const days = (count: number): Date => new Date(at.getTime() + count * 86_400_000)

  test.each([
    ['3 days ahead', 3],
    ['a day behind', -1],
  ])('%s is stamped by the CRM, and is checked just now', async (_, apart) => {
    await crm.reset(filled)
    const page = await crm.open('/settings/')
    await openAt(page, at, format, days(apart))
    await expectFresh(page, { at, order, hours, timezone })
    await panelOf(page).getByText('проверено только что').waitFor()
    await panelOf(page).getByText('Актуально на 20.05.2026 13:00').waitFor()
    // The clock is set right while the card is open.
    await page.clock.setFixedTime(at)
    await panelOf(page).getByRole('button', { name: 'Обновить' }).click()
    await panelOf(page).getByText('проверено только что').waitFor()
    expect(stampIn(await crm.account())).toBe(at.getTime() / 1000)
  })

  test('has its stamp of the future replaced, and says so', async () => {
    await crm.reset(filled)
    const page = await crm.open('/settings/')
    await openAt(page, days(3), format)
    await expectFresh(page, { at: days(3), order, hours, timezone })
    await crm.stopClock(at.getTime() / 1000)
    await page.goto(`${crm.url}/contacts/detail/${contactId}`)
    await panelOf(page).getByText('Время «Актуально на» стояло в будущем, исправлено.').waitFor()
    expect(stampIn(await crm.account())).toBe(at.getTime() / 1000)
    await poll(() => inputOf(page, fieldName.actualAt).inputValue()).toBe('20.05.2026 13:00')
  })

  test("shows its figures and writes nothing while the CRM's answers bear no time", async () => {
    await crm.reset(filled)
    await crm.setFaults({ dateHeader: 'absent' })
    const page = await crm.open('/settings/')
    await openAt(page, at, format)
    await panelOf(page).getByText('CRM не сообщила своё время: цифры показаны, но не записаны.').waitFor()
    expect(stampIn(await crm.account())).toBe(1_600_000_000)
  })
})

const stampIn = (account: WireAccountFile): number =>
  Number(storedValue(account, 'contacts', contactId, fieldName.actualAt))

interface Shown {
  readonly at: Date
  readonly order: Order
  readonly hours: Hours
  readonly timezone: string
}

/** Panel, inputs and the CRM hold the same, a sale that nobody has counted yet among it. */
const expectFresh = async (page: Page, shown: Shown): Promise<void> => {
  await panelOf(page).getByText('Поля карточки обновлены').waitFor()
  const account = await crm.account()
  const sold = Number(storedValue(account, 'contacts', contactId, fieldName.boughtSum))
  const pieces = Number(storedValue(account, 'contacts', contactId, fieldName.boughtCount))
  const figures = await panelOf(page).getByRole('definition').allTextContents()
  expect(figures.slice(0, 2).map(toNumber)).toEqual([pieces, sold])
  expect(sold).toBe(soldBefore() + 5000)
  await poll(() => sumInput(page).inputValue()).toBe(String(sold))
  expect(await inputOf(page, fieldName.boughtCount).inputValue()).toBe(String(pieces))
  const text = expectedText(shown)
  expect({ ...shown, text: await inputOf(page, fieldName.actualAt).inputValue() }).toEqual({ ...shown, text })
  // The CRM's input of a moment takes 16 characters, and 18 with «AM» and «PM».
  expect(text.length).toBeLessThanOrEqual(shown.hours === 12 ? 18 : 16)
}

/** The text of a moment, of the browser's own formats and without the widget's code. */
const expectedText = ({ at, order, hours, timezone: timeZone }: Shown): string => {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(at)
  const [day, month, year] = [
    part({ day: '2-digit' }),
    part({ month: '2-digit' }),
    part({ year: 'numeric' }),
  ] as [string, string, string]
  const dates: Readonly<Record<Order, string>> = {
    'd.m.Y': `${day}.${month}.${year}`,
    'm/d/Y': `${month}/${day}/${year}`,
    'Y-m-d': `${year}-${month}-${day}`,
  }
  const time =
    hours === 12
      ? part({ hour: 'numeric', minute: '2-digit', hourCycle: 'h12' }).replace(/\s/, '')
      : new Intl.DateTimeFormat('en-GB', {
          timeZone,
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        }).format(at)
  return `${dates[order]} ${time}`
}

/** Opens the card anew, with an uncounted sale, at a moment of the CRM's clock; the user's computer may show another one. */
const openAt = async (
  page: Page,
  at: Date,
  format: Readonly<Record<string, unknown>>,
  shownByComputer = at,
): Promise<void> => {
  await crm.control('PUT', 'account', filled)
  await crm.stopClock(at.getTime() / 1000)
  await crm.control('PUT', 'page', format)
  await crm.change({
    op: 'create',
    entity: 'leads',
    set: {
      name: 'Новая продажа',
      price: 5000,
      status_id: 142,
      pipeline_id: 11,
      _embedded: { contacts: [{ id: contactId }] },
    },
  })
  await page.clock.setFixedTime(shownByComputer)
  await page.goto(`${crm.url}/contacts/detail/${contactId}`)
  await waitForWidgets(page)
}

const soldBefore = (): number =>
  Number(storedValue(filled as WireAccountFile, 'contacts', contactId, fieldName.boughtSum))

const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Аналитика продаж' }).first()

const inputOf = (page: Page, name: string): Locator =>
  page.locator('#edit_card').getByLabel(name, { exact: true })

const sumInput = (page: Page): Locator => inputOf(page, fieldName.boughtSum)

/** The account as a run of years ago has left it. */
const stampedLongAgo = (file: AccountFile): AccountFile => {
  const stamp = fieldId(file as WireAccountFile, 'contacts', fieldName.actualAt)
  const contacts = (file.contacts ?? []).map((card) => ({
    ...card,
    custom_fields_values:
      card.custom_fields_values?.map((each) =>
        each.field_id === stamp ? { ...each, values: [{ value: 1_600_000_000 }] } : each,
      ) ?? null,
  }))
  return { ...file, contacts }
}
