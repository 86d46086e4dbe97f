import { describe, expect, it, vi } from 'vitest'
import { createHostPage } from '../../widget/shell/createHostPage'
import type { HostApp, HostWindow } from '../../widget/shell/hostTypes'
import { aWidget, anApp } from './hostDocument'

const constants = (values: Record<string, unknown>) => (name: string) => values[name]

const pageWith = (app: HostApp, partial: Partial<HostWindow> = {}) =>
  createHostPage({ APP: app, location: { assign: () => undefined }, ...partial })

describe('createHostPage', () => {
  it('reads APP, else its old name', () => {
    const old = anApp({ getWidgetsArea: () => 'companies' })
    const page = pageWith(anApp({ getWidgetsArea: () => 'contacts' }), { AMOCRM: old })
    expect(page.place(aWidget())).toEqual({ kind: 'list', entity: 'contacts' })
    const oldPage = createHostPage({ AMOCRM: old, location: { assign: () => undefined } })
    expect(oldPage.place(aWidget())).toEqual({ kind: 'list', entity: 'companies' })
  })

  it('tells user, rights, account and language', () => {
    const page = pageWith(
      anApp({
        lang_id: 'en_GB',
        constant: constants({
          user: { id: '8800001' },
          user_rights: { is_admin: true, is_free_user: false },
          account: { id: 31000100, timezone: 'Europe/Moscow', cf: { 501: {} } },
        }),
      }),
    )
    expect([page.userId(), page.isAdmin(), page.isFreeUser(), page.language()]).toEqual([
      8800001,
      true,
      false,
      'en',
    ])
    expect(page.account().timezone).toBe('Europe/Moscow')
  })

  it('knows from the constants whether a field was deleted, or that it cannot know', () => {
    const page = pageWith(anApp({ constant: constants({ account: { cf: { 501: {} } } }) }))
    expect([page.hasField(501), page.hasField(502)]).toEqual([true, false])
    expect(pageWith(anApp({ constant: constants({ account: {} }) })).hasField(501)).toBeNull()
  })

  it('has no card outside a card', () => {
    expect(pageWith(anApp({ data: { current_card: false } })).card()).toBeNull()
    expect(pageWith(anApp({ data: { current_card: { id: 5 } } })).card()).toEqual({ id: 5 })
  })

  it('stays calm outside the CRM', () => {
    const page = createHostPage({ location: { assign: () => undefined } })
    expect(page.app()).toBeNull()
    expect([page.userId(), page.isAdmin(), page.language()]).toEqual([0, false, 'ru'])
    expect(page.notify('error', 'Аналитика продаж', 'Нет связи')).toBe(false)
  })

  it("shows the CRM's own messages", () => {
    const show = vi.fn()
    const showError = vi.fn()
    const page = pageWith(anApp({ notifications: { show_message: show, show_message_error: showError } }))
    expect(page.notify('message', 'Аналитика продаж', 'Готово')).toBe(true)
    expect(page.notify('error', 'Аналитика продаж', 'Нет прав')).toBe(true)
    expect(show).toHaveBeenCalledExactlyOnceWith({ header: 'Аналитика продаж', text: 'Готово' })
    expect(showError).toHaveBeenCalledExactlyOnceWith({ header: 'Аналитика продаж', text: 'Нет прав' })
  })

  it('goes to another page without a reload', () => {
    const navigate = vi.fn()
    pageWith(anApp({ router: { navigate } })).navigate('/leads/detail/5')
    expect(navigate).toHaveBeenCalledExactlyOnceWith('/leads/detail/5', { trigger: true })
  })

  it('goes there all the same where the page cannot do without', () => {
    const assign = vi.fn()
    pageWith(anApp(), { location: { assign } }).navigate('/leads/detail/5')
    expect(assign).toHaveBeenCalledExactlyOnceWith('/leads/detail/5')
  })
})
