import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CardModel } from '../../../host/page/cards/CardModel'

describe('CardModel', () => {
  test('keeps the names of what differs from what was drawn as a list, whatever was typed in between', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('', '1', '2'))), (typed) => {
        const drawn: Record<string, string> = { a: '1', b: '' }
        const model = new CardModel(drawn)
        for (const [name, value] of typed) model.set(name, value)
        const last: Record<string, string> = { ...drawn, ...Object.fromEntries(typed) }
        const differing = Object.keys(last).filter((name) => drawn[name] !== last[name])
        expect(model.changed_fields.toSorted()).toEqual(differing.toSorted())
        expect(model.hasChanged()).toBe(differing.length > 0)
      }),
    )
  })
})
