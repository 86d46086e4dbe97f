import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HostWindow } from '../../host/page/hostWindow'
import { openHost, type OpenedHost } from '../host/page/support/openHost'

let host: OpenedHost
let page: Page

beforeAll(async () => {
  host = await openHost([], {
    account: { contacts: [{ id: 1, name: 'Анна' }], companies: [{ id: 2, name: 'Ромашка' }] },
  })
})

beforeEach(async () => {
  host.context.session.stale = null
  host.context.session.expired = false
  host.context.page.inbox = 'soon'
  page = await host.open('/contacts/list/contacts/')
  await page.evaluate(() => Object.assign(window, { stays: true }))
})

afterAll(() => host.close())

describe('a session whose key is over', () => {
  test('is renewed without a word: the page’s own call waits and is repeated, a widget’s gets 401', async () => {
    host.context.session.stale = { healsAt: Number.MAX_VALUE }
    expect(await statusOfApi()).toBe(401)
    await page.fill('.js-list-search', 'Анна')
    const refused = page.waitForResponse((answer) => answer.status() === 409)
    await page.press('.js-list-search', 'Enter')
    await refused
    expect(await page.locator('#session_end_modal').count()).toBe(0)
    host.context.session.stale = { healsAt: 0 }
    await page.waitForFunction(() => new URL(location.href).searchParams.get('query') === 'Анна')
    await expect.poll(() => page.textContent('.js-list-count')).toBe('1 контакт')
    expect(await statusOfApi()).toBe(200)
    expect(await stays()).toBe(true)
  })

  test('holds calls that are made by jQuery, whoever makes them, until it is open again', async () => {
    host.context.session.stale = { healsAt: Number.MAX_VALUE }
    const refused = page.waitForResponse((answer) => answer.status() === 409)
    await page.evaluate(() => {
      const { jQuery } = window as unknown as { jQuery: JQueryStatic }
      const heard: string[] = []
      Object.assign(window, { heard })
      jQuery
        .ajax({
          url: '/api/v4/account',
          success: (body: { id: number }) => heard.push(`success ${body.id}`),
          error: () => heard.push('error'),
        })
        .then(
          () => heard.push('resolved'),
          () => heard.push('rejected'),
        )
      jQuery.ajax('/ajax/page/section/none').fail((answer) => heard.push(`failed ${answer.status}`))
    })
    await refused
    host.context.session.stale = null
    const heard = (): Promise<string[]> =>
      page.evaluate(() => (window as unknown as { heard: string[] }).heard.toSorted())
    await expect.poll(heard).toEqual(['failed 404', 'resolved', 'success 31000100'])
  })

  test('is noticed by the page from a refusal that a widget got', async () => {
    host.context.session.stale = { healsAt: null }
    expect(await statusOfApi()).toBe(401)
    await page.waitForSelector('#session_end_modal')
  })

  test('is opened again by the user in a window over the same page', async () => {
    host.context.session.stale = { healsAt: null }
    await page.click('.js-list-sort[data-key="name"]')
    await page.waitForSelector('#session_end_modal')
    expect(await hasAuthModal()).toBe(true)
    await page.keyboard.press('Escape')
    await page.mouse.click(100, 700)
    expect(await page.locator('#session_end_modal').count()).toBe(1)
    await page.click('.js-session-sign-in')
    await page.waitForSelector('#session_end_modal', { state: 'detached' })
    expect(await hasAuthModal()).toBe(false)
    await page.waitForSelector('.list-row__cell-head[aria-sort="ascending"]')
    expect(await statusOfApi()).toBe(200)
    expect(await stays()).toBe(true)
  })

  test('that the user has opened elsewhere takes the window away', async () => {
    host.context.session.expired = true
    await page.click('.js-list-sort[data-key="name"]')
    await page.waitForSelector('#session_end_modal')
    host.context.session.expired = false
    await page.waitForSelector('#session_end_modal', { state: 'detached' })
    await page.waitForSelector('.list-row__cell-head[aria-sort="ascending"]')
  })
})

