import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parentTypes } from '../../widget/records/parents'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { formatSettings } from '../../widget/settings/formatSettings'
import { leavesCardsAlone } from '../../widget/settings/leavesCardsAlone'
import { parseSettings } from '../../widget/settings/parseSettings'
import { anySettings } from '../builders/anySettings'

describe('a look at whether cards are left alone', () => {
  it('says the same as the whole check of any settings, in both stored forms', () => {
    fc.assert(
      fc.property(anySettings, fc.constantFrom(...parentTypes), (settings, type) => {
        for (const text of [formatSettings(settings), JSON.stringify(settings)]) {
          const parsed = parseSettings(text)
          if (!parsed.ok) throw new Error(text)
          const { cardRefresh, entities } = parsed.settings
          expect(leavesCardsAlone(text, type)).toBe(cardRefresh === 'off' || !entities.includes(type))
        }
      }),
    )
  })

  it.each([
    undefined,
    null,
    '',
    ' ',
    'no json',
    '[]',
    '[1,2]',
    42,
    {},
    [],
    { cardRefresh: 7 },
    { entities: [] },
    { entities: 'all' },
    { v: 1, entities: ['contact'] },
    { entities: ['companies', 7] },
    { v: 99, cardRefresh: 'off' },
    { v: 'x', cardRefresh: 'off' },
  ])('leaves the card to say what is wrong with %j', (text) =>
    expect(leavesCardsAlone(text, 'contacts')).toBe(false),
  )

  it('goes by what stands in the settings of releases before', () => {
    expect(leavesCardsAlone(JSON.stringify({ entities: ['companies'] }), 'contacts')).toBe(true)
    expect(leavesCardsAlone({ cardRefresh: 'off' }, 'contacts')).toBe(true)
    expect(leavesCardsAlone(formatSettings({ ...defaultSettings, cardRefresh: 'off' }), 'contacts')).toBe(
      true,
    )
  })
})
