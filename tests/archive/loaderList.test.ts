import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../host/account/accountFile'
import type { HostWindow } from '../../host/page/hostWindow'
import { openHost, type OpenedHost } from '../host/page/support/openHost'
import { readCalls } from '../host/page/support/readCalls'
import { untilHandled } from '../host/page/support/untilHandled'

const names = ['Астра', 'Берёза', 'Вереск', 'Гвоздика', 'Дуб']
const account: AccountFile = {
  custom_fields: {
    companies: [
      { id: 21, name: '*Продажи, руб.', type: 'numeric', is_api_only: true },
      { id: 22, name: 'Договор', type: 'date' },
      { id: 23, name: 'Отрасль', type: 'text' },
    ],
  },
  companies: Array.from({ length: 45 }, (_, index) => ({
    id: 100 + index,
    name: `${names[index % names.length] ?? ''} ${index}`,
    created_at: 1_700_000_000 + index,
    custom_fields_values: [{ field_id: 21, values: [{ value: String((index * 7) % 45) }] }],
  })),
  widgets: [{ code: 'item' }],
}

const item = `function () {
  call('render')
  var $menu = $('.list__top__actions ul.button-input__context-menu')
  if (!$menu.find('.probe-item').length) $menu.append('<li class="button-input__context-menu__item element__ probe-item"><div class="button-input__context-menu__item__inner"><span class="button-input__context-menu__item__text">Отчёты</span></div></li>')
  return true
}`

let host: OpenedHost
let page: Page

beforeAll(async () => {
  host = await openHost([
    {
      code: 'item',
      callbacks: {
        render: item,
        contacts: `{ selected: function () { call('selected ' + JSON.stringify(self.list_selected().summary)) } }`,
      },
    },
  ])
})

beforeEach(async () => {
  host.context.replaceAccount(account)
  host.context.faults.unverified.widgetMarkup = 'classic'
  host.context.page.columns = 'auto'
  page = await host.open('/contacts/list/companies/')
})

afterAll(() => host.close())

