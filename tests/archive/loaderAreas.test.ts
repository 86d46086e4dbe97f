import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HostWindow } from '../../host/page/hostWindow'
import { openHost, type OpenedHost, waitForWidgets } from '../host/page/support/openHost'
import { clearCalls, readCalls } from '../host/page/support/readCalls'
import { untilHandled } from '../host/page/support/untilHandled'

let host: OpenedHost

const listening = `function () {
  call('bind_actions')
  $(document).on('probe' + self.ns, function () { call('heard') })
  return true
}`

beforeAll(async () => {
  host = await openHost(
    [
      {
        code: 'areal',
        callbacks: { bind_actions: listening },
        locations: ['clist-0', 'ccard-1', 'settings'],
      },
      { code: 'lasting', initOnce: true },
    ],
    {
      account: { contacts: [{ id: 1, name: 'Анна' }], companies: [{ id: 2, name: 'Ромашка' }] },
    },
  )
})

afterAll(() => host.close())

describe('moving between pages', () => {
  test('destroys the old instance, makes a new one from the same module, and turns its handlers off', async () => {
    const page = await host.open('/contacts/list/contacts/')
    await clearCalls(page)
    await follow(page, '/contacts/detail/1')
    expect(await readCalls(page, 'areal')).toEqual([
      'destroy',
      'construct 2',
      'render',
      'init',
      'bind_actions',
    ])
    await clearCalls(page)
    await page.evaluate(() =>
      (window as unknown as { jQuery: JQueryStatic }).jQuery(document).trigger('probe'),
    )
    expect(await readCalls(page, 'areal')).toEqual(['heard'])
  })

  test('only renders a widget again that lasts, and never destroys it', async () => {
    const page = await host.open('/contacts/list/contacts/')
    await clearCalls(page)
    await follow(page, '/contacts/detail/1')
    await follow(page, '/stats/')
    expect(await readCalls(page, 'lasting')).toEqual(['render', 'render'])
  })

  test('drops a widget from pages that its manifest does not name, right-column block included', async () => {
    const page = await host.open('/contacts/detail/1')
    await page.evaluate(() => {
      const widget = (window as unknown as HostWindow).APP.widgets.list['areal'] as unknown as {
        render_template(block: unknown): void
      }
      widget.render_template({ caption: { class_name: 'x' }, render: 'Цифры' })
    })
    expect(
      await page.textContent('#widgets_block .card-widgets__widget-areal .card-widgets__widget__body'),
    ).toBe('Цифры')
    await follow(page, '/leads/')
    expect(await listed(page)).toEqual(['lasting'])
    expect(await page.locator('.card-widgets__widget-areal').count()).toBe(0)
  })

  test('does not construct a widget whose script arrives after the user went on', async () => {
    const page = await host.open('/dashboard/')
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/upl/areal/widget/script.js*', async (route) => {
      await held
      await route.continue()
    })
    await page.evaluate(() =>
      (window as unknown as HostWindow).APP.router.navigate('/contacts/list/contacts/'),
    )
    await page.waitForSelector('#list_table')
    await follow(page, '/stats/')
    release()
    await page.waitForFunction(() =>
      (window as unknown as { calls: string[] }).calls.includes('areal factory'),
    )
    await untilHandled(page)
    expect(await readCalls(page, 'areal')).toEqual(['factory'])
    expect(await listed(page)).toEqual(['lasting'])
  })

  test('tells widgets:load, page:construct, page:changed of a list, and of a card widgets:load last', async () => {
    const page = await host.open('/dashboard/')
    await page.evaluate(() => {
      const view = window as unknown as { jQuery: JQueryStatic; order: string[] }
      view.order = []
      view.jQuery(document).on('widgets:load page:construct page:changed', (event) => {
        view.order.push(event.type)
      })
    })
    await follow(page, '/contacts/list/companies/')
    await follow(page, '/companies/detail/2')
    const order = await page.evaluate(() => (window as unknown as { order: string[] }).order)
    expect(order).toEqual([
      'widgets:load',
      'page:construct',
      'page:changed',
      'page:construct',
      'page:changed',
      'widgets:load',
    ])
  })

  test('names areas, entities and the open card as documented', async () => {
    const page = await host.open('/contacts/list/contacts/')
    const seen: unknown[] = []
    const paths = [
      '/contacts/list/contacts/',
      '/contacts/list/companies/',
      '/contacts/detail/1',
      '/companies/detail/2',
      '/contacts/add/',
      '/settings/widgets/',
    ]
    for (const path of paths) {
      await follow(page, path)
      seen.push(
        await page.evaluate(() => {
          const { APP } = window as unknown as HostWindow
          const card = APP.data.current_card
          return [
            APP.getWidgetsArea(),
            APP.getV3WidgetsArea(),
            APP.getBaseEntity(),
            APP.isCard(),
            card && card.id,
            card && card.element_type,
          ]
        }),
      )
    }
    expect(seen).toEqual([
      ['contacts', 'contacts.list', 'contacts', false, false, false],
      ['companies', 'companies.list', 'contacts', false, false, false],
      ['contacts_card', 'contacts.card', 'contacts', true, 1, 1],
      ['companies_card', 'companies.card', 'companies', true, 2, 3],
      ['contacts_card', 'contacts.card', 'contacts', true, 0, 1],
      ['widgetsSettings', 'settings.widgets', 'widgetsSettings', false, false, false],
    ])
  })

  test('draws the widget’s own settings page by advancedSettings', async () => {
    const page = await host.open('/settings/advanced/lasting/')
    expect(await readCalls(page, 'lasting')).toEqual([
      'factory',
      'construct 1',
      'render',
      'init',
      'bind_actions',
      'advancedSettings',
    ])
    expect(await page.locator('#work-area-lasting').count()).toBe(1)
  })
})

describe('users without widgets', () => {
  test('a free user’s page never asks for any', async () => {
    host.context.session.userId = 8_800_005
    const page = await host.open('/contacts/list/contacts/', false)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.reload()
    await page.waitForSelector('#list_table')
    host.context.session.userId = 8_800_001
    expect(asked.some((url) => url.includes('/ajax/widgets/list'))).toBe(false)
    expect(await listed(page)).toEqual([])
  })

  test('an admin switches them off in the address', async () => {
    for (const flag of ['safe_mode', 'widgets_off']) {
      const page = await host.open(`/contacts/list/contacts/?${flag}`, false)
      await page.waitForSelector('#list_table')
      await untilHandled(page)
      expect(await listed(page)).toEqual([])
    }
  })
})

async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((url) => {
    const { APP } = window as unknown as HostWindow
    APP.widgets.loaded = false
    APP.router.navigate(url, { trigger: true })
  }, path)
  await waitForWidgets(page)
}

function listed(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys((window as unknown as HostWindow).APP.widgets.list))
}
