// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "disableCSSFileLoading": true, "handleDisabledFileLoadingAsSuccess": true } }
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { HostWindow } from '../../widget/shell/hostTypes'
import { createActions } from '../../widget/wiring/createActions'
import { openTabChannel } from '../../widget/wiring/openTabChannel'
import { aWidget, settle, showPage } from '../shell/hostDocument'
import { type LazyParts, lazyParts } from '../../widget/wiring/parts/lazyParts'

const langs = {
  widget: { name: 'Аналитика продаж' },
  errors: {
    partMissing: 'Часть не загрузилась',
    partMissingNext: 'Повторите.',
    unexpected: 'Ошибка: {detail}',
  },
  settingsForm: { loading: 'Загрузка…' },
  common: { retry: 'Повторить', support: 'Поддержка: {support}' },
}

/** Parts that the test lets come, or fail, one by one. */
const heldParts = () => {
  const undo = vi.fn()
  const come = { count: () => Number.NaN }
  const mount = vi.fn((..._given: unknown[]) => undo)
  const save = vi.fn((_event: unknown): boolean | Promise<boolean> => true)
  const show = vi.fn((..._given: unknown[]) => ({ save, undo }))
  const waiting: { name: string; come: () => void; fail: () => void }[] = []
  const given: Record<string, unknown> = {
    base: { createSessionBase: () => ({}) },
    session: {
      createSession: (_base: unknown, _version: string, timesCome: () => number) => {
        come.count = timesCome
        return {}
      },
    },
    card: { mountCard: mount },
    settings: { showSettings: show },
    run: { createRunWindow: mount },
  }
  const parts = Object.fromEntries(
    Object.keys(lazyParts).map((name) => [
      name,
      () =>
        new Promise((resolve, reject) => {
          waiting.push({
            name,
            come: () => resolve(given[name]),
            fail: () => reject(new Error('Script error')),
          })
        }),
    ]),
  ) as unknown as LazyParts
  const letAll = async (how: 'come' | 'fail'): Promise<void> => {
    for (const one of waiting.splice(0)) one[how]()
    await settle()
  }
  return { come, parts, mount, show, save, undo, waiting: () => waiting.map(({ name }) => name), letAll }
}

const openPage = (area: string, isCard = false) => {
  const told: { header: string; text: string }[] = []
  const APP = {
    getWidgetsArea: () => area,
    constant: (name: string) => (name === 'account' ? { id: 31 } : name === 'user' ? { id: 1 } : undefined),
    notifications: { show_message_error: (message: { header: string; text: string }) => told.push(message) },
    ...(isCard ? { data: { current_card: { id: 7, element_type: 1 } } } : {}),
  }
  const held = heldParts()
  const target: HostWindow = { APP, location: { assign: () => undefined } }
  return {
    ...held,
    told,
    actions: createActions(target, held.parts),
    widget: aWidget({ langs, system: () => ({ area: 'llist' }) }),
  }
}

/** A card asks for its parts a moment after it was opened. */
const untilAsked = ({ waiting }: { waiting: () => readonly string[] }): Promise<void> =>
  expect.poll(() => waiting().length).toBeGreaterThan(0)

