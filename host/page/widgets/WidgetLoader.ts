import $ from 'jquery'
import type { AppGlobal } from '../appTypes'
import type { PageSession } from '../wire'
import { BaseWidget } from './BaseWidget'
import { createWidgetParams, parseWidgetSettings } from './createWidgetParams'
import { fetchWidgets } from './fetchWidgets'
import { readQuotedValue } from './quotedValue'
import { requireWidget } from './requireWidget'
import { callSafely } from './callSafely'
import { runCallbacks } from './runCallbacks'
import type { OwnPageCall } from './runOwnPage'
import { runRenderAgain } from './runRenderAgain'
import type {
  WidgetConstructor,
  WidgetEntry,
  WidgetInstance,
  WidgetLangs,
  WidgetsAnswer,
} from './widgetTypes'

/** Loads, starts and destroys widgets as the CRM's page does on `widgets:load` (HOST, order checked line by line). */
export class WidgetLoader {
  readonly #app: AppGlobal
  readonly #session: Pick<PageSession, 'user' | 'rights'>
  readonly #ownPageOf: (code: string) => OwnPageCall | null
  /** Grows with each `widgets:load`: what arrives for an older one is dropped. */
  #generation = 0

  constructor(
    app: AppGlobal,
    session: Pick<PageSession, 'user' | 'rights'>,
    ownPageOf: (code: string) => OwnPageCall | null,
  ) {
    this.#app = app
    this.#session = session
    this.#ownPageOf = ownPageOf
  }

  /** Begins to listen to the page's events. */
  listen(): void {
    $(document)
      .on('widgets:load', () => {
        this.#load().catch(reportError)
      })
      .on('widget:installed', (_event, code: string, settings?: string) => {
        this.#startInstalled(code, settings).catch(reportError)
      })
      .on('widget:removed', (_event, code: string, _reason?: unknown, isDropped?: boolean) => {
        this.#remove(code, isDropped === true)
      })
  }

  /**
   * Brings one widget up for its settings window: same steps, active or not; one that is in the list is drawn again.
   * A script that did not load gives an object without callbacks, so that the window still opens.
   */
  async startInArea(area: string, code: string): Promise<WidgetInstance> {
    const generation = this.#generation
    const answer = await fetchWidgets(`${area}:${code}`)
    this.#takeSystem(answer)
    const entry = answer.widgets[code]
    if (entry && this.#isAllowed()) await this.#start(code, entry, () => generation === this.#generation)
    return this.#app.widgets.list[code] ?? createFakeWidget()
  }

  async #load(): Promise<void> {
    this.#generation += 1
    const generation = this.#generation
    this.#destroyAll()
    this.#app.widgets.loaded = false
    if (!this.#isAllowed()) return
    const answer = await fetchWidgets(this.#app.getWidgetsArea())
    const isCurrent = (): boolean => generation === this.#generation
    if (!isCurrent()) return
    this.#takeSystem(answer)
    const active = Object.entries(answer.widgets).filter(([, entry]) => entry.active === 'Y')
    await Promise.all(active.map(([code, entry]) => this.#start(code, entry, isCurrent)))
    if (!isCurrent()) return
    this.#app.widgets.loaded = true
    $('#list_table').trigger('list:checkbox')
  }

  async #startInstalled(code: string, settings: string | undefined): Promise<void> {
    const generation = this.#generation
    const answer = await fetchWidgets(this.#app.getWidgetsArea())
    const entry = answer.widgets[code]
    if (!entry || generation !== this.#generation || !this.#isAllowed()) return
    if (this.#app.widgets.list[code]) this.#destroySingle(code)
    const stored = settings === undefined ? entry.settings : readInstalledSettings(settings)
    await this.#start(code, { ...entry, settings: stored }, () => generation === this.#generation)
  }

  async #start(code: string, entry: WidgetEntry, isCurrent: () => boolean): Promise<void> {
    const known = this.#app.widgets.list[code]
    if (known) {
      runRenderAgain(known, this.#ownPageOf(code))
      return
    }
    const files = await requireWidget(entry)
    if (!files || !isCurrent() || this.#app.widgets.list[code]) return
    if (typeof files.factoryResult !== 'function') return
    try {
      this.#construct(code, entry, files.factoryResult as WidgetConstructor, files.langs)
    } catch (error) {
      delete this.#app.widgets.list[code]
      reportError(error)
    }
  }

  #construct(code: string, entry: WidgetEntry, factory: WidgetConstructor, langs: WidgetLangs): void {
    const constructor = new BaseWidget().extend(factory)
    const widget = new constructor()
    this.#app.widgets.list[code] = widget
    widget.ns = `.widget:${code}`
    widget.init_once = entry.init_once
    widget.set_lang(withServerNames(langs, entry))
    widget.set_settings(createWidgetParams(code, entry))
    if (!runCallbacks(code, widget, this.#ownPageOf(code))) delete this.#app.widgets.list[code]
  }

  #destroyAll(): void {
    for (const [code, widget] of Object.entries(this.#app.widgets.list)) {
      if (widget.init_once !== 'Y' || widget.params['widget_active'] !== 'Y') this.#destroySingle(code)
    }
  }

  #destroySingle(code: string): void {
    const widget = this.#app.widgets.list[code]
    if (!widget) return
    const { destroy } = widget.callbacks
    if (typeof destroy === 'function') callSafely(widget, destroy)
    $(document).off(widget.ns)
    $(`#widgets_block .card-widgets__widget-${code}`).remove()
    delete this.#app.widgets.list[code]
  }

  #remove(code: string, isDropped: boolean): void {
    if (isDropped) {
      this.#destroySingle(code)
      return
    }
    const widget = this.#app.widgets.list[code]
    const destroy = widget?.callbacks['destroy']
    if (widget && typeof destroy === 'function') callSafely(widget, destroy)
  }

  #takeSystem(answer: WidgetsAnswer): void {
    const { login, id, api_key: apiKey } = this.#session.user
    this.#app.widgets.system = { ...answer.system, amouser: login, amouser_id: id, amohash: apiKey }
  }

  /** Free users have no widgets; an admin may switch them off in the address; the pay page has none. */
  #isAllowed(): boolean {
    const query = new URLSearchParams(location.search)
    const { is_admin: isAdmin, is_free_user: isFree } = this.#session.rights
    if (isFree) return false
    if (isAdmin && (query.has('safe_mode') || query.has('widgets_off'))) return false
    return !location.pathname.includes('/settings/pay')
  }
}

/** The server's name and description stand over the archive's own; a text file without `widget` breaks here (HOST). */
function withServerNames(langs: WidgetLangs, entry: WidgetEntry): WidgetLangs {
  const texts: WidgetLangs = structuredClone(langs)
  const names = texts.widget as Record<string, unknown>
  if (entry.name) names['name'] = entry.name
  if (entry.description) names['description'] = entry.description
  return texts
}

function readInstalledSettings(settings: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parseWidgetSettings(settings)).map(([code, value]) => [
      code,
      typeof value === 'string' ? readQuotedValue(value) : value,
    ]),
  )
}

function createFakeWidget(): WidgetInstance {
  const widget = new BaseWidget()
  return Object.assign(widget, { callbacks: {}, ns: '.widget:none', init_once: 'N' as const })
}
