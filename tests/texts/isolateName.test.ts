import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isolateName } from '../../widget/texts/isolateName'

const marks = [
  '\u202e',
  '\u202b',
  '\u202c',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u2069',
  '\u200f',
  '\u05d0',
  'а',
  'b',
  '\n',
]

describe('isolateName', () => {
  it('leaves names that run from left to right as they are', () => {
    for (const name of ['Продажи', '«Остров» 😀 №5', '', 'Ünïcode 北京']) expect(isolateName(name)).toBe(name)
  })

  it('closes what turns the direction within the name', () => {
    expect(isolateName('\u202eпате')).toBe('\u2068\u202eпате\u2069')
    expect(isolateName('שלום')).toBe('\u2068שלום\u2069')
  })

  it('lets no mark of the name end the isolate or reach over its end', () => {
    const names = fc.array(fc.constantFrom(...marks)).map((parts) => parts.join(''))
    fc.assert(
      fc.property(names, (name) => {
        const isTurning = /[\u202a-\u202e\u2066-\u2069\u200f\u05d0]/.test(name)
        const shown = isolateName(name)
        if (isTurning) expect(shown).toMatch(/^\u2068[^\u2066-\u2069\n]*\u2069$/)
        else expect(shown).toBe(name)
      }),
      { numRuns: 1000 },
    )
  })
})