describe('a list', () => {
  test('sorts by any column with the address, numbers from the biggest, and the history goes back', async () => {
    await page.click('.js-list-sort[data-key="cf:21"]')
    await expect.poll(firstName).toBe('Вереск 32')
    expect(new URL(page.url()).searchParams.get('order[cf:21]')).toBe('desc')
    await page.click('.js-list-sort[data-key="cf:21"]')
    await expect.poll(firstName).toBe('Астра 0')
    await page.goBack()
    await expect.poll(firstName).toBe('Вереск 32')
  })

  test('filters by a range of a numeric field as the CRM’s address says', async () => {
    await page.goto(
      `${host.url}/contacts/list/companies/?filter[cf][21][from]=10&filter[cf][21][to]=20&useFilter=y`,
    )
    await page.waitForSelector('#list_table')
    expect(await page.textContent('.js-list-count')).toBe('11 компаний')
    await page.click('.js-filter-clear')
    await expect.poll(() => page.textContent('.js-list-count')).toBe('45 компаний')
    await expect.poll(() => page.textContent('.js-list-count')).toBe('45 компаний')
  })

  test('filters and searches by its panel', async () => {
    await page.click('.js-list-search')
    await page.fill('input[name="filter[cf][21][from]"]', '40')
    await page.click('#filter_apply')
    await expect.poll(() => page.textContent('.js-list-count')).toBe('5 компаний')
    expect(new URL(page.url()).searchParams.get('useFilter')).toBe('y')
    await page.click('.js-filter-clear')
    // The head is drawn anew with the list, under the hand of whoever types.
    await expect.poll(() => page.textContent('.js-list-count')).toBe('45 компаний')
    await page.fill('.js-list-search', 'берёза')
    await page.press('.js-list-search', 'Enter')
    await expect.poll(() => page.textContent('.js-list-count')).toBe('9 компаний')
  })

  test('keeps what is being typed into the search while its head is drawn anew', async () => {
    await page.click('.js-list-search')
    await page.fill('.js-list-search', 'берёза')
    await page.evaluate(() =>
      (window as unknown as { jQuery: JQueryStatic }).jQuery(document).trigger('list:head'),
    )
    expect(await page.inputValue('.js-list-search')).toBe('берёза')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.textContent('.js-list-count')).toBe('9 компаний')
  })

  test('shows the rows that were asked for last, whichever answer comes last', async () => {
    let letGo = (): void => undefined
    const late = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/ajax/page/list/companies?*', async (route) => {
      if (!route.request().url().includes('query')) await late
      await route.continue()
    })
    await page.click('.js-list-sort[data-key="cf:21"]')
    await page.fill('.js-list-search', 'берёза')
    await page.press('.js-list-search', 'Enter')
    await expect.poll(() => page.textContent('.js-list-count')).toBe('9 компаний')
    const answered = page.waitForResponse(/ajax.page.list.companies/)
    letGo()
    await (await answered).finished()
    await untilHandled(page)
    expect(await page.textContent('.js-list-count')).toBe('9 компаний')
  })

  test('that draws late does not draw over the page that was opened after it', async () => {
    let letGo = (): void => undefined
    const late = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const list = '**/ajax/page/list/contacts?*'
    await page.route(list, async (route) => {
      await late
      await route.continue()
    })
    const asked = page.waitForRequest(list)
    await page.evaluate(() => history.pushState(null, '', '/contacts/list/contacts/'))
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')))
    await asked
    await page.goBack()
    letGo()
    await expect.poll(() => page.textContent('.js-list-count').catch(() => '')).toBe('45 компаний')
    await untilHandled(page)
    expect(await page.textContent('.js-list-count')).toBe('45 компаний')
  })

  test('pages through its rows', async () => {
    await page.selectOption('.js-page-limit', '20')
    await expect.poll(() => page.locator('.js-list-row').count()).toBe(20)
    await page.click('.js-page[data-page="2"]')
    await page.click('.js-page[data-page="3"]')
    await expect.poll(() => page.locator('.js-list-row').count()).toBe(5)
  })

  test('shows a new field as a column by itself, until the user takes it away', async () => {
    await expect.poll(columnTitles).toContain('*Продажи, руб.')
    await setColumns((title) => title !== '*Продажи, руб.')
    await expect.poll(columnTitles).not.toContain('*Продажи, руб.')
    host.context.store.fields.companies.putField({ id: 31, name: '*Отказы, шт.', type: 'numeric' })
    await page.evaluate(() =>
      (window as unknown as { jQuery: JQueryStatic }).jQuery(document).trigger('list:reload'),
    )
    await expect.poll(columnTitles).toContain('*Отказы, шт.')
    await expect.poll(columnTitles).not.toContain('*Продажи, руб.')
    await page.reload()
    await page.waitForSelector('#list_table')
    await expect.poll(columnTitles).not.toContain('*Продажи, руб.')
    await setColumns(() => true)
    await expect.poll(columnTitles).toContain('*Продажи, руб.')
  })

  test('keeps a new field out of the columns in manual mode', async () => {
    host.context.page.columns = 'manual'
    await page.reload()
    await page.waitForSelector('#list_table')
    await expect.poll(columnTitles).toEqual(['Наименование'])
    await setColumns((title) => title === 'Наименование' || title === '*Продажи, руб.')
    await expect.poll(columnTitles).toEqual(['Наименование', '*Продажи, руб.'])
  })

  test('is opened again by list:reload at its own address, with its widgets made anew', async () => {
    await page.goto(`${host.url}/contacts/list/companies/?query=берёза`)
    await page.waitForSelector('.probe-item', { state: 'attached' })
    await page.evaluate(() => {
      document.querySelector('#list_table')?.setAttribute('data-mark', 'old')
      ;(window as unknown as { jQuery: JQueryStatic }).jQuery(document).trigger('list:reload')
    })
    await page.waitForURL(/reload=[\da-f]+/)
    await expect.poll(() => readCalls(page, 'item')).toContain('construct 2')
    expect(await page.locator('#list_table[data-mark]').count()).toBe(0)
    expect(await page.textContent('.js-list-count')).toBe('9 компаний')
    await page.click('.js-list-sort[data-key="name"]')
    await expect.poll(() => new URL(page.url()).searchParams.get('reload')).toBeNull()
  })

  test('has no settings without rows, and its icons stand in containers of 16 px', async () => {
    const icon = page.locator('.button-input__context-menu__item__icon-container').first()
    await page.click('.list__top__actions .button-input-with-menu')
    expect(await icon.boundingBox()).toMatchObject({ width: 16, height: 16 })
    expect(await page.locator('.js-list-settings').count()).toBe(1)
    await page.goto(`${host.url}/contacts/list/companies/?query=нет-такой`)
    await page.waitForSelector('.list__no-items')
    expect(await page.locator('.js-list-settings').count()).toBe(0)
  })

  test('draws its head anew after a filter, without what widgets put there', async () => {
    expect(await page.locator('.probe-item').count()).toBe(1)
    await page.fill('.js-list-search', 'берёза')
    await page.press('.js-list-search', 'Enter')
    await expect.poll(() => page.locator('.probe-item').count()).toBe(0)
    expect(await readCalls(page, 'item')).toEqual([
      'factory',
      'construct 1',
      'render',
      'init',
      'bind_actions',
    ])
  })

  test.each(['classic', 'newbie'] as const)(
    'opens the same menu in the %s layout, by mouse and by keys',
    async (layout) => {
      host.context.faults.unverified.widgetMarkup = layout
      await page.reload()
      await page.waitForSelector('.probe-item', { state: 'attached' })
      expect(await page.locator('.list-top-nav__button-more_newbie').count()).toBe(
        layout === 'newbie' ? 1 : 0,
      )
      const menu = page.locator('.list__top__actions ul.button-input__context-menu')
      expect(await menu.isVisible()).toBe(false)
      await page.click('.list__top__actions .button-input-with-menu')
      expect(await menu.isVisible()).toBe(true)
      expect(
        await menu.locator('li').evaluateAll((items) => items.map((one) => one.className.split(' ').at(-1))),
      ).toEqual([
        'js-list-print',
        'js-list-add-other',
        'js-list-export',
        'js-list-import',
        'js-list-settings',
        'js-list-triggers',
        'probe-item',
      ])
      await page.keyboard.press('Escape')
      expect(await menu.isVisible()).toBe(false)
      await page.focus('.list__top__actions .button-input-with-menu')
      await page.keyboard.press('Enter')
      for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.modal-list-settings')
    },
  )

  test('tells a widget of the ticked rows', async () => {
    await page.locator('.js-list-checkbox').nth(1).check({ force: true })
    await page.locator('.js-list-checkbox').nth(2).check({ force: true })
    expect(await page.textContent('.list-multiple-actions__count')).toBe('Выбрано: 2')
    await page.click('.js-widget-selected[data-code="item"]')
    expect(await readCalls(page, 'item')).toContain('selected {"items":2,"emails":0,"phones":0}')
  })

  test('of contacts and companies together shows both, each field named by its owner', async () => {
    await page.goto(`${host.url}/contacts/list/`)
    await page.waitForSelector('#list_table')
    expect(await page.textContent('.js-list-count')).toBe('45 контактов и компаний')
    await expect.poll(columnTitles).toContain('*Продажи, руб. (компания)')
    expect(await page.evaluate(() => (window as unknown as HostWindow).APP.getWidgetsArea())).toBe('contacts')
  })

  test('names contacts’ own fields as the CRM does', async () => {
    host.context.store.fields.contacts.putField({
      id: 41,
      name: '*Продажи, шт.',
      type: 'numeric',
      is_api_only: true,
    })
    await page.goto(`${host.url}/contacts/list/contacts/`)
    await page.waitForSelector('#list_table')
    await expect.poll(columnTitles).toContain('*Продажи, шт. (контакт)')
  })
})

