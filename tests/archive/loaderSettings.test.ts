import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HostWindow } from '../../host/page/hostWindow'
import { openHost, type OpenedHost } from '../host/page/support/openHost'
import { clearCalls, readCalls } from '../host/page/support/readCalls'
import { untilHandled } from '../host/page/support/untilHandled'

let host: OpenedHost

/** Draws a button into the custom field's place that fills the hidden input from `window.nextValue`. */
const settings = `function ($body, context) {
  call('settings ' + $body.find('.widget_settings_block .js-widget-save').length + ' ' + JSON.stringify(context))
  var $input = $body.find('#' + self.params.widget_code + '_custom')
  $('<button type="button" class="probe-fill">Заполнить</button>').appendTo('#' + self.params.widget_code + '_custom_content')
    .on('click', function () { $input.val(window.nextValue).trigger('change') })
}`

const onSave = `function (event) {
  call('onSave ' + event.active + ' ' + event.code + ' ' + (event.fields.custom || ''))
  if (window.refuse) return Promise.reject(new Error('no'))
  if (window.replacement) event.fields.custom = window.replacement
  return new Promise(function (done) { setTimeout(function () { done(true) }, 20) })
}`

beforeAll(async () => {
  host = await openHost([
    {
      code: 'saved',
      callbacks: { settings, onSave },
      tourImages: ['/images/tour_1_ru.png', '/images/tour_2_ru.png'],
    },
    { code: 'fresh', callbacks: { settings, onSave } },
    { code: 'gone', callbacks: { settings, onSave } },
    {
      code: 'needy',
      callbacks: { settings },
      settings: { token: { name: 'settings.token', type: 'text', required: true } },
    },
    { code: 'broken', script: null },
  ])
  for (const code of ['fresh', 'needy']) {
    Object.assign(stored(code), { installed: false, active: false, settings: {} })
  }
})

afterAll(() => host.close())

describe('the settings window of an installed widget', () => {
  test('shows its name, status, tour and support, and starts the widget before it asks settings', async () => {
    const page = await openSettings('saved')
    const modal = page.locator('.widget-settings__modal.modal.saved')
    expect(await modal.locator('.widget-settings__name').textContent()).toBe('Виджет saved')
    expect(await modal.locator('.widget-state').textContent()).toBe('Установлен')
    expect(await modal.locator('.widget-settings__tour-image').count()).toBe(2)
    expect(await modal.locator('.widget-settings__support a').first().getAttribute('href')).toBe(
      'https://support.example.test',
    )
    const calls = await readCalls(page, 'saved')
    expect(calls).toEqual([
      'factory',
      'construct 1',
      'render',
      'init',
      'bind_actions',
      'render',
      'settings 1 {}',
    ])
  })

  test('has a sleeping Save until a field changes; what onSave leaves in fields is stored', async () => {
    const page = await openSettings('saved')
    const save = page.locator('#save_saved')
    expect(await save.getAttribute('aria-disabled')).toBe('true')
    await save.click({ force: true })
    expect(await readCalls(page, 'saved')).not.toContain('onSave Y saved {"v":1}')
    await fill(page, '{"v":2}')
    expect(await save.getAttribute('aria-disabled')).toBe('false')
    await page.evaluate(() => Object.assign(window, { replacement: '{"v":3}' }))
    await clearCalls(page)
    await save.click()
    await page.waitForSelector('.widget-settings__modal', { state: 'detached' })
    await page.waitForFunction(() =>
      (window as unknown as { calls: string[] }).calls.includes('saved bind_actions'),
    )
    expect(await readCalls(page, 'saved')).toEqual([
      'onSave Y saved {"v":2}',
      'destroy',
      'construct 2',
      'render',
      'init',
      'bind_actions',
    ])
    expect(stored('saved').settings['custom']).toBe('{"v":3}')
    expect(await paramOf(page, 'saved')).toEqual({ v: 3 })
  })

  test('stays open, and stores nothing, when onSave refuses', async () => {
    const page = await openSettings('saved')
    const before = stored('saved').settings['custom']
    await page.evaluate(() => Object.assign(window, { refuse: true }))
    await fill(page, '{"v":9}')
    await page.click('#save_saved')
    await page.waitForSelector('#save_saved[aria-busy="false"]')
    expect(await page.locator('.widget-settings__modal').count()).toBe(1)
    expect(stored('saved').settings['custom']).toBe(before)
  })

  test('stays open after a save when the widget says so on the button', async () => {
    const page = await openSettings('saved')
    await page.evaluate(() =>
      document.querySelector('#save_saved')?.setAttribute('data-onsave-destroy-modal', 'false'),
    )
    await fill(page, '{"v":4}')
    const stored4 = page.waitForResponse('**/ajax/widgets/edit')
    await page.click('#save_saved')
    await stored4
    await page.waitForSelector('#save_saved[aria-disabled="true"]')
    expect(await page.locator('.widget-settings__modal').count()).toBe(1)
  })

  test('drops a custom value that is neither JSON of an object or array nor a number', async () => {
    const page = await openSettings('saved')
    for (const [value, kept] of [
      ['plain words', undefined],
      ['{"v":5}', '{"v":5}'],
      ['"text"', undefined],
      ['[1]', '[1]'],
      ['7', '7'],
    ] as const) {
      await page.evaluate(() =>
        document.querySelector('#save_saved')?.setAttribute('data-onsave-destroy-modal', 'false'),
      )
      await fill(page, value)
      const answer = page.waitForResponse('**/ajax/widgets/edit')
      const listed = page.waitForResponse('**/ajax/page/widgets')
      await page.click('#save_saved')
      await answer
      await page.waitForSelector('#save_saved[aria-disabled="true"]')
      expect(stored('saved').settings['custom']).toBe(kept)
      // The button takes no press before the tiles behind its window are new.
      await (await listed).finished()
      await untilHandled(page)
    }
  })

  test('opens although the widget’s script is missing', async () => {
    const page = await openSettings('broken')
    expect(await page.locator('.widget-settings__name').textContent()).toBe('Виджет broken')
  })

  test('disables: onSave with N, then destroy, and the widget is gone from every page', async () => {
    const page = await openSettings('gone')
    await clearCalls(page)
    await page.click('.js-widget-uninstall')
    await page.waitForFunction(() =>
      (window as unknown as { calls: string[] }).calls.includes('gone destroy'),
    )
    expect(await readCalls(page, 'gone')).toEqual(['onSave N gone {"v":1}', 'destroy'])
    expect(stored('gone').active).toBe(false)
    expect(await page.textContent('.widget-tile_gone .widget-state')).toBe('Отключён')
    const list = await host.open('/contacts/list/contacts/')
    expect(await list.evaluate(() => 'gone' in (window as unknown as HostWindow).APP.widgets.list)).toBe(
      false,
    )
  })
})

