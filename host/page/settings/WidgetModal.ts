import $ from 'jquery'
import { PageRequestError } from '../fetchJson'
import { Modal } from '../modal/Modal'
import { tellError } from '../shell/tellError'
import { translate } from '../texts/translate'
import type { WidgetInstance } from '../widgets/widgetTypes'
import type { WidgetLoader } from '../widgets/WidgetLoader'
import type { WidgetTile } from '../wire'
import { postWidget, type SaveEvent } from './postWidget'
import { widgetModalMarkup } from './widgetModalMarkup'
import { hostWindow } from '../hostWindow'

/**
 * The settings window of one widget, in the host's order: the widget is started in area `widgetsSettings:<code>`, then
 * `settings($body, context)`. Save and Install ask `onSave` first; Disable asks it with `active: 'N'`.
 */
export class WidgetModal {
  readonly #tile: WidgetTile
  readonly #loader: WidgetLoader
  readonly #changed: () => Promise<void>
  #modal: Modal | null = null
  #widget: WidgetInstance | null = null

  /** `changed` is called after the widget was installed, saved or disabled. */
  constructor(tile: WidgetTile, loader: WidgetLoader, changed: () => Promise<void>) {
    this.#tile = { ...tile }
    this.#loader = loader
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

  async #fill($body: JQuery): Promise<void> {
    const { code } = this.#tile
    this.#widget = await this.#loader.startInArea('widgetsSettings', code)
    $body.html(widgetModalMarkup(this.#tile).source)
    $body.addClass('modal-body-relative').trigger('modal:loaded')
    $body.off('.widgetModal')
    this.#listen($body)
    const { settings } = this.#widget.callbacks
    const $form = $body.find('.widget_settings_block__fields')
    if (typeof settings === 'function') settings.call(this.#widget.callbacks, $form, {})
  }

  #listen($body: JQuery): void {
    const $save = (): JQuery => $body.find('.js-widget-save')
    $body.on('change.widgetModal input.widgetModal', '.js-widget-field', () => {
      $save()
        .removeClass('button-input-disabled')
        .addClass('button-input_blue')
        .attr('aria-disabled', 'false')
    })
    $body.on('click.widgetModal', '.js-widget-save:not(.button-input-disabled)', () => {
      this.#save($body).catch((error: unknown) => this.#fail($save(), error))
    })
    $body.on('click.widgetModal', '.js-widget-install', (event) => {
      this.#install($body).catch((error: unknown) => this.#fail($(event.currentTarget), error))
    })
    $body.on('click.widgetModal', '.js-widget-uninstall', (event) => {
      this.#disable($body).catch((error: unknown) => this.#fail($(event.currentTarget), error))
    })
    $body.on('button:save:error.widgetModal', '.js-widget-save', (event) =>
      setLoading($(event.currentTarget), false),
    )
  }

  async #save($body: JQuery): Promise<void> {
    const $button = $body.find('.js-widget-save')
    const event = this.#readEvent($body, 'Y')
    if (!event || !(await this.#ask(event, $button))) return
    const stored = await postWidget('edit', this.#tile.id, event)
    this.#tile.configured = true
    setLoading($button, false)
    $button.removeClass('button-input_blue').addClass('button-input-disabled').attr('aria-disabled', 'true')
    if ($button.attr('data-onsave-destroy-modal') === 'true') this.#modal?.destroy()
    await this.#changed()
    $(document).trigger('widget:installed', [this.#tile.code, JSON.stringify(stored.settings)])
  }

  async #install($body: JQuery): Promise<void> {
    const $button = $body.find('.js-widget-install')
    const event = this.#readEvent($body, 'Y')
    if (!event || !(await this.#ask(event, $button))) return
    const stored = await postWidget('install', this.#tile.id, event)
    Object.assign(this.#tile, {
      installed: true,
      active: true,
      configured: stored.configured,
      settings: stored.settings,
    })
    this.#tellInstalled()
    await this.#changed()
    await this.#fill($body)
  }

  async #disable($body: JQuery): Promise<void> {
    const $button = $body.find('.js-widget-uninstall')
    const event = this.#readEvent($body, 'N')
    if (!event || !(await this.#ask(event, $button))) return
    await postWidget('uninstall', this.#tile.id, event)
    this.#modal?.destroy()
    await this.#changed()
    $(document).trigger('widget:removed', [this.#tile.code, null, true])
  }

  /** Calls `onSave`; a falsy answer or a rejection keeps the window open. A widget without the callback is not saved. */
  async #ask(event: SaveEvent, $button: JQuery): Promise<boolean> {
    const onSave = this.#widget?.callbacks['onSave']
    if (typeof onSave !== 'function') return Object.keys(this.#widget?.callbacks ?? {}).length === 0
    setLoading($button, true)
    const isTaken = Boolean(await onSave.call(this.#widget?.callbacks, event))
    if (!isTaken) setLoading($button, false)
    return isTaken
  }

  /** `onInstall` is called once; its errors do not stop the installation. */
  #tellInstalled(): void {
    const onInstall = this.#widget?.callbacks['onInstall']
    try {
      if (typeof onInstall === 'function') onInstall.call(this.#widget?.callbacks)
    } catch (error) {
      reportError(error)
    }
  }

  /** The argument of `onSave`, or null while a required field is empty. */
  #readEvent($body: JQuery, active: 'Y' | 'N'): SaveEvent | null {
    const inputs = $body.find<HTMLInputElement>('.js-widget-field').toArray()
    const empty = inputs.filter((input) => input.dataset['required'] === 'Y' && input.value.trim() === '')
    for (const input of inputs) $(input).toggleClass('validation-not-valid', empty.includes(input))
    if (active === 'Y' && empty.length > 0) {
      tellError(hostWindow().APP, this.#tile.name, translate('widget.required'))
      return null
    }
    const fields = Object.fromEntries(inputs.map((input) => [input.name, input.value]))
    return { active, fields, code: this.#tile.code, id: this.#tile.id }
  }

  #fail($button: JQuery, error: unknown): void {
    setLoading($button, false)
    if (error instanceof PageRequestError) {
      tellError(hostWindow().APP, translate('save.failed'), error.message)
    } else {
      $button.trigger('focus')
    }
  }
}

function setLoading($button: JQuery, isLoading: boolean): void {
  $button.toggleClass('button-input-loading', isLoading).attr('aria-busy', String(isLoading))
}