describe('a release of the CRM', () => {
  test('reloads the page, but not while a widget says that a call is on', async () => {
    await page.evaluate(() => {
      Object.assign(window, { stays: true })
      ;(window as unknown as HostWindow).APP.sdk.setCallingStatus(true)
    })
    await page.evaluate(() => fetch('/ajax/page/release', { method: 'POST' }))
    const asked = page.waitForResponse('**/ajax/page/version')
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await (await asked).finished()
    await untilHandled(page)
    expect(await page.evaluate(() => (window as unknown as { stays?: boolean }).stays)).toBe(true)
    const loaded = page.waitForEvent('load')
    await page.evaluate(() => (window as unknown as HostWindow).APP.sdk.setCallingStatus(false))
    await loaded
    expect(await page.evaluate(() => (window as unknown as { stays?: boolean }).stays)).toBeUndefined()
  })
})

function firstName(): Promise<string | null> {
  return page.textContent('.js-list-row .list-row__cell-name-link')
}

function columnTitles(): Promise<string[]> {
  return page.locator('.list-row__cell-head__title').allTextContents()
}

async function setColumns(isWanted: (title: string) => boolean): Promise<void> {
  await page.click('.list__top__actions .button-input-with-menu')
  await page.click('.js-list-settings')
  await page.locator('.list-settings__column').first().waitFor()
  for (const line of await page.locator('.list-settings__column').all()) {
    const title = (await line.locator('.control-checkbox__text').textContent()) ?? ''
    await line.locator('input').setChecked(isWanted(title), { force: true })
  }
  await page.click('.modal-list-settings .js-modal-accept')
  await page.waitForSelector('.modal-list-settings', { state: 'detached' })
}
