import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  longest,
  parseRelease,
  readRelease,
  releaseManifest,
  releaseTexts,
  type WidgetTexts,
} from '../../tools/build/release.mjs'

const root = join(import.meta.dirname, '../..')
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'))

const aRelease = (partial: Record<string, unknown> = {}) => ({
  market: 'amocrm',
  support: { link: 'https://maker.io/help', email: 'help@maker.io' },
  privacyPolicy: { ru: 'https://maker.ru/privacy', en: 'https://maker.io/privacy' },
  price: { ru: 'Виджет бесплатный', en: 'The widget is free' },
  tariff: { ru: 'Нужен тариф «Расширенный»', en: 'The Advanced plan is needed' },
  ...partial,
})

const problemsOf = (partial: Record<string, unknown>): string[] => parseRelease(aRelease(partial)).problems

describe('the file of a release', () => {
  it('is taken when everything in it was filled in', () => {
    expect(parseRelease(aRelease())).toMatchObject({ problems: [], release: aRelease() })
  })

  it('is refused as long as it is the example, with a line for each thing that is asked for', () => {
    const { problems } = parseRelease(readJson('release.example.json'))
    for (const name of ['support.link', 'support.email', 'privacyPolicy.ru', 'price.en', 'tariff.ru'])
      expect(problems.filter((line) => line.startsWith(`${name} is a placeholder`))).toHaveLength(1)
  })

  it('is refused with the name of whatever is missing', () => {
    expect(problemsOf({ support: { link: 'https://maker.io/help' } })).toEqual([
      expect.stringMatching(/^support\.email is missing/),
    ])
    expect(problemsOf({ price: { ru: 'Бесплатно' } })).toEqual([
      expect.stringMatching(/^price\.en is missing/),
    ])
    expect(problemsOf({ market: undefined })).toEqual([expect.stringMatching(/^market/)])
    expect(parseRelease(null).problems.length).toBeGreaterThan(8)
  })

  it.each([
    ['support', { link: 'http://maker.io', email: 'help@maker.io' }, /^support\.link is no https/],
    ['support', { link: 'https://maker.io', email: 'help' }, /^support\.email is no mail/],
    ['support', { link: 'https://maker.local/x', email: 'a@maker.io' }, /^support\.link is a placeholder/],
    ['support', { link: 'https://maker.io', email: 'a@maker.test' }, /^support\.email is a placeholder/],
    ['tariff', { ru: 'TODO', en: 'Any' }, /^tariff\.ru is a placeholder/],
    ['privacyPolicy', 'https://maker.ru/privacy', /^privacyPolicy\.en has Russian/],
    ['price', { ru: 'Даром', en: 'Даром' }, /^price\.en has Russian/],
  ])('is refused for %s %j', (key, value, words) => {
    expect(problemsOf({ [key]: value })).toEqual([expect.stringMatching(words)])
  })

  it('may name a support in .ru for amoCRM, and not for Kommo, whose users are elsewhere', () => {
    const support = { link: 'https://maker.ru/help', email: 'help@maker.ru' }
    expect(problemsOf({ support })).toEqual([])
    expect(problemsOf({ support, market: 'kommo' })).toHaveLength(2)
  })

  it('is asked for by its path when it is missing', () => {
    expect(() => readRelease(join(root, 'no-such.json'))).toThrow(
      /no-such\.json is missing: copy release\.example/,
    )
  })
})

describe('what a release says', () => {
  const { release } = parseRelease(aRelease())

  it('is whom to ask, in the manifest', () => {
    const manifest = readJson('manifest.json') as { widget: Record<string, unknown> }
    expect(releaseManifest(manifest, release)).toEqual({
      ...manifest,
      widget: { ...manifest.widget, support: release.support },
    })
  })

  it.each(['ru', 'en'] as const)(
    'is how to set up, price, tariff and policy in %s, no longer than taken',
    (language) => {
      const texts = readJson(`i18n/${language}.json`) as WidgetTexts
      const { description } = releaseTexts(texts, language, release).widget
      expect(description.startsWith(texts.widget.description)).toBe(true)
      for (const words of [release.price, release.tariff, release.privacyPolicy])
        expect(description).toContain(words[language])
      expect(description.length).toBeLessThanOrEqual(longest.description)
    },
  )

  it('is refused when it makes the description longer than the marketplace takes', () => {
    const texts = readJson('i18n/en.json') as WidgetTexts
    const wordy = { ...release, price: { ru: 'Даром', en: 'The widget is free of charge. '.repeat(10) } }
    expect(() => releaseTexts(texts, 'en', wordy)).toThrow(/widget\.description has \d+ signs, 400 are taken/)
  })
})
