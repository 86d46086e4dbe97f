import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileWidget } from '../../../host/account/accountFile'
import { type Crm, openCrm } from '../support/openCrm'
import { readLog, sampleWidget, waitForLog } from './widgetLog'

const codes = ['own-form', 'self-saving', 'neighbour', 'refusing', 'throwing']

let crm: Crm

beforeAll(async () => {
  crm = await openCrm({
    widgets: Object.fromEntries(codes.map((code) => [code, sampleWidget(`install-${code}`)])),
  })
})

afterAll(() => crm.close())

/** One widget beside ours; the other samples are switched off. */
const alone = (widget: FileWidget): FileWidget[] => [
  { code: 'sales_analytics' },
  widget,
  ...codes.filter((code) => code !== widget.code).map((code) => ({ code, active: false })),
]

const openWindow = async (widget: FileWidget): Promise<Page> => {
  await crm.reset({ widgets: alone(widget) })
  const page = await crm.open('/settings/widgets/', { isFaulty: true })
  await openTile(page, widget.code)
  return page
}

const openTile = async (page: Page, code: string): Promise<void> => {
  await page.click(`.js-widget-tile[data-code="${code}"]`)
  await page.waitForSelector(`.modal.${code} .widget-settings`)
}

const storedSettings = async (code: string): Promise<Record<string, unknown> | undefined> => {
  const { widgets } = (await crm.control('GET', 'account?only=widgets')) as { widgets: FileWidget[] }
  return widgets.find((one) => one.code === code)?.settings
}

const paramsOf = (page: Page, code: string): Promise<Record<string, unknown> | null> =>
  page.evaluate((name) => {
    const { list } = (window as unknown as { APP: { widgets: { list: Record<string, { params: object }> } } })
      .APP.widgets
    return (list[name]?.params ?? null) as Record<string, unknown> | null
  }, code)

const isGone = (page: Page): Promise<unknown> =>
  page.waitForSelector('.widget-settings__modal', { state: 'detached' })

