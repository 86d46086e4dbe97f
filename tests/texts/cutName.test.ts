import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutName } from '../../widget/texts/cutName'
import { lackText } from '../../widget/texts/lackText'
import { someTexts } from '../views/someTexts'

describe('cutName', () => {
  it('leaves names that fit as they are', () => {
    expect(cutName('<b>Остров</b> 😀')).toBe('<b>Остров</b> 😀')
  })

  it('cuts ten thousand characters to a line', () => {
    expect(cutName('Ъ'.repeat(10_000))).toBe(`${'Ъ'.repeat(200)}…`)
  })

  it('is the cut of names in errors too: none ends in the middle without a sign', () => {
    const record = { list: 'customers', id: 123, name: 'Ъ'.repeat(10_000), place: 'ltv' } as const
    expect(lackText(someTexts(), '', record)).toContain(`${'Ъ'.repeat(200)}…`)
  })

  it('never leaves half an emoji', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('я', '😀', '👍🏽', '👩‍👧'), { minLength: 60, maxLength: 400 }),
        (parts) => {
          expect(cutName(parts.join(''))).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
        },
      ),
    )
  })
})
