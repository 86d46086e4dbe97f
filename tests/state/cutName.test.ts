import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutName } from '../../widget/state/cutName'

describe('cutName', () => {
  it('leaves names that fit as they are', () => {
    expect(cutName('<b>Остров</b> 😀')).toBe('<b>Остров</b> 😀')
  })

  it('cuts ten thousand characters to a line', () => {
    expect(cutName('Ъ'.repeat(10_000))).toBe(`${'Ъ'.repeat(200)}…`)
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
