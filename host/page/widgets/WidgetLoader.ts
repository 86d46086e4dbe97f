import $ from 'jquery'
import type { AppGlobal } from '../appTypes'
import type { PageSession } from '../wire'
import { BaseWidget } from './BaseWidget'
import { callSafely } from './callSafely'
import { constructWidget } from './constructWidget'
import { evaluateQuoted } from './evaluateQuoted'
import { fetchWidgets } from './fetchWidgets'
import { tellWidgetError } from './log/tellWidget'
import { requireWidget } from './requireWidget'
import type { OwnPageCall } from './runOwnPage'
import { runRenderAgain } from './runRenderAgain'
import type { WidgetEntry, WidgetInstance, WidgetsAnswer } from './widgetTypes'

/** Loads, starts and destroys widgets as the CRM's page does on `widgets:load` (HOST, order checked line by line). */
export class WidgetLoader {
  readonly #app: AppGlobal
  readonly #session: Pick<PageSession, 'user' | 'rights'>
  readonly #ownPageOf: (code: string) => OwnPageCall | null
  /** Grows with each `widgets:load`: what arrives for an older one is dropped. */
  #generation = 0
  /** Widgets that are being started: one that is asked for again meanwhile is not started twice. */
  readonly #starting = new Map<string, Promise<void>>()

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

  /** Takes a widget out, so that the next start makes a new one with what the server has of it now. */
  drop(code: string): void {
    const widget = this.#app.widgets.list[code]
    if (widget) this.#destroySingle(code, widget)
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
    // The CRM counts only those that came up: there one broken widget keeps the list from its check boxes.
    this.#app.widgets.loaded = true
    $('#list_table').trigger('list:checkbox')
  }

  /**
   * The settings go through the quoted `eval` first: what breaks it leaves the running widget as it was. The widget is
   * started whatever the area is, since its settings window has started it before (HOST).
   */
  async #startInstalled(code: string, settings: string | undefined): Promise<void> {
    const generation = this.#generation
    let stored: string | null
    try {
      stored = settings === undefined ? null : evaluateQuoted(settings)
    } catch (error) {
      tellWidgetError(code, 'widget:installed', error)
      return
    }
    const answer = await fetchWidgets(`widgetsSettings:${code}`)
    const entry = answer.widgets[code]
    if (!entry || generation !== this.#generation || !this.#isAllowed()) return
    this.drop(code)
    await this.#start(
      code,
      { ...entry, settings: stored ?? entry.settings },
      () => generation === this.#generation,
    )
  }

  async #start(code: string, entry: WidgetEntry, isCurrent: () => boolean): Promise<void> {
    const under = this.#starting.get(code)
    if (under) await under
    if (!isCurrent()) return
    const known = this.#app.widgets.list[code]
    if (known) {
      runRenderAgain(code, known, this.#ownPageOf(code))
      return
    }
    const started = this.#bringUp(code, entry, isCurrent)
    this.#starting.set(code, started)
    await started
    if (this.#starting.get(code) === started) this.#starting.delete(code)
  }

  async #bringUp(code: string, entry: WidgetEntry, isCurrent: () => boolean): Promise<void> {
    const files = await requireWidget(code, entry)
    if (!files || !isCurrent() || this.#app.widgets.list[code]) return
    constructWidget(this.#app.widgets.list, { code, entry, files, ownPage: this.#ownPageOf(code) })
  }

  #destroyAll(): void {
    const isBilling = location.pathname.includes('/settings/pay')
    for (const [code, widget] of Object.entries(this.#app.widgets.list)) {
      const lasts = widget.init_once === 'Y' && widget.params['widget_active'] === 'Y'
      if (!lasts || isBilling) this.#destroySingle(code, widget)
    }
  }

  #destroySingle(code: string, widget: WidgetInstance): void {
    callSafely(code, widget, 'destroy')
    $(document).off(widget.ns)
    $(`#widgets_block .card-widgets__widget-${code}`).remove()
    delete this.#app.widgets.list[code]
  }

  #remove(code: string, isDropped: boolean): void {
    const widget = this.#app.widgets.list[code]
    if (!widget) return
    $(document).off(`click${widget.ns}`)
    callSafely(code, widget, 'destroy')
    if (isDropped) delete this.#app.widgets.list[code]
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

/** Stands in for a widget whose script did not load: its window can be opened and saved all the same (HOST). */
function createFakeWidget(): WidgetInstance {
  const widget = new BaseWidget()
  return Object.assign(widget, { callbacks: {}, ns: '.widget:none', init_once: 'N' as const })
}
