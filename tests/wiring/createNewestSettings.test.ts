import { describe, expect, it } from 'vitest'
import { createNewestSettings } from '../../widget/wiring/createNewestSettings'

const minute = 60_000

describe('createNewestSettings', () => {
  it('takes what the CRM gives while nothing was saved here', () => {
    const newest = createNewestSettings(() => 0)
    expect([undefined, 'a', 'b', 'a'].map((given) => newest.take(given))).toEqual([undefined, 'a', 'b', 'a'])
    expect(newest.text()).toBe('a')
  })

  it('holds what was saved over what it replaced, saved once or more often', () => {
    const newest = createNewestSettings(() => 0)
    newest.take(undefined)
    newest.save('a')
    expect(newest.take(undefined)).toBe('a')
    newest.save('b')
    expect([undefined, 'a', 'b'].map((given) => newest.take(given))).toEqual(['b', 'b', 'b'])
    newest.save('a')
    expect(newest.take('b')).toBe('a')
  })

  it('takes a text that was neither saved nor replaced here: another tab has saved it', () => {
    const newest = createNewestSettings(() => 0)
    newest.take('a')
    newest.save('b')
    expect(newest.take('c')).toBe('c')
  })

  it('takes a replaced text again once the CRM’s page can no longer have it in its cache', () => {
    let time = 0
    const newest = createNewestSettings(() => time)
    newest.take('a')
    newest.save('b')
    time = 29 * minute
    expect(newest.take('a')).toBe('b')
    time = 30 * minute
    expect(newest.take('a')).toBe('a')
  })
})
