import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { readArchive } from './readArchive'

const archive = readArchive()
const names = [...archive.files.keys()]
const images = names.filter((name) => name.startsWith('images/'))
const texts = names.filter((name) => !name.startsWith('images/'))

const imageSize = (name: string): readonly [number, number] => {
  const { width, height } = PNG.sync.read(Buffer.from(archive.files.get(name) ?? []))
  return [width, height]
}

describe('files of the archive', () => {
  it('lie at the root: manifest, script, style sheet, worker', () => {
    expect(names).toEqual(expect.arrayContaining(['manifest.json', 'script.js', 'style.css', 'tick.js']))
  })

  it('are of the known kinds, and the folders are those that the CRM knows', () => {
    const known = /^(manifest\.json|style\.css|[\w-]+\.js|i18n\/[a-z]{2}\.json|images\/[\w-]+\.png)$/
    expect(names.filter((name) => !known.test(name))).toEqual([])
  })

  it('are all used: every chunk and the worker are loaded by another script', () => {
    const code = (name: string): string => archive.text(name)
    const reached = new Set(['script.js'])
    for (const name of reached) {
      for (const other of archive.scripts) if (code(name).includes(other)) reached.add(other)
    }
    expect(archive.scripts.filter((name) => !reached.has(name))).toEqual([])
  })

  it('hold no image that is neither a logo nor named by the tour', () => {
    const tour = archive.json('manifest.json')['tour'] as { tour_images: Record<string, string[]> }
    const named = Object.values(tour.tour_images)
      .flat()
      .map((path) => path.slice(1))
    expect(images.filter((name) => !name.startsWith('images/logo')).sort()).toEqual(named.sort())
  })

  it.each([
    ['images/logo.png', 130, 100],
    ['images/logo_main.png', 400, 272],
    ['images/logo_medium.png', 240, 84],
    ['images/logo_min.png', 84, 84],
    ['images/logo_small.png', 108, 108],
  ])('hold the logo %s of %i by %i', (name, width, height) => {
    expect(imageSize(name)).toEqual([width, height])
  })

  it('hold a small logo that can be seen through, for the dark column of a card', () => {
    const colourType = 25
    expect(archive.files.get('images/logo_min.png')?.[colourType]).toBe(6)
  })

  it('hold tour images of 1188 by 616', () => {
    const tour = images.filter((name) => name.startsWith('images/tour_'))
    expect(tour.length).toBeGreaterThanOrEqual(2)
    expect(tour.filter((name) => String(imageSize(name)) !== '1188,616')).toEqual([])
  })

  it('hold images that stand still and weigh at most 300 KB', () => {
    const isAnimated = (name: string): boolean => Buffer.from(archive.files.get(name) ?? []).includes('acTL')
    expect(images.filter(isAnimated)).toEqual([])
    expect(images.filter((name) => (archive.files.get(name)?.length ?? 0) > 300_000)).toEqual([])
  })

  it.each(texts)('hold %s as UTF-8 without a mark, with LF line ends', (name) => {
    const text = archive.text(name)
    expect(text.startsWith('\uFEFF')).toBe(false)
    expect(text).not.toContain('\r')
    expect(text).not.toContain('\uFFFD')
  })
})
