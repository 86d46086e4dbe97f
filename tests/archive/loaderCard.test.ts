import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../host/account/accountFile'
import type { HostWindow } from '../../host/page/hostWindow'
import { datetimeSettings } from '../builders/pageDates'
import { openHost, type OpenedHost } from '../host/page/support/openHost'

const group = { id: 'contacts_1', name: '*Аналитика продаж', sort: 5 }
const fields = [
  { id: 11, name: 'Должность', type: 'text' },
  { id: 12, name: '*Продажи, шт.', type: 'numeric', is_api_only: true, group_id: group.id },
  { id: 13, name: '*Актуально на', type: 'date_time', is_api_only: true, group_id: group.id },
  { id: 14, name: 'Скидка', type: 'numeric', group_id: group.id },
]

const account: AccountFile = {
  account: { datetime_settings: { timezone: 'Europe/Moscow' } as never },
  contacts: [
    {
      id: 1,
      name: 'Анна',
      custom_fields_values: [
        { field_id: 11, values: [{ value: 'Директор' }] },
        { field_id: 12, values: [{ value: '2' }] },
        { field_id: 13, values: [{ value: 1_602_747_240 }] },
      ],
      _embedded: { companies: [{ id: 2 }] },
    },
    { id: 3, name: 'Борис', _embedded: { companies: [{ id: 2 }] } },
  ],
  companies: [{ id: 2, name: 'Ромашка' }],
  leads: [
    {
      id: 5,
      name: 'Заказ',
      price: 1000,
      status_id: 142,
      pipeline_id: 7,
      _embedded: { contacts: [{ id: 1 }] },
    },
  ],
  custom_fields: { contacts: fields },
  custom_fields_groups: { contacts: [group] },
}

let host: OpenedHost
let page: Page

beforeAll(async () => {
  host = await openHost([{ code: 'plain' }], { account })
})

beforeEach(async () => {
  host.context.replaceAccount({ ...account, widgets: [{ code: 'plain' }] })
  page = await host.open('/contacts/detail/1')
})

afterAll(() => host.close())

