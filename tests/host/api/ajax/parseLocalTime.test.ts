import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLocalTime } from '../../../../host/api/ajax/parseLocalTime'
import { formatTime } from '../../../../host/page/format/formatTime'
import { datetimeSettings, pageDatesOf } from '../../../builders/pageDates'

const zones = ['UTC', 'Europe/Moscow', 'America/New_York', 'Asia/Kamchatka', 'Asia/Kolkata']
const orders = ['d.m.Y', 'd/m/Y', 'm/d/Y', 'Y-m-d']

describe('parseLocalTime', () => {
  test('reads back every minute that a list shows, in any zone, order of day and month, and clock', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16_000_000, max: 33_000_000 }),
        fc.constantFrom(...zones),
        fc.constantFrom(...orders),
        fc.constantFrom(24 as const, 12 as const),
        (minutes, zone, order, hours) => {
          const dates = pageDatesOf(order, hours, zone)
          const shown = formatTime(minutes * 60, dates)
          const read = parseLocalTime(shown, datetimeSettings(order, hours, zone))
          // An hour that the clock shows twice reads as one of the two.
          expect([0, 3600, -3600]).toContain((read ?? 0) - minutes * 60)
          expect(formatTime(read, dates)).toBe(shown)
        },
      ),
    )
  })

  test.each([
    ['15.10.2020 10:34', 'd.m.Y', 24, 'Europe/Moscow', 1_602_747_240],
    ['10/15/2020 3:34AM', 'm/d/Y', 12, 'America/New_York', 1_602_747_240],
    ['10/15/2020 3:34 am', 'm/d/Y', 12, 'America/New_York', 1_602_747_240],
    ['2020-10-15 7:34PM', 'Y-m-d', 12, 'Asia/Kamchatka', 1_602_747_240],
    ['10/15/2020 12:00AM', 'm/d/Y', 12, 'UTC', 1_602_720_000],
    ['10/15/2020 12:00PM', 'm/d/Y', 12, 'UTC', 1_602_763_200],
    ['15.10.2020', 'd.m.Y', 24, 'UTC', 1_602_720_000],
    ['2020-10-15', 'd.m.Y', 24, 'UTC', 1_602_720_000],
  ] as const)('reads %s of an account that writes %s, %i h, %s', (text, order, hours, zone, seconds) => {
    expect(parseLocalTime(text, datetimeSettings(order, hours, zone))).toBe(seconds)
  })

  test('takes day and month in the account’s order alone and refuses the rest', () => {
    const style = datetimeSettings('d.m.Y', 24, 'UTC')
    for (const text of ['15/10/2020', '10.15.2020', '15.10.2020 7:34AM', ''])
      expect(parseLocalTime(text, style)).toBeNull()
  })
})
