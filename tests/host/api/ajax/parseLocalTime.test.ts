import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLocalTime } from '../../../../host/api/ajax/parseLocalTime'
import { formatTime } from '../../../../host/page/format/formatTime'

const zones = ['UTC', 'Europe/Moscow', 'America/New_York', 'Asia/Kamchatka', 'Asia/Kolkata']

describe('parseLocalTime', () => {
  test('reads back every minute that a list shows, in any zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16_000_000, max: 33_000_000 }),
        fc.constantFrom(...zones),
        (minutes, zone) => {
          const shown = formatTime(minutes * 60, zone)
          const read = parseLocalTime(shown, zone)
          // An hour that the clock shows twice reads as one of the two.
          expect([0, 3600, -3600]).toContain((read ?? 0) - minutes * 60)
          expect(formatTime(read, zone)).toBe(shown)
        },
      ),
    )
  })

  test('reads dates alone and refuses the rest', () => {
    expect(parseLocalTime('15.10.2020 10:34', 'Europe/Moscow')).toBe(1_602_747_240)
    expect(parseLocalTime('2020-10-15', 'UTC')).toBe(1_602_720_000)
    expect(parseLocalTime('15/10/2020', 'UTC')).toBeNull()
    expect(parseLocalTime('', 'UTC')).toBeNull()
  })
})
