import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HostWindow } from '../../host/page/hostWindow'
import { openHost, type OpenedHost, waitForWidgets } from '../host/page/support/openHost'
import { readCalls } from '../host/page/support/readCalls'

let host: OpenedHost
let page: Page
const asked: string[] = []

beforeAll(async () => {
  host = await openHost([
    { code: 'plain', callbacks: { init: "function () { call('init'); window.paramsAtInit = self.params }" } },
    {
      code: 'promised',
      render: 'new Promise(function (done) { window.endRender = function () { done(false) } })',
    },
    { code: 'refusing', render: 'false' },
    { code: 'partial', without: ['bind_actions'] },
    { code: 'throwing', callbacks: { render: "function () { call('render'); throw new Error('broken') }" } },
    { code: 'missing', script: null },
    { code: 'nonsense', script: 'define([], function () { return { name: 1 } })' },
    { code: 'syntax', script: 'define([], function () { return function ( })' },
    { code: 'named', callbacks: { render: 'function () { window.seen = window.seen || []; return true }' } },
  ])
  page = await host.open('/dashboard/')
  page.on('request', (request) =>
    asked.push(`${request.method()} ${new URL(request.url()).pathname}${new URL(request.url()).search}`),
  )
  await page.evaluate(() => {
    const view = window as unknown as HostWindow & { calls: string[]; jQuery: JQueryStatic }
    view.calls = []
    // The page says it anew once the widgets of the list have been announced.
    view.APP.widgets.loaded = false
    view.jQuery(document).on('widget:plain:loaded', () => view.calls.push('plain loaded'))
  })
  await page.click('a[href="/contacts/list/contacts/"]')
  await waitForWidgets(page)
  await page.evaluate(() => (window as unknown as { endRender(): void }).endRender())
  await page.waitForFunction(() => (window as unknown as { calls: string[] }).calls.includes('promised init'))
})

afterAll(() => host.close())

describe('a widget started by the page', () => {
  test('that renders true is initialised before it binds its actions', async () => {
    const calls = await readCalls(page, 'plain')
    expect(calls).toEqual(['factory', 'construct 1', 'render', 'loaded', 'init', 'bind_actions'])
  })

  test('that renders a promise binds its actions first and is initialised when it resolves, with any value', async () => {
    const calls = await readCalls(page, 'promised')
    expect(calls).toEqual(['factory', 'construct 1', 'render', 'bind_actions', 'init'])
  })

  test('that renders a falsy value binds its actions and is never initialised', async () => {
    expect(await readCalls(page, 'refusing')).toEqual(['factory', 'construct 1', 'render', 'bind_actions'])
    expect(await page.evaluate(() => 'refusing' in (window as unknown as HostWindow).APP.widgets.list)).toBe(
      true,
    )
  })

  test('that lacks one of the three callbacks is taken out of the list and called no further', async () => {
    expect(await readCalls(page, 'partial')).toEqual(['factory', 'construct 1'])
    expect(await page.evaluate(() => 'partial' in (window as unknown as HostWindow).APP.widgets.list)).toBe(
      false,
    )
  })

  test('that throws in render is called no further, and does not stop the page', async () => {
    expect(await readCalls(page, 'throwing')).toEqual(['factory', 'construct 1', 'render'])
  })

  test('whose script is missing, broken or no constructor is passed over, and the page says why', async () => {
    const listed = await page.evaluate(() => Object.keys((window as unknown as HostWindow).APP.widgets.list))
    expect(listed.sort()).toEqual(['named', 'plain', 'promised', 'refusing', 'throwing'])
    expect(await page.evaluate(() => (window as unknown as HostWindow).APP.widgets.loaded)).toBe(true)
    const told = await page.$$eval('.widget-log__event', (events) =>
      events.map((one) => (one as HTMLElement).dataset['code']),
    )
    expect(new Set(told)).toEqual(
      new Set(['missing', 'nonsense', 'syntax', 'partial', 'throwing', 'refusing']),
    )
  })

  test('is loaded from its path with the installed version', () => {
    expect(asked).toContain('GET /upl/plain/widget/script.js?v=1.2.3')
    expect(asked).toContain('GET /upl/plain/widget/i18n/ru.json?v=1.2.3')
    expect(asked).toContain('POST /ajax/widgets/list')
  })

  test('gets settings, its own facts and the server’s name for it', async () => {
    const params = await page.evaluate(
      () => (window as unknown as { paramsAtInit: Record<string, unknown> }).paramsAtInit,
    )
    expect(params).toMatchObject({
      custom: '{"v":1}',
      widget_code: 'plain',
      path: '/upl/plain/widget',
      version: '1.2.3',
      widget_active: 'Y',
      status: 'installed',
      images_path: '/upl/plain/widget/images',
    })
    const facts = await page.evaluate(() => {
      const widget = (window as unknown as HostWindow).APP.widgets.list['plain'] as unknown as {
        ns: string
        init_once: string
        i18n(key: string): unknown
        system(): Record<string, unknown>
        get_version(): string
        get_install_status(): string
      }
      return [
        widget.ns,
        widget.init_once,
        widget.i18n('widget.name'),
        widget.system()['area'],
        widget.system()['amouser_id'],
        widget.get_version(),
        widget.get_install_status(),
      ]
    })
    expect(facts).toEqual(['.widget:plain', 'N', 'Виджет plain', 'clist', 8_800_001, '1.2.3', 'installed'])
  })
})
