import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../../i18n/en.json'
import ru from '../../i18n/ru.json'

const root = join(import.meta.dirname, '../..')
/** Sections that the CRM's page reads by itself, by the names in the manifest. */
const hostSections = ['widget', 'settings', 'tour', 'advanced']

describe('texts', () => {
  it('has the same keys in both languages', () => {
    expect([...flatten(en).keys()].sort()).toEqual([...flatten(ru).keys()].sort())
  })

  it('leaves no text empty', () => {
    const empty = [...flatten(ru), ...flatten(en)].filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([])
  })

  it('has the same places for values in both languages', () => {
    const english = flatten(en)
    const unequal = [...flatten(ru)].filter(
      ([key, text]) => places(text).join() !== places(english.get(key) ?? '').join(),
    )
    expect(unequal).toEqual([])
  })

  it('has one, few and many in Russian and one and other in English for every count', () => {
    for (const [key, text] of Object.entries(ru.plurals)) expect(forms(text), key).toHaveLength(3)
    for (const [key, text] of Object.entries(en.plurals)) expect(forms(text), key).toHaveLength(2)
  })

  it('keeps Russian out of the English texts', () => {
    expect([...flatten(en)].filter(([, text]) => /[а-яё]|\.ru\b/i.test(text))).toEqual([])
  })

  it('shouts nowhere', () => {
    expect([...flatten(ru), ...flatten(en)].filter(([, text]) => text.includes('!'))).toEqual([])
  })

  it('holds no text that nothing shows', () => {
    const isUsed = findUsedKeys()
    const unused = [...flatten(ru).keys()].filter(
      (key) => !hostSections.includes(key.split('.')[0] ?? '') && !isUsed(key),
    )
    expect(unused).toEqual([])
  })
})

const flatten = (tree: object, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...flatten(value, `${prefix}${name}.`)]
        : [[`${prefix}${name}`, String(value)]],
    ),
  )

const places = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

const forms = (text: string): string[] => text.split('|').filter((form) => form.includes('{n}'))

/**
 * Keys as the sources write them: whole, or with a part put in (`errors.${kind}`), which must be a word that stands in the sources between
 * quotes; keys of `plurals` are the first argument of `plural`.
 */
const findUsedKeys = (): ((key: string) => boolean) => {
  const source = readdirSync(join(root, 'widget'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(root, 'widget', name), 'utf8'))
    .join('\n')
  const words = new Set(
    [...source.matchAll(/'(\w+)'|^\s+(\w+): [['{]/gm)].map(([, quoted, key]) => quoted ?? key),
  )
  const patterns = [...source.matchAll(/['`]([a-z]\w*(?:\.(?:\w|\$\{[^}]*\})+)+)['`]/gi)].map(
    ([, key]) => new RegExp(`^${(key ?? '').replace(/\$\{[^}]*\}/g, '(\\w+)')}$`),
  )
  const plurals = [...source.matchAll(/plural\(\s*'(\w+)'/g)].map(([, key]) => `plurals.${key ?? ''}`)
  return (key) =>
    plurals.includes(key) ||
    patterns.some((pattern) => {
      const match = pattern.exec(key)
      return match?.slice(1).every((part) => words.has(part)) === true
    })
}