describe('a card', () => {
  test('has all groups of its form from the start, and shows only the chosen one', async () => {
    const wrapper = page.locator(
      '.linked-forms__group-wrapper_main.js-cf-group-wrapper[data-id="contacts_1"]',
    )
    expect(await wrapper.locator('input').count()).toBe(3)
    expect(await wrapper.isVisible()).toBe(false)
    await page.click('.js-card-tab[data-id="contacts_1"]')
    expect(await wrapper.isVisible()).toBe(true)
    expect(await page.locator('.js-cf-group-wrapper[data-id="default"]').isVisible()).toBe(false)
  })

  test('shows a field that only the API fills as locked, times in the account’s zone', async () => {
    await page.click('.js-card-tab[data-id="contacts_1"]')
    const field = page.locator('.linked-form__field-date_time[data-id="13"]')
    expect(await field.locator('.linked-form__field__label_disabled').count()).toBe(1)
    expect(
      await field.locator('.linked-form__field__value_disabled.linked-form__field__value_api').count(),
    ).toBe(1)
    const input = field.locator('input[name="CFV[13]"]')
    expect(await input.inputValue()).toBe('15.10.2020 10:34')
    expect(await input.getAttribute('readonly')).toBeNull()
    expect(await input.isDisabled()).toBe(true)
    const numeric = page.locator('input[name="CFV[12]"]')
    expect(await numeric.getAttribute('readonly')).toBe('')
    expect(await numeric.isDisabled()).toBe(true)
  })

  test.each([
    ['d.m.Y', 24, 'Europe/Moscow', '15.10.2020 10:34', '16', 'DD.MM.YYYY', 'HH:mm'],
    ['m/d/Y', 12, 'America/New_York', '10/15/2020 3:34AM', '18', 'MM/DD/YYYY', 'h:mmA'],
    ['Y-m-d', 12, 'Asia/Kamchatka', '2020-10-15 7:34PM', '18', 'YYYY-MM-DD', 'h:mmA'],
  ] as const)('writes times as %s, %i h, %s', async (dateFormat, hours, zone, shown, length, date, time) => {
    host.context.store.account.datetime_settings = datetimeSettings(dateFormat, hours, zone)
    await page.reload()
    const input = page.locator('input[name="CFV[13]"]')
    expect(await input.inputValue()).toBe(shown)
    expect(await input.getAttribute('maxlength')).toBe(length)
    const system = await page.evaluate(() => (window as unknown as HostWindow).APP.system)
    expect(system.format.date).toMatchObject({ date, time, full: `${date} ${time}` })
    expect(system.format.time).toBe(hours)
    expect(system.timezone).toBe(zone)
    expect(system.locale.currency_pattern).toContain('₽')
  })

  test('gives a user without the right to edit no fields without a value', async () => {
    host.context.session.userId = 8_800_003
    await page.goto(`${host.url}/contacts/detail/3`)
    await page.waitForSelector('.card-fields__readonly')
    host.context.session.userId = 8_800_001
    expect(await page.locator('.linked-forms__group-wrapper_main input[name^="CFV"]').count()).toBe(0)
    await page.reload()
    await page.waitForSelector('.card-fields__top-name-input')
    expect(await page.locator('.linked-forms__group-wrapper_main input[name="CFV[11]"]').count()).toBe(1)
  })

  test('is named by constants, and takes one that a widget sets', async () => {
    const constants = await page.evaluate(() => {
      const { APP } = window as unknown as HostWindow
      APP.constant('my_own', 5)
      return [APP.constant('card_id'), APP.constant('card_element'), APP.constant('my_own')]
    })
    expect(constants).toEqual([
      1,
      expect.objectContaining({ id: 1, name: 'Анна', main_user_id: 8_800_001 }),
      5,
    ])
    expect(
      await page.evaluate(() =>
        Object.keys((window as unknown as HostWindow).APP.constant('widgets') as object),
      ),
    ).toEqual(['plain'])
  })

  test('becomes dirty by a change, not by a silent value, and posts the changed fields alone', async () => {
    await page.click('.js-card-tab[data-id="contacts_1"]')
    await page.evaluate(() => {
      const { jQuery } = window as unknown as { jQuery: JQueryStatic }
      jQuery('input[name="CFV[12]"]').val('99')
    })
    const bar = page.locator('.card-fields__button-block')
    expect(await bar.isVisible()).toBe(false)
    await page.fill('input[name="CFV[14]"]', '15')
    expect(await bar.isVisible()).toBe(true)
    expect(await changedFields()).toEqual(['CFV[14]'])
    const saved = page.waitForRequest('**/ajax/contacts/detail/')
    await page.click('#save_and_close_contacts_link')
    expect(new URLSearchParams((await saved).postData() ?? '').toString()).toBe('ID=1&CFV%5B14%5D=15')
    await expect.poll(() => page.locator('.card-fields__button-block').isVisible()).toBe(false)
    expect(valueOf(14)).toBe(15)
    expect(valueOf(12)).toBe('2')
    expect(await page.inputValue('input[name="CFV[12]"]')).toBe('2')
  })

  test('takes a change that a widget triggers by jQuery, and gives it back by Cancel', async () => {
    await page.evaluate(() => {
      const { jQuery } = window as unknown as { jQuery: JQueryStatic }
      jQuery('input[name="CFV[11]"]').val('Инженер').trigger('change')
    })
    expect(await page.locator('.card-fields__button-block').isVisible()).toBe(true)
    await page.click('.js-card-cancel')
    await expect.poll(() => page.inputValue('input[name="CFV[11]"]')).toBe('Директор')
    expect(await page.locator('.card-fields__button-block').isVisible()).toBe(false)
  })

  test('asks before leaving while dirty', async () => {
    await page.fill('input[name="CFV[11]"]', 'Инженер')
    await page.click('.nav__menu__item[data-entity="leads"] a')
    await page.click('.modal-confirm .button-cancel')
    expect(new URL(page.url()).pathname).toBe('/contacts/detail/1')
    await page.click('.nav__menu__item[data-entity="leads"] a')
    await page.click('.modal-confirm .js-leave')
    await page.waitForURL('**/leads/')
  })

  test('draws its form anew by Cancel while the widgets’ column stays', async () => {
    await page.evaluate(() => {
      document.querySelector('#widgets_block')?.setAttribute('data-mark', 'same')
      document.querySelector('.js-cf-group-wrapper')?.setAttribute('data-mark', 'old')
    })
    await page.fill('input[name="CFV[11]"]', 'Инженер')
    await page.click('.js-card-cancel')
    await expect.poll(() => page.locator('.js-cf-group-wrapper[data-mark]').count()).toBe(0)
    expect(await page.locator('#widgets_block[data-mark]').count()).toBe(1)
  })

  test('asks before list:reload opens it again over what was typed', async () => {
    await page.fill('input[name="CFV[11]"]', 'Инженер')
    await page.evaluate(() =>
      (window as unknown as { jQuery: JQueryStatic }).jQuery(document).trigger('list:reload'),
    )
    await page.click('.modal-confirm .button-cancel')
    expect(await page.inputValue('input[name="CFV[11]"]')).toBe('Инженер')
    expect(new URL(page.url()).search).toBe('')
  })

  test('is drawn anew by page:reload, with widgets loaded again', async () => {
    await page.evaluate(() => {
      const view = window as unknown as HostWindow & { jQuery: JQueryStatic }
      view.APP.widgets.loaded = false
      view.jQuery('input[name="CFV[11]"]').val('Инженер')
      view.jQuery(document).trigger('page:reload')
    })
    await page.waitForFunction(() => (window as unknown as HostWindow).APP.widgets.loaded)
    expect(await page.inputValue('input[name="CFV[11]"]')).toBe('Директор')
  })

  test('keeps forms of linked cards beside the main one, with equal field names', async () => {
    await page.goto(`${host.url}/companies/detail/2`)
    const linked = page.locator('form.linked-form#linked_form_1[action="/ajax/contacts/detail/"]')
    await linked.waitFor()
    expect(await linked.locator('input[name="CFV[12]"]').inputValue()).toBe('2')
    expect(await page.locator('.linked-forms__group-wrapper_main input[name="CFV[12]"]').count()).toBe(0)
    await linked.locator('input[name="CFV[11]"]').fill('Владелец')
    await page.click('.js-card-save')
    await expect.poll(() => valueOf(11)).toBe('Владелец')
  })

  test('of a new contact has id 0, is created by the first save and goes to its own address', async () => {
    await page.goto(`${host.url}/contacts/add/`)
    await page.fill('.card-fields__top-name-input', 'Вера')
    await page.click('.js-card-save')
    await page.waitForURL('**/contacts/detail/*')
    await expect.poll(() => page.inputValue('.card-fields__top-name-input')).toBe('Вера')
  })

  test('of a deal changes price and stage, and the CRM logs it', async () => {
    await page.goto(`${host.url}/leads/detail/5`)
    await page.fill('input[name="lead[PRICE]"]', '1 250,50')
    await page.selectOption('.pipeline-select-wrapper select[name="lead[STATUS]"]', '143')
    await page.click('.js-card-save')
    const { leads } = host.context.store.tables
    await expect.poll(() => leads.read(0).price_with_minor_units).toBe(1250.5)
    expect(leads.read(0).status_id).toBe(143)
    await page.goto(`${host.url}/contacts/detail/1`)
    await page.click('.js-card-tab[data-id="leads"]')
    expect(await page.textContent('.linked-list__stage')).toBe('Закрыто и не реализовано')
    const [event] = host.context.store.events.list({
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      newestFirst: true,
      skip: 0,
      limit: 1,
      passes: (row) => row.type === 'sale_field_changed',
    })
    expect(event?.value_after).toEqual([{ sale_field_value: { sale: 1250.5 } }])
  })

  test('shows a wrong number as an error and stays dirty', async () => {
    await page.click('.js-card-tab[data-id="contacts_1"]')
    await page.fill('input[name="CFV[14]"]', 'много')
    await page.click('.js-card-save')
    expect(await page.textContent('.notification_error')).toContain('«Скидка»')
    expect(await page.locator('.card-fields__button-block').isVisible()).toBe(true)
  })
})

function changedFields(): Promise<unknown> {
  return page.evaluate(() => {
    const card = (window as unknown as HostWindow).APP.data.current_card
    return card && card.model.changed_fields
  })
}

function valueOf(fieldId: number): unknown {
  return host.context.store.tables.contacts.valuesOf(0, fieldId)?.[0]?.value
}