describe('notifications', () => {
  test('of the page itself come by a window where the notification centre never comes', async () => {
    host.context.page.inbox = 'never'
    await page.goto(`${host.url}/contacts/detail/1`)
    host.context.page.inbox = 'soon'
    await page.fill('.card-fields__top-name-input', 'Анна Первая')
    await page.route('**/ajax/contacts/detail/', (route) =>
      route.fulfill({ status: 400, json: { detail: 'Не вышло' } }),
    )
    await page.click('.js-card-save')
    await page.waitForSelector('.modal-message')
    expect(await page.textContent('.modal-message')).toContain('Не вышло')
  })

  test('throw until the notification centre is there, and for good where it never comes', async () => {
    host.context.page.inbox = 'never'
    await page.reload()
    await page.waitForSelector('#list_table')
    expect(await notify()).toContain('showNotification')
    host.context.page.inbox = 'soon'
    await page.reload()
    await page.waitForFunction(() => (window as unknown as HostWindow).APP.inbox !== undefined)
    expect(await notify()).toBe('shown')
    expect(await page.textContent('.notification_message')).toContain('Привет')
  })
})

describe('list:reload', () => {
  test('opens any page again, and what was typed there without being saved is lost', async () => {
    await page.goto(`${host.url}/mail/`)
    await page.fill('textarea[name="text"]', 'Здравствуйте')
    await trigger('list:reload')
    await page.waitForURL(/\/mail\/\?reload=[\da-f]+$/)
    await expect.poll(() => page.inputValue('textarea[name="text"]')).toBe('')
  })

  test('on a card opens the card again and leaves the list below it as it was', async () => {
    await page.click('.list-row__cell-name-link')
    await page.waitForSelector('#card_fields')
    await page.evaluate(() => document.querySelector('#card_fields')?.setAttribute('data-mark', 'old'))
    await page.evaluate(() => document.querySelector('#list_table')?.setAttribute('data-mark', 'same'))
    await trigger('list:reload')
    await page.waitForSelector('#card_fields:not([data-mark])')
    expect(new URL(page.url()).searchParams.get('reload')).toMatch(/^[\da-f]+$/)
    expect(await page.locator('#list_table[data-mark="same"]').count()).toBe(1)
    await page.goBack()
    await page.waitForSelector('#list_table[data-mark="same"]', { state: 'visible' })
  })
})

describe('the page’s shapes', () => {
  test('merge the rights of each page’s answer into the constant', async () => {
    const rights = await page.evaluate(
      () => (window as unknown as HostWindow).APP.constant('user_rights') as Record<string, unknown>,
    )
    expect(rights).toMatchObject({ is_admin: true, can_save: true, base_rights: { leads: { view: 'A' } } })
  })

  test('have one calling status for all, users by id, and a right panel', async () => {
    const facts = await page.evaluate(() => {
      const { APP } = window as unknown as HostWindow
      APP.sdk.setCallingStatus(true)
      const isCalling = APP.sdk.getCallingStatus()
      APP.sdk.setCallingStatus(false)
      const status = APP.sdk.showUserStatus()
      return [isCalling, APP.sdk.getCallingStatus(), status['online'], status['8800001'], status['8800002']]
    })
    expect(facts).toEqual([true, false, [8_800_001], true, false])
    expect(
      await page.evaluate(() => (window as unknown as HostWindow).APP.widgets.registerToRightPanel({ a: 1 })),
    ).toEqual([{ a: 1 }])
  })

  test('mark the dark look alone', async () => {
    const mark = (): Promise<string | null> => page.getAttribute('html', 'data-color-scheme')
    expect(await mark()).toBeNull()
    await page.evaluate(() => document.querySelector<HTMLElement>('.js-theme-switch')?.click())
    expect(await mark()).toBe('dark')
    await page.evaluate(() => document.querySelector<HTMLElement>('.js-theme-switch')?.click())
    expect(await mark()).toBeNull()
  })
})

/** What a widget's own request gets, which the page does not repeat. */
function statusOfApi(): Promise<number> {
  return page.evaluate(() => fetch('/api/v4/account').then((answer) => answer.status))
}

function stays(): Promise<boolean | undefined> {
  return page.evaluate(() => (window as unknown as { stays?: boolean }).stays)
}

function hasAuthModal(): Promise<boolean> {
  return page.evaluate(() => Boolean((window as unknown as HostWindow).APP.auth_modal))
}

function trigger(event: string): Promise<void> {
  return page.evaluate((name) => {
    ;(window as unknown as { jQuery: JQueryStatic }).jQuery(document).trigger(name)
  }, event)
}

function notify(): Promise<string> {
  return page.evaluate(() => {
    try {
      ;(window as unknown as HostWindow).APP.notifications.show_message({ header: 'Привет', text: 'Мир' })
      return 'shown'
    } catch (error) {
      return String(error)
    }
  })
}
