// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createHostPage } from '../../widget/shell/createHostPage'
import { aRealApp, aTarget } from './aPage'
import { aWidget, showPage } from './hostDocument'

const pageWith = (app: unknown, pathname?: string) => createHostPage(aTarget(app, pathname))
const cardPath = '/contacts/detail/42'

describe('createHostPage', () => {
  beforeEach(() => showPage(''))

  it('reads APP, else its old name', () => {
    const old = { ...aRealApp(), getWidgetsArea: () => 'companies' }
    const target = { AMOCRM: old, location: { assign: () => undefined } }
    expect(createHostPage(target).place(aWidget())).toEqual({ kind: 'list', entity: 'companies' })
    expect(createHostPage({ ...target, APP: aRealApp() }).place(aWidget())).toEqual({
      kind: 'list',
      entity: 'contacts',
    })
  })

  it('tells account and language', () => {
    const page = pageWith({ ...aRealApp(), lang_id: 'en_GB' })
    expect(page.language()).toBe('en')
    expect(page.account()).toMatchObject({ id: 31000100, timezone: 'Europe/Moscow', currency: 'RUB' })
  })

  it('takes the zone in which the page shows times, else that of the account', () => {
    const app = aRealApp()
    app.system['timezone'] = 'Asia/Kamchatka'
    expect(pageWith(app).account().timezone).toBe('Asia/Kamchatka')
    app.system['timezone'] = 'Nowhere'
    expect(pageWith(app).account().timezone).toBe('Europe/Moscow')
  })

  it('has no card outside a card', () => {
    const app = aRealApp()
    expect(pageWith(app).card()).toBeNull()
    app.data['current_card'] = { id: '5', element_type: '1' }
    expect(pageWith(app).card()).toEqual({ id: 5, elementType: 1, changedFields: [] })
  })

  it.each([[['CFV[5]', 7]], [{ 'CFV[5]': '100' }]])('knows the changed inputs of a card in %j', (changed) => {
    const app = aRealApp()
    app.data['current_card'] = { id: 5, model: { changed_fields: changed } }
    expect(pageWith(app).card()?.changedFields).toEqual(['CFV[5]'])
  })

  it('knows the open card only while the address and the page name the same', () => {
    const app = aRealApp()
    const card = { type: 'contacts', id: 42 } as const
    expect(pageWith(app, cardPath).isOpenCard(card)).toBe(true)
    app.data['current_card'] = { id: '42' }
    expect(pageWith(app, cardPath).isOpenCard(card)).toBe(true)
    expect(pageWith(app, '/contacts/detail/43').isOpenCard(card)).toBe(false)
    expect(pageWith(app, '/companies/detail/42').isOpenCard(card)).toBe(false)
    app.data['current_card'] = { id: 43 }
    expect(pageWith(app, cardPath).isOpenCard(card)).toBe(false)
    expect(pageWith(aRealApp(), '/contacts/list/contacts/').isOpenCard(card)).toBe(false)
  })

  it('sees a list only where the user does', () => {
    const app = aRealApp()
    expect(pageWith(app).openList()).toBe('contacts')
    expect(pageWith(app, '/mail/inbox/').openList()).toBeNull()
    app.data['is_card'] = true
    expect(pageWith(app).openList()).toBeNull()
    expect(pageWith({ ...aRealApp(), isCard: () => true }).openList()).toBeNull()
  })

  it('stays calm outside the CRM', () => {
    const page = createHostPage({ location: { assign: () => undefined } })
    expect(page.app()).toBeUndefined()
    expect([page.language(), page.account(), page.card(), page.openList()]).toEqual(['ru', {}, null, null])
  })

  it("shows the CRM's own messages", () => {
    const show = vi.fn()
    const showError = vi.fn()
    const page = pageWith({ notifications: { show_message: show, show_message_error: showError } })
    page.notify('message', 'Аналитика продаж', 'Готово')
    page.notify('error', 'Аналитика продаж', 'Нет прав')
    expect(show).toHaveBeenCalledExactlyOnceWith({ header: 'Аналитика продаж', text: 'Готово' })
    expect(showError).toHaveBeenCalledExactlyOnceWith({ header: 'Аналитика продаж', text: 'Нет прав' })
    expect(document.querySelector('.sales-analytics__message')).toBeNull()
  })

  it("gives no name as markup to the CRM's messages", () => {
    const showError = vi.fn<(message: { readonly text: string }) => void>()
    const page = pageWith({ notifications: { show_message_error: showError } })
    page.notify('error', 'Аналитика продаж', 'Поле «<img src=x onerror=alert(1)>»')
    expect(showError.mock.calls[0]?.[0].text).toBe('Поле «‹img src=x onerror=alert(1)›»')
  })

  it.each([
    ['are not there yet', undefined],
    [
      'throw while the inbox is not loaded',
      {
        show_message_error: () => {
          throw new TypeError('showNotification of undefined')
        },
      },
    ],
  ])("loses no refusal where the CRM's messages %s", (_what, notifications) => {
    const page = pageWith({ notifications })
    page.notify('error', 'Аналитика продаж', 'Нет прав')
    page.notify('error', 'Аналитика продаж', 'Нет прав')
    const messages = document.querySelectorAll<HTMLElement>('.sales-analytics__message')
    expect(messages).toHaveLength(1)
    expect(messages[0]?.textContent).toContain('Нет прав')
    messages[0]?.querySelector('button')?.click()
    expect(document.querySelector('.sales-analytics__message')).toBeNull()
  })

  it('goes to another page without a reload', () => {
    const navigate = vi.fn()
    pageWith({ router: { navigate } }).navigate('/leads/detail/5')
    expect(navigate).toHaveBeenCalledExactlyOnceWith('/leads/detail/5', { trigger: true })
  })

  it.each([
    {},
    {
      navigate: () => {
        throw new Error('no route')
      },
    },
  ])('goes there all the same where the page cannot do without', (router) => {
    const assign = vi.fn()
    createHostPage({ APP: { router }, location: { assign } }).navigate('/leads/detail/5')
    expect(assign).toHaveBeenCalledExactlyOnceWith('/leads/detail/5')
  })
})
