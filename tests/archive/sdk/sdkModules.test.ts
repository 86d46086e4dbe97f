import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedHost } from '../../host/page/support/openHost'
import { expectSeen, openSamples } from '../support/openSamples'
import { poll } from '../support/poll'

const account = { contacts: [{ id: 1, name: 'Анна' }] }
let host: OpenedHost

beforeAll(async () => {
  host = await openSamples(['sample_modules', 'sample_missing'], account)
})

afterAll(() => host.close())

describe('the modules that the page offers', () => {
  test('are all there under the documented names, each with its own face', async () => {
    const page = await host.open('/contacts/detail/1', false)
    await expectSeen(page, 'sample_modules', {
      underscore: '1.9.1',
      backbone: 1,
      jquery: '2.1.3',
      twigjs: 'b',
      'browser-detect': 'function',
      chartjs: 'function',
      colorpicker: 'function',
      rangeslider: 'function',
      clipboard: 'function',
      cocktail: 'function',
      accounting: '1 234,50',
      device: 'function',
      enquire: 'function',
      FileAPI: 'function',
      'google-libphonenumber': true,
      jplayer: 'function',
      'js-uuid': 'string',
      fullcalendar: 'function',
      moment: '03-02-2024',
      pubsub: 'function',
      steady: 'function',
      store: 1,
      cropperjs: 'function',
      'virtualized-list': 'function',
      quill: '1.3.6',
      intl_tel_input: 'function',
      es6promise: 'function',
      'moment-timezone': '03:00',
      modal: 'function',
    })
    const sheets = await page
      .locator('head link[href^="/frontend/vendor/"]')
      .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).sheet?.cssRules.length ?? 0))
    expect(sheets.length).toBeGreaterThanOrEqual(6)
    expect(sheets.every((rules) => rules > 0)).toBe(true)
  })

  test('that nobody has is told on the page or as its error, and stops no other widget', async () => {
    const page = await host.open('/dashboard/')
    const isTold = (error: Error): boolean => error.message.includes('no_such_module')
    const told = Promise.any([
      page.waitForEvent('pageerror', isTold),
      page.getByText('no_such_module').first().waitFor(),
    ])
    await page.evaluate(() => {
      const { APP } = window as unknown as {
        APP: { router: { navigate(url: string, options: object): void } }
      }
      APP.router.navigate('/contacts/detail/1', { trigger: true })
    })
    await told
    await expectSeen(page, 'sample_modules', { moment: '03-02-2024' })
  })

  test('have the window’s errors under the name that the documents print', async () => {
    const page = await host.open('/dashboard/')
    await page.evaluate(() => {
      const { require: load } = window as unknown as {
        require: (
          names: string[],
          done: (modal: new () => { _showError(text: string): void }) => void,
        ) => void
      }
      load(['lib/components/base/modal'], (Modal) => new Modal()._showError('user is incorrect!'))
    })
    await page.locator('.modal').getByText('user is incorrect!').waitFor()
  })

  test('are not asked for by a page that no widget needs them on', async () => {
    const page = await host.open('/dashboard/', false)
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.reload()
    // The page's own templates are the last that it asks for.
    await poll(() => asked).toContain('/frontend/build/templates.js')
    expect(asked.filter((path) => path.startsWith('/frontend/vendor/') && !path.includes('/twig/'))).toEqual(
      [],
    )
  })
})