describe('the settings window of a widget that is not installed', () => {
  test('installs by its button, asks onInstall once, and lists the widget elsewhere only after the first save', async () => {
    const page = await openSettings('fresh')
    expect(await page.locator('#save_fresh').count()).toBe(0)
    expect(await page.textContent('.widget-settings__modal .widget-state')).toBe('Не установлен')
    await clearCalls(page)
    await page.click('.js-widget-install')
    await page.waitForSelector('#save_fresh')
    expect(await readCalls(page, 'fresh')).toEqual([
      'onSave Y fresh ',
      'onInstall',
      'destroy',
      'construct 2',
      'render',
      'init',
      'bind_actions',
      'settings 1 {}',
    ])
    expect(await page.textContent('.widget-settings__modal .widget-state')).toBe('Не настроен')
    expect(await isListed('fresh')).toBe(false)
    await fill(page, '{"v":1}')
    await save(page, 'fresh')
    await expect.poll(() => page.textContent('.widget-tile_fresh .widget-state')).toBe('Установлен')
    expect(await isListed('fresh')).toBe(true)
  })

  test('does not install while a required field is empty', async () => {
    const page = await openSettings('needy')
    await page.click('.js-widget-install')
    await page.waitForSelector('.notification_error')
    expect(stored('needy').installed).toBe(false)
    await page.fill('input[name="token"]', 'abc')
    await page.click('.js-widget-install')
    await page.waitForSelector('#save_needy')
    expect(stored('needy').settings['token']).toBe('abc')
  })
})

async function openSettings(code: string): Promise<Page> {
  const page = await host.open('/settings/widgets/')
  await page.click(`.js-widget-tile[data-code="${code}"]`)
  await page.waitForSelector('.widget-settings__modal .widget-settings')
  return page
}

async function fill(page: Page, value: string): Promise<void> {
  await page.evaluate((text) => Object.assign(window, { nextValue: text }), value)
  await page.click('.probe-fill')
}

async function save(page: Page, code: string): Promise<void> {
  await page.click(`#save_${code}`)
  await page.waitForSelector('.widget-settings__modal', { state: 'detached' })
}

async function isListed(code: string): Promise<boolean> {
  const page = await host.open('/contacts/list/contacts/')
  return page.evaluate((name) => name in (window as unknown as HostWindow).APP.widgets.list, code)
}

function paramOf(page: Page, code: string): Promise<unknown> {
  return page.evaluate(
    (name) => (window as unknown as HostWindow).APP.widgets.list[name]?.params['custom'],
    code,
  )
}

function stored(code: string) {
  const widget = host.context.store.widgets.find((one) => one.code === code)
  if (!widget) throw new Error(`No widget ${code}`)
  return widget
}
