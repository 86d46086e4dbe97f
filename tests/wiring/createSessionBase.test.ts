// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { formatSettings } from '../../widget/settings/formatSettings'
import { createHostPage } from '../../widget/shell/createHostPage'
import type { HostParams, HostWidget } from '../../widget/shell/hostTypes'
import { createSessionBase } from '../../widget/wiring/createSessionBase'
import { createSettingsFeed } from '../../widget/wiring/createSettingsFeed'
import { aWidget } from '../shell/hostDocument'

const sessionOfPage = () =>
  createSessionBase(
    createHostPage({ APP: {}, location: window.location }),
    createSettingsFeed(31, () => 0),
  )

/** An instance that the page has given `params`; undefined = `set_settings` was never called. */
const anInstance = (params: HostParams | undefined): HostWidget =>
  aWidget({ params } as unknown as Partial<HostWidget>)

const saved = { ...defaultSettings, contacts: 'split', rate: 3 } as const
const given = { widget_code: 'sales_analytics', custom: formatSettings(saved) }

describe('what the screens of a page share', () => {
  it.each([undefined, {}, null as unknown as undefined, 'broken' as unknown as undefined])(
    'goes by no settings, not even the defaults, while the page has given %j for params',
    (params) => {
      const widget = anInstance(params)
      const session = sessionOfPage()
      session.applySettings(widget)
      expect(session.settings()).toMatchObject({ ok: false, issues: [{ code: 'notGiven' }] })
    },
  )

  const hostile = (key: string): object =>
    Object.defineProperty({ v: 1, widget_code: 'sales_analytics' }, key, {
      enumerable: true,
      get: () => {
        throw new Error('a hostile setting')
      },
    })

  it.each([
    ['where they are asked for', hostile('custom')],
    ['inside them', { widget_code: 'sales_analytics', custom: hostile('entities') }],
  ])('goes by no settings while the page throws %s, and stops nothing else', (_where, params) => {
    const session = sessionOfPage()
    session.applySettings(anInstance(params as HostParams))
    expect(session.settings()).toMatchObject({ ok: false, issues: [{ code: 'notGiven' }] })
  })

  it('takes the defaults where the page has given params and no settings text', () => {
    const widget = anInstance({ widget_code: 'sales_analytics' })
    const session = sessionOfPage()
    session.applySettings(widget)
    expect(session.settings()).toEqual({ ok: true, settings: defaultSettings })
  })

  it('goes on by what it knows with an instance that was given nothing, as after «Сохранить»', () => {
    const session = sessionOfPage()
    session.applySettings(anInstance(given))
    session.applySettings(anInstance(undefined))
    expect(session.settings()).toEqual({ ok: true, settings: saved })
  })

  it('takes the settings as soon as an instance brings them', () => {
    const session = sessionOfPage()
    session.applySettings(anInstance(undefined))
    session.applySettings(anInstance({ ...given, custom: JSON.parse(given.custom) as unknown }))
    expect(session.settings()).toEqual({ ok: true, settings: saved })
  })
})
