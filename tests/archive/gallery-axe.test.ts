import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type Axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../tools/openBrowser.mjs'
import { openSession } from './support/openSession'
import { buildGallery } from '../views/gallery/buildGallery'
import type * as Gallery from '../views/gallery/gallery'

declare const gallery: typeof Gallery
declare const axe: typeof Axe

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const backgrounds = { light: '#fff', dark: '#0f2231' }

describe('every screen in every state', () => {
  let browser: Browser
  let built: Awaited<ReturnType<typeof buildGallery>>

  beforeAll(async () => {
    built = await buildGallery()
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  it.each([
    ['light', 'ru'],
    ['dark', 'en'],
  ] as const)(
    'passes axe, is no wider than the window and has words no wider than their places, %s and in %s',
    async (theme, language) => {
      const page = await (await openSession(browser, { viewport: { width: 860, height: 700 } })).newPage()
      await openGallery(page, theme, language)
      const problems = await page.evaluate(async (spoken) => {
        const found: string[] = []
        for (const name of Object.keys(gallery.screens)) {
          const container = document.createElement('div')
          document.querySelector('main')?.replaceChildren(container)
          gallery.show(name, spoken, container)
          await new Promise(requestAnimationFrame)
          const { violations } = await axe.run('.sales-analytics')
          for (const { id, nodes } of violations)
            for (const { target, any } of nodes)
              found.push(`${name}: ${id} at ${String(target)}: ${any[0]?.message}`)
          if (document.documentElement.scrollWidth > innerWidth) found.push(`${name}: wider than the window`)
          for (const each of container.querySelectorAll<HTMLElement>(
            '.sales-analytics :is(p, dt, dd, li, label, button, h2, h3)',
          ))
            if (each.scrollWidth > each.clientWidth && each.clientWidth > 1)
              if (getComputedStyle(each).overflowX === 'visible')
                found.push(`${name}: «${each.innerText.slice(0, 40)}» is wider than its place`)
        }
        return found
      }, language)
      expect(problems).toEqual([])
      await page.close()
    },
  )

  it('runs no markup that stands in a name', async () => {
    const page = await (await openSession(browser)).newPage()
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await openGallery(page, 'light', 'ru')
    await page.evaluate(() => {
      const container = document.createElement('div')
      document.body.append(container)
      gallery.show('run-preview', 'ru', container)
    })
    await page.getByRole('link', { name: '<b>Жирный' }).first().waitFor()
    expect(await page.locator('.sales-analytics img, .sales-analytics b').count()).toBe(0)
    expect(dialogs).toEqual([])
    await page.close()
  })

  const openGallery = async (page: Page, theme: 'light' | 'dark', language: string): Promise<void> => {
    await page.setContent(
      `<!doctype html><html lang="${language}" data-color-scheme="${theme}"><head><title>Gallery</title>
<style>body{margin:0;padding:24px;background:${backgrounds[theme]}}</style><style>${built.style}</style></head>
<body><main></main></body></html>`,
    )
    await page.addScriptTag({ content: built.script })
    await page.addScriptTag({ content: axeScript })
  }
})
