import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readQuotedValue } from '../../../host/page/widgets/quotedValue'

describe('readQuotedValue', () => {
  test('leaves values without apostrophes and backslashes alone', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/['\\]/.test(text)),
        (text) => {
          expect(readQuotedValue(text)).toBe(text)
        },
      ),
    )
  })

  test('eats backslashes and breaks at an apostrophe', () => {
    expect(readQuotedValue('{"a":"x\\"y"}')).toBe('{"a":"x"y"}')
    expect(() => readQuotedValue(`{"a":"it's"}`)).toThrow(SyntaxError)
  })
})
