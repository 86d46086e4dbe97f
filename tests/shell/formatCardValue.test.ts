import { describe, expect, it } from 'vitest'
import type { UnixSeconds } from '../../widget/records/brands'
import { formatCardValue, type CardFormat } from '../../widget/shell/formatCardValue'

const seconds = (iso: string): UnixSeconds => (Date.parse(iso) / 1000) as UnixSeconds
const moscow: CardFormat = { timeZone: 'Europe/Moscow', dateFormat: 'DD.MM.YYYY' }

describe('formatCardValue', () => {
  it.each([
    [0, '0'],
    [500000, '500000'],
    [1234.5, '1234.5'],
    [999999999999999, '999999999999999'],
    [null, ''],
  ])('writes the number %s as %j', (value, text) => {
    expect(formatCardValue({ kind: 'number', value }, moscow)).toBe(text)
  })

  it("writes a time in the account's zone, whatever the zone of the machine", () => {
    const value = seconds('2020-10-15T07:34:59Z')
    expect(formatCardValue({ kind: 'dateTime', value }, moscow)).toBe('15.10.2020 10:34')
    expect(formatCardValue({ kind: 'dateTime', value }, { ...moscow, timeZone: 'Asia/Kamchatka' })).toBe(
      '15.10.2020 19:34',
    )
  })

  it('writes midnight as 00:00', () => {
    const value = seconds('2020-10-14T21:00:00Z')
    expect(formatCardValue({ kind: 'dateTime', value }, moscow)).toBe('15.10.2020 00:00')
  })

  it("follows the account's order of a date", () => {
    const value = seconds('2020-10-15T07:34:00Z')
    const format = { ...moscow, dateFormat: 'MM/DD/YYYY' }
    expect(formatCardValue({ kind: 'dateTime', value }, format)).toBe('10/15/2020 10:34')
    expect(formatCardValue({ kind: 'dateTime', value }, { ...moscow, dateFormat: '' })).toBe(
      '15.10.2020 10:34',
    )
  })

  it('writes no time as nothing', () => {
    expect(formatCardValue({ kind: 'dateTime', value: null }, moscow)).toBe('')
  })
})