describe('the settings window', () => {
  test('has the classes, the check box and the places that widgets look for', async () => {
    const page = await openWindow({ code: 'own-form' })
    const seen = await page.evaluate(() => {
      const modal = document.querySelector('.modal.own-form')
      const checkbox = modal?.querySelector<HTMLInputElement>('#widget_active__sw')
      const form = modal?.querySelector('.widget_settings_block__fields')
      return {
        state: modal?.querySelector('.widget-settings__command-plate .widget-state')?.className,
        active: [checkbox?.type, checkbox?.checked, checkbox?.value, checkbox?.name],
        label: modal
          ?.querySelector('label.switcher[for="widget_active__sw"]')
          ?.classList.contains('switcher__on'),
        custom: modal
          ?.querySelector('#own-form_custom_content > input#own-form_custom')
          ?.getAttribute('name'),
        isSaveInForm: form?.querySelector('.widget_settings_block__controls_top .js-widget-save') !== null,
      }
    })
    expect(seen).toEqual({
      state: 'widget-state widget-state_status_installed',
      active: ['checkbox', true, 'Y', 'widget_active'],
      label: true,
      custom: 'custom',
      isSaveInForm: true,
    })
  })

  test.each([
    ['install', { installed: false, active: false }, false],
    ['install', { active: false }, false],
    ['not_configured', { configured: false }, true],
    ['installed', {}, true],
    ['error', { trouble: 'error' }, true],
    ['installed_error', { trouble: 'installed_error' }, true],
    ['warning', { trouble: 'warning' }, true],
  ] as const)('in status %s (%j) has «Сохранить»: %s', async (status, state, hasSave) => {
    const page = await openWindow({ code: 'own-form', ...state })
    expect(await page.locator(`.modal.own-form .widget-state_status_${status}`).count()).toBe(1)
    expect(await page.locator('#save_own-form').count()).toBe(hasSave ? 1 : 0)
    expect(await page.locator('.js-widget-install').count()).toBe(status === 'install' ? 1 : 0)
    expect(await page.$eval('#widget_active__sw', (input) => (input as HTMLInputElement).value)).toBe(
      status === 'install' ? 'N' : 'Y',
    )
  })

  test('wakes «Сохранить» on a change of a widget’s own select, and stores what its promise left in fields', async () => {
    const page = await openWindow({ code: 'own-form' })
    expect(await page.getAttribute('#save_own-form', 'aria-disabled')).toBe('true')
    await page.selectOption('.own-form select', 'b')
    expect(await page.getAttribute('#save_own-form', 'aria-disabled')).toBe('false')
    await page.fill('.own-form textarea', 'текст')
    await page.click('#save_own-form')
    await isGone(page)
    await expect.poll(() => storedSettings('own-form')).toEqual({ custom: '{"kind":"b","text":"текст"}' })
    // The window is filled from the running instance, which the CRM starts anew after the save.
    await expect
      .poll(async () => (await paramsOf(page, 'own-form'))?.['custom'])
      .toEqual({ kind: 'b', text: 'текст' })
    await openTile(page, 'own-form')
    expect(await page.inputValue('.own-form textarea')).toBe('текст')
    expect(await readLog(page)).toEqual([])
  })

  test('wakes on typing alone', async () => {
    const page = await openWindow({ code: 'own-form' })
    await page.type('.own-form textarea', 'т')
    expect(await page.getAttribute('#save_own-form', 'aria-disabled')).toBe('false')
  })

  test('shakes «Сохранить» and stores nothing where the widget rejects', async () => {
    const page = await openWindow({ code: 'own-form' })
    await page.selectOption('.own-form select', 'b')
    await page.click('#save_own-form')
    await waitForLog(page, 'own-form onSave: не дал сохранить')
    expect(await storedSettings('own-form')).toEqual({})
    await page.fill('.own-form textarea', 'готово')
    await page.click('#save_own-form')
    await isGone(page)
    expect(await storedSettings('own-form')).toEqual({ custom: '{"kind":"b","text":"готово"}' })
  })

  test('wakes and sleeps by the events that the CRM itself uses', async () => {
    const page = await openWindow({ code: 'neighbour', settings: { token: 'a' } })
    const trigger = (name: string): Promise<void> =>
      page.evaluate((event) => {
        ;(window as unknown as { jQuery: JQueryStatic }).jQuery('.js-widget-save').trigger(event)
      }, name)
    await trigger('button:save:enable')
    expect(await page.getAttribute('#save_neighbour', 'class')).toContain('button-input_blue')
    await trigger('button:save:disable')
    expect(await page.getAttribute('#save_neighbour', 'aria-disabled')).toBe('true')
    await page.click('#save_neighbour', { force: true })
    await trigger('button:save:enable')
    await page.click('#save_neighbour')
    await isGone(page)
    expect(
      await page.evaluate(() => (window as unknown as { neighbourSaved: object }).neighbourSaved),
    ).toMatchObject({
      active: 'Y',
      code: 'neighbour',
    })
  })

  test('takes the click that a widget makes inside settings(), and is configured by it', async () => {
    const page = await openWindow({ code: 'self-saving', configured: false })
    await page.waitForSelector('.modal.self-saving .widget-state_status_installed')
    expect(await page.locator('.self-saving-page').count()).toBe(1)
    expect(await storedSettings('self-saving')).toEqual({ text: 'saved by the widget' })
    await page.waitForFunction(() => {
      const { list } = (
        window as unknown as { APP: { widgets: { list: Record<string, { params: { text?: string } }> } } }
      ).APP.widgets
      return list['self-saving']?.params.text === 'saved by the widget'
    })
    expect(await page.evaluate(() => (window as unknown as { selfSaved: number }).selfSaved)).toBe(1)
    expect(
      await page.evaluate(() => (window as unknown as { selfSavingFound: number }).selfSavingFound),
    ).toBe(1)
    const tile = page.locator('.widget-tile_self-saving .widget-state_status_installed')
    await tile.waitFor({ state: 'attached' })
  })

  test('installs a new one that saves itself, whose window then goes on', async () => {
    const page = await openWindow({ code: 'self-saving', installed: false, active: false })
    await page.click('.js-widget-install')
    await page.waitForSelector('.modal.self-saving .widget-state_status_installed')
    await expect.poll(async () => (await paramsOf(page, 'self-saving'))?.['status']).toBe('installed')
  })

  test('draws fields of every type, asks for the required, and stores values by user', async () => {
    const page = await openWindow({ code: 'neighbour' })
    await page.fill('input[name="phones[8800001]"]', '101')
    await page.click('#save_neighbour')
    await page.waitForSelector('input[name="token"].validation-not-valid')
    await page.fill('input[name="token"]', 'ключ')
    await page.fill('input[name="secret"]', 'пароль')
    expect(await page.getAttribute('input[name="secret"]', 'type')).toBe('password')
    await page.fill('input[name="lines[8800002][login]"]', 'line')
    await page.fill('input[name="lines[8800002][password]"]', 'secret')
    await page.click('#save_neighbour')
    await isGone(page)
    const stored = await storedSettings('neighbour')
    expect(stored).toMatchObject({ token: 'ключ', secret: 'пароль' })
    expect(stored?.['phones']).toMatchObject({ 8800001: '101', 8800002: '' })
    expect(stored?.['lines']).toMatchObject({ 8800002: { login: 'line', password: 'secret' } })
    await expect.poll(async () => (await paramsOf(page, 'neighbour'))?.['token']).toBe('ключ')
    await openTile(page, 'neighbour')
    expect(await page.inputValue('input[name="phones[8800001]"]')).toBe('101')
    expect(await page.inputValue('#password_8800002')).toBe('secret')
  })

  test('sets data-onsave-destroy-modal aside: by the attribute and by jQuery’s data the window stays', async () => {
    const keep = [
      "$('.js-widget-save').removeAttr('data-onsave-destroy-modal')",
      "$('.js-widget-save').data('onsave-destroy-modal', false)",
    ]
    for (const script of keep) {
      const page = await openWindow({ code: 'neighbour', settings: { token: 'a' } })
      await page.evaluate(script)
      await page.fill('input[name="token"]', 'b')
      await page.click('#save_neighbour')
      await page.waitForSelector('#save_neighbour[aria-disabled="true"]')
      expect(await page.locator('.modal.neighbour').count()).toBe(1)
      expect(await storedSettings('neighbour')).toMatchObject({ token: 'b' })
    }
  })
})

