import { describe, expect, test } from 'vitest'
import { formatCount } from '../../../host/page/format/formatCount'
import { formatFieldValue } from '../../../host/page/format/formatFieldValue'
import { pageDatesOf } from '../../builders/pageDates'

describe('values in a list', () => {
  test('show times in the account’s zone and by its patterns, to the minute', () => {
    const values = [{ value: 1_602_747_240, enumId: null }]
    expect(formatFieldValue({ type: 'date_time' }, values, pageDatesOf())).toBe('15.10.2020 10:34')
    expect(formatFieldValue({ type: 'date' }, values, pageDatesOf('d.m.Y', 24, 'Asia/Kamchatka'))).toBe(
      '15.10.2020',
    )
    const american = pageDatesOf('m/d/Y', 12, 'America/New_York')
    expect(formatFieldValue({ type: 'date_time' }, values, american)).toBe('10/15/2020 3:34AM')
  })

  test('show numbers as they are stored and several values beside each other', () => {
    expect(formatFieldValue({ type: 'numeric' }, [{ value: '500000', enumId: null }], pageDatesOf())).toBe(
      '500000',
    )
    const phones = ['1', '2'].map((value) => ({ value, enumId: 5 }))
    expect(formatFieldValue({ type: 'multitext' }, phones, pageDatesOf())).toBe('1, 2')
    expect(formatFieldValue({ type: 'text' }, undefined, pageDatesOf())).toBe('')
  })

  test('are counted with the right word', () => {
    const words = [1, 2, 5, 11, 21, 194].map((count) => formatCount(count, 'companies', 'ru'))
    expect(words).toEqual([
      '1 компания',
      '2 компании',
      '5 компаний',
      '11 компаний',
      '21 компания',
      '194 компании',
    ])
  })
})
