import $ from 'jquery'
import { hostWindow } from '../hostWindow'
import { PageRequestError } from '../fetchJson'
import { Modal } from '../modal/Modal'
import { tellError } from '../shell/tellError'
import { translate } from '../texts/translate'
import { callSafely } from '../widgets/callSafely'
import type { WidgetInstance } from '../widgets/widgetTypes'
import type { WidgetLoader } from '../widgets/WidgetLoader'
import type { PageSession, WidgetTile } from '../wire'
import { settingsAfterSave } from './afterSave'
import { askOnSave } from './askOnSave'
import { postWidget } from './postWidget'
import { SaveButton, setLoading } from './SaveButton'
import { findEmpty, readSaveEvent } from './saveEvent'
import { stateMarkup, widgetModalMarkup } from './widgetModalMarkup'

/**
 * The settings window of one widget, in the host's order: the widget is started in area `widgetsSettings:<code>`, then
 * `settings($body, context)`. Save and Install ask `onSave` first; Disable asks it with `active: 'N'`.
 */
export class WidgetModal {
  readonly #tile: WidgetTile
  readonly #loader: WidgetLoader
  readonly #session: PageSession
  readonly #changed: () => Promise<void>
  #modal: Modal | null = null
  #widget: WidgetInstance | null = null

  /** `changed` is called after the widget was installed, saved or disabled. */
  constructor(
    tile: WidgetTile,
    { loader, session }: { loader: WidgetLoader; session: PageSession },
    changed: () => Promise<void>,
  ) {
    this.#tile = { ...tile }
    this.#loader = loader
    this.#session = session
    this.#changed = changed
  }

  /** Opens the window; nothing of it is left after it was closed. */
  open(): void {
    const fill = ($body: JQuery): Promise<void> => this.#fill($body)
    this.#modal = new Modal({
      class_name: `widget-settings__modal ${this.#tile.code}`,
      disable_enter_keydown: true,
      init($body) {
        fill($body).catch(reportError)
      },
    })
  }

  /** `settings()` gets the right part of the window, with the form and «Сохранить» in it (RU:integrations/script_js, KT). */
  async #fill($body: JQuery): Promise<void> {
    const { code } = this.#tile
    this.#widget = await this.#loader.startInArea('widgetsSettings', code)
    $body.html(widgetModalMarkup(this.#tile, this.#session).source)
    $body.addClass('modal-body-relative').trigger('modal:loaded')
    $body.off('.widgetModal')
    this.#listen($body)
    callSafely(code, this.#widget, 'settings', $body.find('.widget-settings__wrap-desc-space'), {})
  }

  #listen($body: JQuery): void {
    const handle = ($button: () => JQuery, act: () => Promise<void>): Promise<void> =>
      act().catch((error: unknown) => this.#fail($button(), error))
    const save = new SaveButton($body, () =>
      handle(
        () => save.$button,
        () => this.#saveSettings($body, save),
      ),
    )
    for (const [selector, act] of [
      ['.js-widget-install', ($button: JQuery) => this.#install($body, $button)],
      ['.js-widget-uninstall', ($button: JQuery) => this.#disable($body, $button)],
    ] as const) {
      $body.on('click.widgetModal', `button${selector}`, (event) => {
        const $button = $(event.currentTarget as HTMLElement)
        if ($button.attr('aria-busy') === 'true') return
        handle(
          () => $button,
          () => act($button),
        ).catch(reportError)
      })
    }
  }

  async #saveSettings($body: JQuery, save: SaveButton): Promise<void> {
    const event = readSaveEvent($body, this.#tile, 'Y')
    if (this.#tellEmpty($body) || !(await this.#ask(event, save.$button))) return
    const stored = await postWidget('edit', this.#tile.id, event)
    Object.assign(this.#tile, { configured: true, settings: stored.settings, status: 'installed' })
    $body.find('.widget-settings .widget-state').replaceWith(stateMarkup(this.#tile).source)
    save.load(false)
    save.sleep()
    if (save.closesWindow) this.#modal?.destroy()
    await this.#changed()
    const { settingsAfterSave: shape } = this.#session.switches
    const text = settingsAfterSave(stored.settings, this.#tile.settingsTemplate, shape)
    $(document).trigger('widget:installed', [this.#tile.code, text])
  }

  /** `onInstall` is called once, and its errors do not stop the installation (RU:integrations/script_js, K). */
  async #install($body: JQuery, $button: JQuery): Promise<void> {
    const event = readSaveEvent($body, this.#tile, 'Y')
    if (this.#tellEmpty($body) || !(await this.#ask(event, $button))) return
    const { settings, configured } = await postWidget('install', this.#tile.id, event)
    const status = configured ? 'installed' : 'not_configured'
    Object.assign(this.#tile, { installed: true, active: true, configured, settings, status })
    if (this.#widget) callSafely(this.#tile.code, this.#widget, 'onInstall')
    await this.#changed()
    this.#loader.drop(this.#tile.code)
    await this.#fill($body)
  }

  async #disable($body: JQuery, $button: JQuery): Promise<void> {
    const event = readSaveEvent($body, this.#tile, 'N')
    if (!(await this.#ask(event, $button))) return
    await postWidget('uninstall', this.#tile.id, event)
    this.#modal?.destroy()
    await this.#changed()
    $(document).trigger('widget:removed', [this.#tile.code, null, true])
  }

  /** Refused: the window stays, and the button says so by a shake (HOST: `button:save:error`). */
  async #ask(event: ReturnType<typeof readSaveEvent>, $button: JQuery): Promise<boolean> {
    if (!this.#widget) return false
    setLoading($button, true)
    const isTaken = await askOnSave(this.#widget, event, this.#session.switches.onSaveResolvedFalse)
    if (!isTaken) {
      setLoading($button, false)
      $button.trigger('button:save:error')
    }
    return isTaken
  }

  /** Marks required fields that are empty. @returns whether there are any. */
  #tellEmpty($body: JQuery): boolean {
    const empty = findEmpty($body, this.#tile)
    $body.find('.validation-not-valid').removeClass('validation-not-valid')
    $(empty).addClass('validation-not-valid')
    if (empty.length === 0) return false
    tellError(hostWindow().APP, this.#tile.name, translate('widget.required'))
    return true
  }

  #fail($button: JQuery, error: unknown): void {
    setLoading($button, false)
    if (!(error instanceof PageRequestError)) throw error
    tellError(hostWindow().APP, translate('save.failed'), error.message)
  }
}
