import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import ru from '../../../i18n/ru.json'
import { runFieldSetup } from '../../../widget/jobs/runFieldSetup'
import { defaultSettings } from '../../../widget/settings/defaultSettings'
import { formatSettings } from '../../../widget/settings/formatSettings'
import { createWidgetConstructor, type WidgetActions } from '../../../widget/shell/createWidgetConstructor'
import type { HostWidget } from '../../../widget/shell/hostTypes'
import { fieldNames } from '../../../widget/texts/fieldNames'
import { createActions } from '../../../widget/wiring/createActions'
import { anAccount, aWireLead } from '../../jobs/support/anAccount'
import { createWorld } from '../../jobs/support/createWorld'
import { aRealApp, constantsOf } from '../aPage'
import { breakValue, type Way } from './breakValue'
import { keepSession, putCrmBehind } from './crmBehind'
import { hurryTime } from './hurryTime'

/** All that the widget reads of the page's globals and of its own object. */
export const paths = [
  'APP',
  'APP.constant',
  'APP.constants.user',
  'APP.constants.user.id',
  'APP.constants.user.name',
  'APP.constants.user_rights',
  'APP.constants.user_rights.is_admin',
  'APP.constants.user_rights.is_free_user',
  'APP.constants.user_rights.base_rights',
  'APP.constants.user_rights.base_rights.contacts',
  'APP.constants.user_rights.base_rights.contacts.view',
  'APP.constants.user_rights.status_rights',
  'APP.constants.managers',
  'APP.constants.account',
  'APP.constants.account.id',
  'APP.constants.account.timezone',
  'APP.constants.account.currency',
  'APP.constants.account.language',
  'APP.constants.account.cf',
  'APP.getWidgetsArea',
  'APP.getBaseEntity',
  'APP.isCard',
  'APP.lang_id',
  'APP.data',
  'APP.data.is_card',
  'APP.data.current_card',
  'APP.system',
  'APP.system.timezone',
  'APP.system.format',
  'APP.system.format.date',
  'APP.system.format.date.date',
  'APP.system.format.date.time',
  'APP.system.format.time',
  'APP.notifications',
  'APP.router',
  'APP.sdk',
  'require',
  'widget.langs',
  'widget.langs.widget',
  'widget.system',
  'widget.set_settings',
  'widget.render_template',
  'widget.params.version',
  'widget.params.status',
  'widget.params.path',
  'widget.params.cdn_path',
] as const

type Ids = typeof defaultSettings.fields.contacts

/** A page with the widget in it, one of its values spoilt. */
export interface SpoiltPages {
  /** Ids of the account's fields of contacts. */
  readonly ids: () => Ids
  /** What the widget has failed of since the test began. */
  readonly failures: readonly unknown[]
  /** Opens a page; it is left after the test. */
  open(path: string, way: Way, app?: ReturnType<typeof aRealApp>): HostWidget
}

/** Makes an account with two sales of one contact behind the test's window, for all tests of the file. */
export const useSpoiltPages = (): SpoiltPages => {
  let ids: Ids
  const failures: unknown[] = []
  let opened: HostWidget | null = null
  let calm = (): void => undefined

  beforeAll(async () => {
    const world = createWorld({
      account: anAccount({ leads: [aWireLead(1, { contacts: [1] }), aWireLead(2, { contacts: [1] })] }),
    })
    // Each test is a page of its own: without channels they are no tabs of one browser. There are no locks in the test's window.
    vi.stubGlobal('BroadcastChannel', undefined)
    Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined })
    keepSession(world.host)
    const setup = await runFieldSetup(
      world.client,
      { type: 'contacts', hint: {}, names: () => Promise.resolve(fieldNames('ru', 'RUB')), mayCreate: true },
      { priority: 'run' },
    )
    if (setup.kind !== 'ready') throw new Error('no fields')
    ids = setup.ids
    putCrmBehind(world.host)
    calm = hurryTime(20)
  })

  beforeEach(() => {
    vi.spyOn(console, 'debug').mockReturnValue()
    failures.length = 0
  })

  afterEach(() => {
    opened?.callbacks.destroy()
    opened = null
  })

  afterAll(() => {
    calm()
    vi.unstubAllGlobals()
  })

  return {
    ids: () => ids,
    failures,
    open(path, way, app = aRealApp(constantsOf('admin'))) {
      const page = {
        APP: app,
        require: undefined,
        location: window.location,
        widget: {
          params: {
            widget_code: 'sales_analytics',
            path: '/upl/sales_analytics/widget',
            cdn_path: '/upl/sales_analytics/widget',
            version: '0.1.0',
            status: 'installed',
            custom: formatSettings({
              ...defaultSettings,
              rate: 50,
              fields: { ...defaultSettings.fields, contacts: ids },
            }),
          },
          langs: { ...ru, widget: { ...ru.widget } },
          system: () => ({ area: 'clist' }),
          set_settings: () => undefined,
          render_template: () => undefined,
        },
      }
      breakValue(page, path, way)
      const actions: WidgetActions = createActions(page)
      const widget = new (createWidgetConstructor({
        ...actions,
        onFailure: (_widget, error) => failures.push(error),
      }))()
      Object.defineProperties(widget, Object.getOwnPropertyDescriptors(page.widget))
      opened = widget
      return widget
    },
  }
}
