import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateQuoted } from '../../../host/page/widgets/evaluateQuoted'

describe('evaluateQuoted', () => {
  test('reads every text as a script reads it between apostrophes', () => {
    const signs = fc.constantFrom('\\', "'", '"', '{', 'n', 'u', 'x', '0', '4', 'a', '\n', '\r', 'ж', ' ')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: signs }),
          fc.string(),
          fc.json().map((text) => JSON.stringify({ text })),
        ),
        (text) => {
          // Octal escapes of old scripts are no part of JSON; after a bare apostrophe a script goes on as code.
          fc.pre(!/\\[0-9]/.test(text) && !text.replace(/\\./gs, '').includes("'"))
          expect(outcomeOf(() => evaluateQuoted(text))).toEqual(
            outcomeOf(() => runInNewContext(`'${text}'`) as string),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  test('eats the backslashes of JSON nested as text, and breaks at an apostrophe', () => {
    expect(evaluateQuoted('{"custom":"{\\"a\\":1}"}')).toBe('{"custom":"{"a":1}"}')
    expect(() => evaluateQuoted(`{"a":"it's"}`)).toThrow(SyntaxError)
  })
})

const outcomeOf = (read: () => string): string => {
  try {
    return `read ${read()}`
  } catch {
    return 'refused'
  }
}