describe('an onSave that refuses', () => {
  test.each([
    ['false', 'veto', 'refused'],
    ['rejected', 'veto', 'refused'],
    ['resolvedFalse', 'veto', 'refused'],
    ['resolvedFalse', 'saves', 'saved'],
    ['false', 'saves', 'refused'],
    ['rejected', 'saves', 'refused'],
    ['true', 'veto', 'saved'],
  ] as const)('by %s while onSaveResolvedFalse is %s is %s', async (answer, onSaveResolvedFalse, outcome) => {
    await crm.reset({ widgets: alone({ code: 'refusing', configured: false }) })
    await crm.setFaults({ unverified: { onSaveResolvedFalse } })
    const page = await crm.open('/settings/widgets/', { isFaulty: true })
    await openTile(page, 'refusing')
    await page.evaluate((given) => Object.assign(window, { refusingAnswer: given }), answer)
    await page.evaluate("$('.js-widget-save').trigger('button:save:enable')")
    await page.click('#save_refusing')
    if (outcome === 'saved') await isGone(page)
    else {
      await waitForLog(page, 'refusing onSave: не дал сохранить')
      expect(await page.locator('.modal.refusing .widget-state_status_not_configured').count()).toBe(1)
    }
  })
})

describe('the settings that a running widget gets after a save', () => {
  test('come through the CRM’s quoted eval: an object as it is', async () => {
    const page = await openWindow({ code: 'own-form' })
    await page.fill('.own-form textarea', 'слово')
    await page.click('#save_own-form')
    await isGone(page)
    await expect
      .poll(async () => (await paramsOf(page, 'own-form'))?.['custom'])
      .toEqual({ kind: 'a', text: 'слово' })
  })

  test('break as nested text: the instance stays without params until the page is loaded anew', async () => {
    await crm.reset({ widgets: alone({ code: 'own-form' }) })
    await crm.setFaults({ unverified: { settingsAfterSave: 'nestedText' } })
    const page = await crm.open('/settings/widgets/', { isFaulty: true })
    await openTile(page, 'own-form')
    await page.fill('.own-form textarea', 'слово')
    await page.click('#save_own-form')
    await waitForLog(page, 'own-form settings: ')
    expect(await paramsOf(page, 'own-form')).toEqual({})
    await page.reload()
    await page.waitForFunction(
      () => (window as unknown as { APP?: { widgets: { loaded: boolean } } }).APP?.widgets.loaded,
    )
    expect((await paramsOf(page, 'own-form'))?.['custom']).toBe('{"kind":"a","text":"слово"}')
    crm.takeComplaints()
  })

  test('with an apostrophe never reach it: the old instance runs on', async () => {
    const page = await openWindow({ code: 'own-form', settings: { custom: '{"kind":"b"}' } })
    await page.fill('.own-form textarea', "it's")
    await page.click('#save_own-form')
    await waitForLog(page, 'own-form widget:installed: ')
    expect((await paramsOf(page, 'own-form'))?.['custom']).toBe('{"kind":"b"}')
    expect(await storedSettings('own-form')).toEqual({ custom: '{"kind":"b","text":"it\'s"}' })
    crm.takeComplaints()
  })
})
