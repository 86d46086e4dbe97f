import { describe, expect, it } from 'vitest'
import type { UnixSeconds } from '../../widget/records/brands'
import { formatCardMoment } from '../../widget/shell/formatCardMoment'
import { readAccount } from '../../widget/shell/page/readAccount'
import { readDatePattern } from '../../widget/shell/page/readDatePattern'
import { aRealApp } from './aPage'

const seconds = (iso: string): UnixSeconds => (Date.parse(iso) / 1000) as UnixSeconds
/** In New York still the day before. */
const moment = seconds('2020-03-05T02:04:59Z')

const appWith = (system: Record<string, unknown>) => ({ ...aRealApp(), system })

const written = (system: Record<string, unknown>, at: UnixSeconds | null = moment): string => {
  const app = appWith(system)
  return formatCardMoment(at, {
    timeZone: readAccount(app).timezone ?? '',
    pattern: readDatePattern(app),
  })
}

const zones = { 'Europe/Moscow': 0, 'Asia/Kamchatka': 1, 'America/New_York': 2 } as const

describe("a time in the card, in the page's own form", () => {
  it.each([
    ['DD.MM.YYYY', 24, ['05.03.2020 05:04', '05.03.2020 14:04', '04.03.2020 21:04']],
    ['DD.MM.YYYY', 12, ['05.03.2020 5:04AM', '05.03.2020 2:04PM', '04.03.2020 9:04PM']],
    ['MM/DD/YYYY', 24, ['03/05/2020 05:04', '03/05/2020 14:04', '03/04/2020 21:04']],
    ['MM/DD/YYYY', 12, ['03/05/2020 5:04AM', '03/05/2020 2:04PM', '03/04/2020 9:04PM']],
    ['YYYY-MM-DD', 24, ['2020-03-05 05:04', '2020-03-05 14:04', '2020-03-04 21:04']],
    ['YYYY-MM-DD', 12, ['2020-03-05 5:04AM', '2020-03-05 2:04PM', '2020-03-04 9:04PM']],
  ] as const)('follows %s with %i hours in Moscow, Kamchatka and New York', (date, hours, texts) => {
    for (const [timezone, at] of Object.entries(zones)) {
      const time = hours === 24 ? 'HH:mm' : 'h:mmA'
      const whole = { timezone, format: { time: hours, date: { date, time, full: `${date} ${time}` } } }
      expect(written(whole)).toBe(texts[at])
      // The same where the page has the date's pattern alone, with the hours as a number or as text.
      expect(written({ timezone, format: { time: hours, date: { date } } })).toBe(texts[at])
      expect(written({ timezone, format: { time: String(hours), date } })).toBe(texts[at])
    }
  })

  it.each([
    ['d.m.Y', 'H:i', '05.03.2020 05:04'],
    ['m/d/Y', 'h:i A', '03/05/2020 05:04 AM'],
    ['n/j/y', 'g:i a', '3/5/20 5:04 am'],
    ['D.M.YY', 'H:mm', '5.3.20 5:04'],
    ['DD [of] MM', 'HH:mm:ss', '05 of 03 05:04:59'],
  ])('writes %s with %s', (date, time, text) => {
    expect(written({ timezone: 'Europe/Moscow', format: { date: { date, time } } })).toBe(text)
    expect(written({ timezone: 'Europe/Moscow', format: { date, time } })).toBe(text)
  })

  it.each([['MMMM Do, YYYY'], ['LLL'], ['constructor'], ['...'], [''], [null], [42], [{ date: null }], [[]]])(
    'writes a time in the usual form where the pattern is %j',
    (date) => {
      expect(written({ timezone: 'Europe/Moscow', format: { date } })).toBe('05.03.2020 05:04')
    },
  )

  it.each([['Mars/Olympus'], [''], [7], [null], [{}]])(
    "takes the account's zone where that of the page is %j",
    (timezone) => {
      expect(written({ timezone, format: {} })).toBe('05.03.2020 05:04')
    },
  )

  it('does not throw at a zone that no browser knows', () => {
    expect(formatCardMoment(moment, { timeZone: 'Mars/Olympus', pattern: 'HH:mm' })).toBe('02:04')
  })

  it('writes midnight and noon as the CRM does', () => {
    const midnight = seconds('2020-10-14T21:00:00Z')
    const noon = seconds('2020-10-15T09:00:00Z')
    const system = (time: number) => ({ timezone: 'Europe/Moscow', format: { time, date: {} } })
    expect([written(system(24), midnight), written(system(12), midnight), written(system(12), noon)]).toEqual(
      ['15.10.2020 00:00', '15.10.2020 12:00AM', '15.10.2020 12:00PM'],
    )
  })

  it('writes no time as nothing', () => {
    expect(written({}, null)).toBe('')
  })
})
