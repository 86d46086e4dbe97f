// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "disableCSSFileLoading": true, "handleDisabledFileLoadingAsSuccess": true } }
import $ from 'jquery'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import ru from '../../i18n/ru.json'
import type { HostWidget } from '../../widget/shell/hostTypes'
import { createWidgetConstructor, type WidgetActions } from '../../widget/shell/createWidgetConstructor'
import { runFieldSetup } from '../../widget/jobs/runFieldSetup'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { formatSettings } from '../../widget/settings/formatSettings'
import { fieldNames } from '../../widget/texts/fieldNames'
import { createActions } from '../../widget/wiring/createActions'
import { anAccount, aWireLead } from '../jobs/support/anAccount'
import { createWorld } from '../jobs/support/createWorld'
import { aRealApp, constantsOf } from './aPage'
import { listHead, showCard, showPage } from './hostDocument'
import { breakValue, type Way, ways } from './support/breakValue'
import { goTo, keepSession, putCrmBehind } from './support/crmBehind'

/** All that the widget reads of the page's globals and of its own object. */
const paths = [
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

/** Of no use to a card. */
const notInCard = /isCard|getBaseEntity|notifications|router|sdk|require|set_settings|params.status/

/** Of no use to the settings. */
const notInSettings = /isCard|getBaseEntity|data|format|getWidgetsArea|sdk|render_template/

/** What decides how a card is written. */
const formPaths = /format|timezone|currency|language|changed_fields|status_rights|base_rights/

const cardPaths = [
  ...['model', 'model.changed_fields', 'id', 'element_type'].map((name) => `APP.data.current_card.${name}`),
  ...paths.filter((path) => !notInCard.test(path)),
]

type Ids = typeof defaultSettings.fields.contacts
let ids: Ids
const failures: unknown[] = []
let opened: HostWidget | null = null

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
})

beforeEach(() => {
  vi.spyOn(console, 'debug').mockReturnValue()
  failures.length = 0
})

afterEach(() => {
  opened?.callbacks.destroy()
  opened = null
})

afterAll(() => vi.unstubAllGlobals())

/** A page of the CRM with the widget in it, one of its values spoilt. */
const openSpoilt = (path: string, way: Way, app = aRealApp(constantsOf('admin'))) => {
  const settings = formatSettings({
    ...defaultSettings,
    rate: 50,
    fields: { ...defaultSettings.fields, contacts: ids },
  })
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
        custom: settings,
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
  return widget
}

const settingsWindow = `<div class="modal sales_analytics"><div class="widget_settings_block__fields">
  <div id="sales_analytics_custom_content"><input type="hidden" id="sales_analytics_custom" name="custom"></div></div>
  <button class="js-widget-save"></button></div>`

const cardForm = (): string => `<div class="linked-forms__group-wrapper_main">
  <input name="CFV[${ids.boughtCount}]" value="" readonly disabled><input name="CFV[${ids.actualAt}]" value="" disabled>
  </div><div id="widgets_block"><div class="card-widgets__elements"></div></div>`

const panelText = (): string => document.querySelector('.sales-analytics__card-panel')?.textContent ?? ''

const inputOf = (id: number | undefined): string =>
  document.querySelector<HTMLInputElement>(`input[name="CFV[${id}]"]`)?.value ?? ''

describe.each(ways)('a page in which one value is %s', (way) => {
  it.each(paths)('lets a run be started from the list: %s', async (path) => {
    goTo('/contacts/list/contacts/')
    showPage(listHead())
    opened = openSpoilt(path, way)
    const { callbacks } = opened
    expect([callbacks.render(), callbacks.init(), callbacks.bind_actions()]).toEqual([true, true, true])
    await expect.poll(() => document.querySelectorAll('.sales-analytics__menu-item').length).toBe(1)
    expect(failures).toEqual([])
    callbacks.destroy()
    expect(document.querySelector('.sales-analytics__menu-item')).toBeNull()
  })
})

describe('a page in which one value throws', () => {
  it.each(paths.filter((path) => !notInSettings.test(path)))('opens the settings: %s', async (path) => {
    goTo('/settings/widgets/')
    showPage(settingsWindow)
    opened = openSpoilt(path, 'a getter that throws')
    opened.callbacks.settings($('.widget_settings_block__fields'))
    await expect.poll(() => document.querySelector('.sales-analytics__settings input')).not.toBeNull()
    expect(failures).toEqual([])
  })
})

describe.each(['a text', 'a getter that throws'] as const)(
  'a card of a page in which one value is %s',
  (way) => {
    it.each(way === 'a text' ? cardPaths.filter((path) => formPaths.test(path)) : cardPaths)(
      'shows figures and fills the fields: %s',
      async (path) => {
        goTo('/contacts/detail/1')
        showPage(listHead())
        showCard(cardForm())
        const app = aRealApp(constantsOf('admin'))
        app.getWidgetsArea = () => 'contacts_card'
        app.data['is_card'] = true
        app.data['current_card'] = { id: 1, element_type: 1, model: { changed_fields: [] } }
        opened = openSpoilt(path, way, app)
        opened.callbacks.render()
        await expect.poll(panelText).toMatch(/2\s000/)
        await expect.poll(() => inputOf(ids.boughtCount)).toBe('2')
        await expect.poll(() => inputOf(ids.actualAt)).toMatch(/^\d\d\.\d\d\.\d{4} \d\d:\d\d$/)
        expect(failures).toEqual([])
      },
    )
  },
)
