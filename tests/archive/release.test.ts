import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'sales-analytics-release-'))
const file = join(folder, 'release.json')

const release = {
  market: 'kommo',
  support: { link: 'https://maker.io/help', email: 'help@maker.io' },
  privacyPolicy: 'https://maker.io/privacy',
  price: { ru: 'Виджет бесплатный', en: 'The widget is free' },
  tariff: { ru: 'Подходит любой тариф', en: 'Any plan will do' },
}

/** Runs `npm run build -- --release FILE`. */
const build = (given: string): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['tools/build.mjs', '--release', given],
      { cwd: root },
      (error, said, complaints) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: said + complaints }),
    )
  })

describe('a release', () => {
  let files: Record<string, Uint8Array> = {}
  const text = (name: string): string => new TextDecoder().decode(files[name])

  beforeAll(async () => {
    writeFileSync(file, JSON.stringify(release))
    const { code, said } = await build(file)
    expect(said).toContain('dist/release/widget.zip')
    expect(code).toBe(0)
    files = unzipSync(readFileSync(join(root, 'dist/release/widget.zip')))
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  it('is not built from placeholders: it ends with 1 and says what is missing', async () => {
    const { code, said } = await build('release.example.json')
    expect(code).toBe(1)
    expect(said).toMatch(/support\.email is a placeholder/)
  })

  it('names its support everywhere, and nothing of the developing build is left', () => {
    expect(JSON.parse(text('manifest.json'))).toMatchObject({ widget: { support: release.support } })
    const code = Object.keys(files).filter((name) => /\.(js|json)$/.test(name))
    expect(code.filter((name) => text(name).includes('example.com'))).toEqual([])
    expect(
      code.filter((name) => name.endsWith('.js') && text(name).includes(release.support.email)),
    ).toHaveLength(1)
  })

  it('says price, tariff and policy in the description of each language', () => {
    for (const language of ['ru', 'en'] as const) {
      const { widget } = JSON.parse(text(`i18n/${language}.json`)) as { widget: { description: string } }
      expect(widget.description).toContain(release.price[language])
      expect(widget.description).toContain(release.tariff[language])
      expect(widget.description).toContain(release.privacyPolicy)
    }
  })

  it('has the icon for the form of Kommo beside the archive, not in it', () => {
    expect(existsSync(join(root, 'dist/release/icon.svg'))).toBe(true)
    expect(Object.keys(files).filter((name) => name.endsWith('.svg'))).toEqual([])
  })
})

describe('the icon for Kommo', () => {
  const svg = readFileSync(join(root, 'images/source/icon.svg'), 'utf8')
  const colours = [...svg.matchAll(/(?:fill|stroke)="(#[0-9a-f]{6})"/g)].map((match) => match[1] ?? '')

  it('stands out by 3 to 1 on the white and on the dark ground of the CRM, in each of its colours', () => {
    expect(colours.length).toBeGreaterThan(0)
    expect(
      [...svg.matchAll(/(fill|stroke)="([^"]+)"/g)].filter(
        ([, , value]) => !/^(#[0-9a-f]{6}|none)$/.test(value ?? ''),
      ),
    ).toEqual([])
    for (const ground of ['#ffffff', '#153043'])
      for (const colour of colours) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(3)
  })

  it('holds no text, no script, nothing from outside', () => {
    expect(svg).not.toMatch(/<(text|script|image|style|foreignObject)|href|url\(|opacity/)
  })
})

/** Contrast by WCAG 2. */
const contrast = (one: string, other: string): number => {
  const [dark, light] = [luminance(one), luminance(other)].sort((first, second) => first - second) as [
    number,
    number,
  ]
  return (light + 0.05) / (dark + 0.05)
}

const luminance = (colour: string): number => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
