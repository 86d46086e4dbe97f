import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withLongNames } from '../../tools/build/readableSources.mjs'

const source = (file: string): string =>
  readFileSync(join(import.meta.dirname, '../../node_modules/@preact/signals/src', file), 'utf8')

describe('signals built beside the sources of preact', () => {
  it('reach into it by its long names', () => {
    expect(withLongNames(source('internal.ts'), 'internal.ts')).toContain('DIFF = "_diff"')
    const index = withLongNames(source('index.ts'), 'index.ts')
    expect(index).toMatch(/\._vnode\b/)
    expect(index).not.toMatch(/\.__[a-z]?\b(?!p)/)
  })

  it('are refused when another version of them reaches for something else', () => {
    expect(() => withLongNames(`${source('index.ts')}\nvnode.__q = 1`, 'index.ts')).toThrow(
      /unknown short names: __q/,
    )
    expect(() => withLongNames(source('internal.ts').replace('"__b"', '"_b"'), 'internal.ts')).toThrow(
      /no longer has/,
    )
  })
})
