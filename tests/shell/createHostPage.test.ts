// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createHostPage } from '../../widget/shell/createHostPage'
import type { HostApp } from '../../widget/shell/hostTypes'
import { aWidget, anApp } from './hostDocument'

const constants = (values: Record<string, unknown>) => (name: string) => values[name]

const showApp = (app: HostApp): void => {
  window.APP = app
}

describe('createHostPage', () => {
  afterEach(() => {
    delete window.APP
    delete window.AMOCRM
  })

  it('reads APP, else its old name', () => {
    window.AMOCRM = anApp({ getWidgetsArea: () => 'companies' })
    const page = createHostPage(window)
    expect(page.place(aWidget())).toEqual({ kind: 'list', entity: 'companies' })
    showApp(anApp({ getWidgetsArea: () => 'contacts' }))
    expect(page.place(aWidget())).toEqual({ kind: 'list', entity: 'contacts' })
  })

  it('tells user, rights, account and language', () => {
    showApp(
      anApp({
        lang_id: 'en_GB',
        constant: constants({
          user: { id: '8800001' },
          user_rights: { is_admin: true, is_free_user: false },
          account: { id: 31000100, timezone: 'Europe/Moscow', cf: { 501: {} } },
        }),
      }),
    )
    const page = createHostPage(window)
    expect([page.userId(), page.isAdmin(), page.isFreeUser(), page.language()]).toEqual([
      8800001,
      true,
      false,
      'en',
    ])
    expect(page.account().timezone).toBe('Europe/Moscow')
  })

  it('knows from the constants whether a field was deleted, or that it cannot know', () => {
    showApp(anApp({ constant: constants({ account: { cf: { 501: {} } } }) }))
    const page = createHostPage(window)
    expect([page.hasField(501), page.hasField(502)]).toEqual([true, false])
    showApp(anApp({ constant: constants({ account: {} }) }))
    expect(page.hasField(501)).toBeNull()
  })

  it('has no card outside a card', () => {
    showApp(anApp({ data: { current_card: false } }))
    expect(createHostPage(window).card()).toBeNull()
    showApp(anApp({ data: { current_card: { id: 5 } } }))
    expect(createHostPage(window).card()).toEqual({ id: 5 })
  })

  it('stays calm outside the CRM', () => {
    const page = createHostPage(window)
    expect(page.app()).toBeNull()
    expect([page.userId(), page.isAdmin(), page.language()]).toEqual([0, false, 'ru'])
    expect(page.notify('error', 'Аналитика продаж', 'Нет связи')).toBe(false)
  })

  it("shows the CRM's own messages", () => {
    const show = vi.fn()
    const showError = vi.fn()
    showApp(anApp({ notifications: { show_message: show, show_message_error: showError } }))
    const page = createHostPage(window)
    expect(page.notify('message', 'Аналитика продаж', 'Готово')).toBe(true)
    expect(page.notify('error', 'Аналитика продаж', 'Нет прав')).toBe(true)
    expect(show).toHaveBeenCalledExactlyOnceWith({ header: 'Аналитика продаж', text: 'Готово' })
    expect(showError).toHaveBeenCalledExactlyOnceWith({ header: 'Аналитика продаж', text: 'Нет прав' })
  })

  it('goes to another page without a reload', () => {
    const navigate = vi.fn()
    showApp(anApp({ router: { navigate } }))
    createHostPage(window).navigate('/leads/detail/5')
    expect(navigate).toHaveBeenCalledExactlyOnceWith('/leads/detail/5', { trigger: true })
  })
})
