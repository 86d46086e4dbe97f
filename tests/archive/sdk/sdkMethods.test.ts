import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HostWindow } from '../../../host/page/hostWindow'
import type { OpenedHost } from '../../host/page/support/openHost'
import { expectSeen, openSamples, seenBy } from '../support/openSamples'
import { poll } from '../support/poll'

const code = 'sample_methods'
const phone = (value: string) => ({ field_code: 'PHONE', values: [{ value, enum_code: 'WORK' }] })
const account = {
  contacts: [
    {
      id: 1,
      name: 'Анна Иванова',
      first_name: 'Анна',
      last_name: 'Иванова',
      custom_fields_values: [phone('+79001112233')],
      _embedded: { companies: [{ id: 2 }] },
    },
  ],
  companies: [{ id: 2, name: 'Ромашка' }],
  leads: [
    { id: 5, name: 'Заказ', price: 1, status_id: 142, pipeline_id: 7, _embedded: { contacts: [{ id: 1 }] } },
  ],
  sources: [{ id: 90, name: 'Источник', pipeline_id: 7, origin_code: code }],
}
const anna = {
  id: 1,
  name: 'Анна Иванова',
  first_name: 'Анна',
  last_name: 'Иванова',
  phones: ['+79001112233'],
  emails: [],
}
let host: OpenedHost
let page: Page

beforeAll(async () => {
  host = await openSamples([code], account)
  page = await host.open('/contacts/detail/1')
})

afterAll(() => host.close())

describe('a method of a widget', () => {
  test('tells of account, version, status, area, texts and settings at once', async () => {
    await expectSeen(page, code, {
      version: '1.0.0',
      installStatus: 'installed',
      area: 'ccard',
      greeting: 'Здравствуйте',
      unknownText: false,
      settings: 'text',
      keptObject: true,
      catalog: 7,
    })
    const { account: told } = await seenBy<{ account: Record<string, unknown> }>(page, code)
    expect(told['id']).toBe(host.context.store.account.id)
    expect((told['users'] as unknown[]).length).toBeGreaterThan(0)
  })

  test('get_current_card_contacts_data gives names, phones and e-mails, on every kind of card', async () => {
    for (const path of ['/contacts/detail/1', '/companies/detail/2', '/leads/detail/5']) {
      const card = await host.open(path)
      await expectSeen(card, code, { contacts: [anna] })
    }
  })

  test('get_pipeline_id is a promise of the pipeline that the widget is a source of', async () => {
    await expectSeen(page, code, { pipeline: 7 })
  })

  test('listenSocketChannel hears its channel until it is told not to, and refuses what is no function', async () => {
    const push = (channel: string): Promise<void> =>
      page.evaluate((name) => {
        const detail = { channel: name, payload: { data: 1 } }
        document.dispatchEvent(new CustomEvent('crm:socket', { detail }))
      }, channel)
    await push('contacts:card:1')
    await push('contacts:card:2')
    expect((await seenBy(page, code))['subscription']).toEqual([{ data: 1 }])
    await page.evaluate(() => {
      const { samples } = window as unknown as { samples: { sample_methods: { unsubscribe(): void } } }
      samples.sample_methods.unsubscribe()
    })
    await push('contacts:card:1')
    expect((await seenBy(page, code))['subscription']).toEqual([{ data: 1 }])
    const refusal = await page.evaluate(() => {
      const { APP } = window as unknown as {
        APP: { widgets: { list: Record<string, { listenSocketChannel(channel: string): unknown }> } }
      }
      try {
        APP.widgets.list['sample_methods']?.listenSocketChannel('a')
        return ''
      } catch (error) {
        return (error as Error).message
      }
    })
    expect(refusal).toBe('Callback is not a function.')
  })

  test('addNotificationCallback hears what goes into the notification centre', async () => {
    await page.waitForFunction(() => (window as unknown as HostWindow).APP.inbox !== undefined)
    await page.evaluate(() => {
      const { APP } = window as unknown as { APP: { notifications: { add_call(params: object): void } } }
      APP.notifications.add_call({ text: 'звонок' })
    })
    await expectSeen(page, code, { notification: 'звонок' })
  })

  test('add_source sends from the foot of the card’s feed and leaves a note', async () => {
    const form = page.locator('.feed-compose[data-code="sample_methods"]')
    await form.getByRole('textbox').fill('Здравствуйте')
    await form.getByRole('button').click()
    await expectSeen(page, code, {
      sent: [{ phone: '+79001112233', message: 'Здравствуйте', contact_id: 1 }],
    })
    await poll(() => [...host.context.store.lists.notes.values()].map((note) => note.note_type)).toContain(
      'sms_out',
    )
  })

  test('add_action is called for a phone pressed in a card and in a list', async () => {
    await page.locator('input[value="+79001112233"]').click()
    await page.getByRole('button', { name: 'Методы', exact: true }).click()
    await expectSeen(page, code, { actions: ['+79001112233'] })
    const list = await host.open('/contacts/list/contacts/')
    await list.getByText('+79001112233').first().click()
    await expectSeen(list, code, { actions: ['+79001112233'] })
  })

  test('list_selected gives the ticked rows, and widgetsOverlay covers the list until a press', async () => {
    const list = await host.open('/contacts/list/contacts/')
    await list.locator('.js-list-checkbox[value="1"]').check({ force: true })
    await list.locator('.js-widget-selected[data-code="sample_methods"]').click()
    await expectSeen(list, code, {
      selected: {
        count_selected: 1,
        selected: [{ id: 1, type: 'contact', emails: [], phones: ['+79001112233'] }],
        summary: { items: 1, emails: 0, phones: 1 },
      },
    })
    await list.locator('#card_widgets_overlay').click({ position: { x: 700, y: 500 } })
    expect(await list.locator('#card_widgets_overlay').count()).toBe(0)
  })
})
