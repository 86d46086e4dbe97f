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
    const asked = page.waitForRequest('**/upl/areal/widget/script.js*')
    await page.evaluate(() =>
      (window as unknown as HostWindow).APP.router.navigate('/contacts/list/contacts/'),
    )
    await page.waitForSelector('#list_table')
    await asked
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

  test('leaves the list in the document under a card, and the way back builds nothing anew', async () => {
    const page = await host.open('/contacts/list/contacts/')
    await page.evaluate(() => {
      const view = window as unknown as { jQuery: JQueryStatic; order: string[] }
      view.order = []
      document.querySelector('#list_table')?.setAttribute('data-mark', 'same')
      view.jQuery(document).on('widgets:load page:construct page:changed', (event) => {
        view.order.push(event.type)
      })
    })
    await follow(page, '/contacts/detail/1')
    expect(await page.locator('#page_holder #list_table').count()).toBe(1)
    expect(await page.locator('#list_table').isVisible()).toBe(false)
    expect(await page.locator('#card_holder #card_fields').isVisible()).toBe(true)
    expect(await listFacts(page)).toEqual([false, false])
    await clearCalls(page)
    await page.goBack()
    await page.waitForSelector('#list_table', { state: 'visible' })
    expect(await page.locator('#list_table[data-mark="same"]').count()).toBe(1)
    expect(await page.locator('#card_holder').isVisible()).toBe(false)
    expect(await listFacts(page)).toEqual([true, true])
    const order = await page.evaluate(() => (window as unknown as { order: string[] }).order)
    expect(order).toEqual(['page:construct', 'page:changed', 'widgets:load', 'page:changed'])
    expect(await readCalls(page, 'areal')).toEqual([])
  })

  test('loads the widgets again on the way back where the switch says so', async () => {
    host.context.faults.unverified.cardBackRenders = true
    const page = await host.open('/contacts/list/contacts/')
    host.context.faults.unverified.cardBackRenders = false
    await follow(page, '/contacts/detail/1')
    await clearCalls(page)
    await page.click('.card-fields__top-back')
    await page.waitForFunction(() =>
      (window as unknown as { calls: string[] }).calls.includes('areal bind_actions'),
    )
    expect(await readCalls(page, 'areal')).toEqual([
      'destroy',
      'construct 3',
      'render',
      'init',
      'bind_actions',
    ])
  })

  test('builds another list anew, and goes back to the filtered list that the card came from', async () => {
    const page = await host.open('/contacts/list/contacts/?query=Анна')
    await follow(page, '/contacts/detail/1')
    await page.click('.card-fields__top-back')
    await page.waitForSelector('#list_table', { state: 'visible' })
    expect(new URL(page.url()).searchParams.get('query')).toBe('Анна')
    await follow(page, '/contacts/detail/1')
    await follow(page, '/contacts/list/companies/')
    expect(await page.locator('#list_table').count()).toBe(1)
    expect(await page.textContent('.js-list-count')).toBe('1 компания')
  })

  test('shows what a saved card has changed in the row of the kept list', async () => {
    const page = await host.open('/contacts/list/contacts/')
    await follow(page, '/contacts/detail/1')
    await page.fill('.card-fields__top-name-input', 'Анна Первая')
    await page.click('.js-card-save')
    await page.waitForSelector('.card-fields__button-block', { state: 'hidden' })
    await page.goBack()
    await expect.poll(() => page.textContent('.list-row__cell-name-link')).toBe('Анна Первая')
  })

  test.each([
    ['new', 2],
    ['old', 1],
  ] as const)('tells a widget that renders on the next card of the %s one', async (choice, seen) => {
    host.context.faults.unverified.currentCardAtRender = choice
    const page = await host.open('/contacts/detail/1')
    host.context.faults.unverified.currentCardAtRender = 'new'
    await page.evaluate(() => {
      const { APP } = window as unknown as HostWindow
      const { callbacks } = APP.widgets.list['lasting'] as { callbacks: Record<string, unknown> }
      callbacks['render'] = () => {
        const card = APP.data.current_card
        Object.assign(window, { seen: card && card.id })
        return true
      }
    })
    await follow(page, '/companies/detail/2')
    expect(await page.evaluate(() => (window as unknown as { seen: number }).seen)).toBe(seen)
    const id = (): Promise<unknown> =>
      page.evaluate(() => {
        const { APP } = window as unknown as HostWindow
        return [APP.data.current_card && APP.data.current_card.id, APP.constant('card_id')]
      })
    await expect.poll(id).toEqual([2, 2])
  })

  test.each([
    ['/todo/', 'todo', 'Задачи'],
    ['/leads/trash/', 'leads-trash', 'Удалённые сделки'],
    ['/contacts/trash/', 'contacts-trash', 'Удалённые контакты'],
    ['/catalogs/15/', 'catalogs', 'Список'],
    ['/events/list/', 'events', 'События'],
    ['/mail/inbox/', 'mail', 'Почта'],
    ['/leads/pipeline/', 'leads-pipeline', 'Воронка'],
  ])('opens %s in its own area', async (path, area, title) => {
    const page = await host.open(path)
    expect(await page.evaluate(() => (window as unknown as HostWindow).APP.getWidgetsArea())).toBe(area)
    expect(await page.textContent('h1')).toBe(title)
    expect(await listed(page)).toEqual(['lasting'])
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
    await untilHandled(page)
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

/** Whether the page tells of a list and of its view. */
function listFacts(page: Page): Promise<boolean[]> {
  return page.evaluate(() => {
    const { data } = (window as unknown as HostWindow).APP
    return [data.current_list !== false, data.current_view !== false]
  })
}

function listed(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys((window as unknown as HostWindow).APP.widgets.list))
}