describe('createActions', () => {
  beforeEach(() => showPage(''))

  it('has nothing loaded, and links no style sheet, on a page that is none of ours', async () => {
    const { actions, widget, waiting } = openPage('leads')
    actions.mountPage(widget)
    await settle()
    expect(waiting()).toEqual([])
    expect(document.querySelector('link')).toBeNull()
  })

  it('asks for nothing at once, and on a card that is stayed on for all that it needs at the same time', async () => {
    const list = openPage('contacts')
    list.actions.mountPage(list.widget)
    const card = openPage('contacts_card', true)
    card.actions.mountPage(card.widget)
    expect(card.waiting()).toEqual([])
    await untilAsked(card)
    expect(card.waiting().sort()).toEqual(['base', 'card', 'session'])
    expect(list.waiting()).toEqual([])
  })

  it('mounts nothing on a page that was left while its part was coming', async () => {
    const { actions, widget, mount, waiting, letAll } = openPage('contacts_card', true)
    const undo = actions.mountPage(widget)
    await untilAsked({ waiting })
    undo()
    await letAll('come')
    expect(mount).not.toHaveBeenCalled()
  })

  it('mounts once, and takes out, what came in time', async () => {
    const { actions, widget, mount, undo, waiting, letAll } = openPage('contacts_card', true)
    const undoPage = actions.mountPage(widget)
    await untilAsked({ waiting })
    await letAll('come')
    expect(mount).toHaveBeenCalledOnce()
    expect(mount.mock.calls[0]?.[0]).toMatchObject({ parent: { type: 'contacts', id: 7 } })
    undoPage()
    expect(undo).toHaveBeenCalledOnce()
  })

  it('says that a part has not come, and asks for it again at the next page', async () => {
    const { actions, widget, told, mount, waiting, letAll } = openPage('contacts_card', true)
    const undo = actions.mountPage(widget)
    await untilAsked({ waiting })
    await letAll('fail')
    expect(told).toEqual([
      {
        header: 'Аналитика продаж',
        text: expect.stringMatching(/^Часть не загрузилась\. Повторите\. Поддержка: https:.+@/) as string,
      },
    ])
    undo()
    actions.mountPage(widget)
    await untilAsked({ waiting })
    await letAll('come')
    expect(mount).toHaveBeenCalledOnce()
  })

  it('says nothing of a part that has not come for a page that was left', async () => {
    const { actions, widget, told, waiting, letAll } = openPage('contacts_card', true)
    const undo = actions.mountPage(widget)
    await untilAsked({ waiting })
    undo()
    await letAll('fail')
    expect(told).toEqual([])
  })

  it('waits with the answer to «Сохранить» for a settings form that is on its way', async () => {
    const { actions, widget, save, letAll } = openPage('widgetsSettings:sales_analytics')
    actions.mountSettings(widget, document.body)
    const event = { active: 'Y' as const, fields: {} }
    const answer = actions.onSave(widget, event)
    expect(answer).toBeInstanceOf(Promise)
    await letAll('come')
    expect(save).toHaveBeenCalledExactlyOnceWith(event)
    expect(await answer).toBe(true)
  })

  it('answers «Сохранить» at once once the form is there: a CRM may look at no promise', async () => {
    const { actions, widget, save, letAll } = openPage('widgetsSettings:sales_analytics')
    actions.mountSettings(widget, document.body)
    await letAll('come')
    save.mockReturnValue(false)
    expect(actions.onSave(widget, { active: 'Y' })).toBe(false)
  })

  it('tells the other tabs that the widget is on only once «Сохранить» was not refused', async () => {
    const { actions, widget, save, letAll } = openPage('widgetsSettings:sales_analytics')
    const heard: unknown[] = []
    openTabChannel<unknown>('sales-analytics.switch.31', (message) => heard.push(message))
    const tellEnd = openTabChannel('sales-analytics.switch.31', () => undefined)
    /** Messages come in their order: once this one is heard, all before it are. */
    const untilHeard = async (): Promise<unknown[]> => {
      tellEnd('end')
      await expect.poll(() => heard.at(-1)).toBe('end')
      return heard.splice(0).filter((message) => message !== 'end')
    }
    actions.mountSettings(widget, document.body)
    await letAll('come')
    save.mockReturnValue(false)
    expect(actions.onSave(widget, { active: 'Y' })).toBe(false)
    save.mockReturnValue(Promise.resolve(false))
    expect(await actions.onSave(widget, { active: 'Y' })).toBe(false)
    expect(await untilHeard()).toEqual([])
    save.mockReturnValue(Promise.resolve(true))
    expect(await actions.onSave(widget, { active: 'Y' })).toBe(true)
    expect(await untilHeard()).toEqual(['on'])
  })

  it('refuses by a rejection where a form with errors came after «Сохранить»: a CRM may not look at what a promise gives', async () => {
    const { actions, widget, save, letAll } = openPage('widgetsSettings:sales_analytics')
    actions.mountSettings(widget, document.body)
    save.mockReturnValue(false)
    const refused = expect(actions.onSave(widget, { active: 'Y' })).rejects.toThrow('errors')
    await letAll('come')
    await refused
  })

  it('lets the CRM save what it has where the form cannot come, and tries again by a button', async () => {
    const { actions, widget, save, show, letAll } = openPage('widgetsSettings:sales_analytics')
    actions.mountSettings(widget, document.body)
    const answer = actions.onSave(widget, { active: 'Y' })
    await letAll('fail')
    expect(await answer).toBe(true)
    expect(save).not.toHaveBeenCalled()
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Часть не загрузилась')
    document.querySelector<HTMLButtonElement>('[role=alert] button')?.click()
    expect(document.querySelector('[role=alert]')).toBeNull()
    await letAll('come')
    expect(show).toHaveBeenCalledOnce()
  })

  it('answers «Сохранить» of a window that was left before the form had come', async () => {
    const { actions, widget, show, letAll } = openPage('widgetsSettings:sales_analytics')
    const undo = actions.mountSettings(widget, document.body)
    const answer = actions.onSave(widget, { active: 'Y' })
    undo()
    await letAll('come')
    expect(await answer).toBe(true)
    expect(show).not.toHaveBeenCalled()
  })

  it('opens no run that was asked for before the widget was switched off', async () => {
    localStorage.setItem('sales-analytics.run.31.1', '1')
    vi.useFakeTimers()
    const { actions, widget, mount, letAll } = openPage('leads')
    const undo = actions.mountPage(widget)
    vi.advanceTimersByTime(1000)
    vi.useRealTimers()
    undo()
    actions.onSwitchedOff(widget)
    await letAll('come')
    expect(mount).not.toHaveBeenCalled()
    localStorage.clear()
  })

  it('counts how often the user came to the page from the first page on, not only since the session is there', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    const { actions, widget, come, letAll } = openPage('contacts_card', true)
    actions.mountPage(widget)
    window.dispatchEvent(new Event('focus'))
    actions.mountSettings(widget, document.body)
    await letAll('come')
    expect(come.count()).toBe(1)
  })

  it('makes one session for all screens of the page', async () => {
    const { actions, widget, waiting, letAll } = openPage('contacts_card', true)
    actions.mountSettings(widget, document.body)()
    await letAll('come')
    actions.mountPage(widget)
    await untilAsked({ waiting })
    expect(waiting()).toEqual(['card'])
  })
})
