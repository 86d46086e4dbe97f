import { describe, expect, test } from 'vitest'
import { formatCount } from '../../../host/page/format/formatCount'
import { formatFieldValue } from '../../../host/page/format/formatFieldValue'

describe('values in a list', () => {
  test('show times in the account’s zone, to the minute', () => {
    const values = [{ value: 1_602_747_240, enumId: null }]
    expect(formatFieldValue({ type: 'date_time' }, values, 'Europe/Moscow')).toBe('15.10.2020 10:34')
    expect(formatFieldValue({ type: 'date' }, values, 'Asia/Kamchatka')).toBe('15.10.2020')
  })

  test('show numbers as they are stored and several values beside each other', () => {
    expect(formatFieldValue({ type: 'numeric' }, [{ value: '500000', enumId: null }], 'UTC')).toBe('500000')
    const phones = ['1', '2'].map((value) => ({ value, enumId: 5 }))
    expect(formatFieldValue({ type: 'multitext' }, phones, 'UTC')).toBe('1, 2')
    expect(formatFieldValue({ type: 'text' }, undefined, 'UTC')).toBe('')
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
