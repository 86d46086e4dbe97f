import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../tools/openBrowser.mjs'
import { openSession } from './support/openSession'
import { buildGallery } from '../views/gallery/buildGallery'
import type * as Gallery from '../views/gallery/gallery'

declare const gallery: typeof Gallery

/** Everything that shows a figure. */
const numbers =
  '.sales-analytics__preview-number, .sales-analytics__figure-sum, .sales-analytics__figure-count, .sales-analytics__line-amount'

describe('numbers on the screens', () => {
  let browser: Browser
  let built: Awaited<ReturnType<typeof buildGallery>>

  beforeAll(async () => {
    built = await buildGallery()
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  it.each(['ru', 'en'] as const)(
    'are whole with all the digits that money has, and beside each other, in %s',
    async (language) => {
      const page = await openScreen('run-preview-big', language)
      expect(await page.evaluate(findCut, numbers)).toEqual([])
      const scroller = page.locator('.sales-analytics__preview')
      expect(await scroller.evaluate((area) => area.scrollWidth - area.clientWidth)).toBe(0)
      for (const name of ['run-preview', 'card-big', 'card-explained-big']) {
        await show(page, name, language)
        expect(await page.evaluate(findCut, numbers), name).toEqual([])
      }
      await page.close()
    },
  )

  it('leave room for words where a search finds nothing', async () => {
    const page = await openScreen('run-preview', 'ru')
    await page.getByRole('searchbox').fill('zzz')
    const words = page.getByText('Ничего не найдено')
    await words.waitFor()
    expect(
      await words.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect()
        return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
      }),
    ).toBe(true)
    await page.close()
  })

  it('stay under their headings when the table is scrolled', async () => {
    const page = await openScreen('run-preview-big', 'ru')
    const head = page.getByRole('columnheader', { name: 'Продажи, руб.' })
    const before = await head.boundingBox()
    await page.locator('.sales-analytics__preview').evaluate((area) => area.scrollBy(0, 3000))
    await page
      .getByText(/^Остров идей 7\d$/)
      .first()
      .waitFor()
    expect(await head.boundingBox()).toEqual(before)
    expect(await page.evaluate(findCut, numbers)).toEqual([])
    await page.close()
  })

  const openScreen = async (name: string, language: 'ru' | 'en'): Promise<Page> => {
    // As wide as the window of a run is where the browser has 1280 pixels.
    const page = await (await openSession(browser, { viewport: { width: 1132 + 48, height: 800 } })).newPage()
    await page.setContent(
      `<!doctype html><html lang="${language}"><head><title>Gallery</title>
<style>body{margin:0;padding:24px}</style><style>${built.style}</style></head><body><main></main></body></html>`,
    )
    await page.addScriptTag({ content: built.script })
    await show(page, name, language)
    return page
  }
})

const show = (page: Page, name: string, language: 'ru' | 'en'): Promise<void> =>
  page.evaluate(
    ([screen, spoken]) => {
      const container = document.createElement('div')
      document.querySelector('main')?.replaceChildren(container)
      gallery.show(screen, spoken, container)
    },
    [name, language] as const,
  )

/** Runs in the page: texts of elements that are cut, or stand out of their place. */
const findCut = (selector: string): readonly string[] =>
  [...document.querySelectorAll<HTMLElement>(selector)]
    .filter((element) => {
      const seen = [...element.childNodes].filter(
        (node) => !(node instanceof Element && node.matches('.sales-analytics__hidden')),
      )
      const rects = seen.flatMap((node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        return [...range.getClientRects()]
      })
      const place = element.getBoundingClientRect()
      const frame = element.closest('.sales-analytics')?.getBoundingClientRect() ?? place
      return rects.some(
        ({ left, right, top, bottom, width }) =>
          width > 0 &&
          (left < place.left - 1 ||
            right > place.right + 1 ||
            top < place.top - 1 ||
            bottom > place.bottom + 1 ||
            right > frame.right + 1),
      )
    })
    .map(({ textContent }) => textContent)
