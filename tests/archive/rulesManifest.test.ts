import { describe, expect, it } from 'vitest'
import { readArchive } from './readArchive'

interface Manifest {
  readonly widget: Record<string, unknown> & {
    readonly locale: readonly string[]
    readonly support: { readonly link: string; readonly email: string }
  }
  readonly locations: readonly string[]
  readonly tour: {
    readonly is_tour: boolean
    readonly tour_images: Record<string, readonly string[]>
    readonly tour_description: string
  }
  readonly settings: Record<
    string,
    { readonly name: string; readonly type: string; readonly required: boolean }
  >
}

const archive = readArchive()
const manifest = archive.json('manifest.json') as unknown as Manifest
const languages = manifest.widget.locale
const textsOf = (language: string): unknown => archive.json(`i18n/${language}.json`)

const keysOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => keysOf(part, path === '' ? key : `${path}.${key}`))
    : [path]

const textAt = (texts: unknown, key: string): unknown =>
  key
    .split('.')
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], texts)

describe('manifest.json', () => {
  it('fills what moderation asks for', () => {
    expect(manifest.widget).toMatchObject({
      name: 'widget.name',
      description: 'widget.description',
      short_description: 'widget.short_description',
      interface_version: 2,
      init_once: false,
      installation: true,
    })
    expect(manifest.widget['version']).toMatch(/^\d+\.\d+\.\d+$/)
    expect(manifest.widget.support.link).toMatch(/^https:\/\//)
    expect(manifest.widget.support.email).toMatch(/@/)
  })

  it('has no keys that are obsolete or unknown', () => {
    expect(Object.keys(manifest).sort()).toEqual(['locations', 'settings', 'tour', 'widget'])
    expect(manifest.widget).not.toHaveProperty('code')
    expect(manifest.widget).not.toHaveProperty('secret_key')
  })

  it('names the places where the widget works, and no others', () => {
    expect(manifest.locations).toEqual(['ccard-1', 'comcard-1', 'clist-0', 'settings'])
  })

  it('has at most one custom setting, which does not keep anybody from installing', () => {
    expect(Object.entries(manifest.settings)).toEqual([
      ['custom', { name: 'settings.custom', type: 'custom', required: false }],
    ])
  })

  it('shows a tour in every language, one to five pictures that are in the archive', () => {
    expect(manifest.tour.is_tour).toBe(true)
    expect(Object.keys(manifest.tour.tour_images).sort()).toEqual([...languages].sort())
    for (const pictures of Object.values(manifest.tour.tour_images)) {
      expect(pictures.length).toBeGreaterThanOrEqual(1)
      expect(pictures.length).toBeLessThanOrEqual(5)
      expect(pictures.filter((path) => !archive.files.has(path.slice(1)))).toEqual([])
    }
  })
})

describe('texts', () => {
  it('exist for the languages of the manifest and no others', () => {
    const files = [...archive.files.keys()].filter((name) => name.startsWith('i18n/'))
    expect(files.sort()).toEqual(languages.map((language) => `i18n/${language}.json`).sort())
  })

  it('have the same keys in every language, and an object for the widget', () => {
    const [first, ...others] = languages.map((language) => keysOf(textsOf(language)).sort())
    for (const keys of others) expect(keys).toEqual(first)
    for (const language of languages) expect(textsOf(language)).toHaveProperty('widget.name')
  })

  it.each([
    manifest.widget['name'],
    manifest.widget['description'],
    manifest.widget['short_description'],
    manifest.tour.tour_description,
    ...Object.values(manifest.settings).map((setting) => setting.name),
  ] as string[])('resolve %s of the manifest', (key) => {
    for (const language of languages) expect(textAt(textsOf(language), key)).toMatch(/\S/)
  })

  it('are all filled', () => {
    for (const language of languages)
      expect(keysOf(textsOf(language)).filter((key) => textAt(textsOf(language), key) === '')).toEqual([])
  })

  it('have no Russian in other languages than Russian', () => {
    for (const language of languages.filter((one) => one !== 'ru')) {
      const text = archive.text(`i18n/${language}.json`)
      expect(text).not.toMatch(/[А-Яа-яЁё]/)
      expect(text).not.toMatch(/\.ru\b/)
    }
  })

  it.each([
    ['ru', /После установки .*«Сохранить».*«Заполнение полей»/],
    ['en', /After installing .*Save.*“Fill the fields”/],
  ])('say in %s how to set up after installing, by the words of the screen', (language, words) => {
    const texts = textsOf(language)
    expect(textAt(texts, 'widget.description')).toMatch(words)
    expect(textAt(texts, 'run.title')).toContain(language === 'ru' ? 'Заполнение полей' : 'Fill the fields')
  })

  it.each(languages)('keep the name and the descriptions in %s short and their own', (language) => {
    const texts = textsOf(language)
    const name = String(textAt(texts, 'widget.name'))
    expect(name).not.toMatch(/amocrm|kommo/i)
    expect(name.length).toBeLessThanOrEqual(30)
    expect(Math.max(...name.split(' ').map((word) => word.length))).toBeLessThanOrEqual(19)
    expect(String(textAt(texts, 'widget.short_description')).length).toBeLessThanOrEqual(50)
    // Price, tariff and privacy policy of a release are put behind it, and the limit is 400 for all of it.
    expect(String(textAt(texts, 'widget.description')).length).toBeLessThanOrEqual(240)
  })
})
