import $ from 'jquery'
import type { AppGlobal } from '../appTypes'
import { drawControl } from './drawControl'
import { drawWidgetBlock, type WidgetBlock } from './drawWidgetBlock'
import { postOncePerSecond } from './postOncePerSecond'
import type { WidgetConstructor, WidgetLangs, WidgetsSystem } from './widgetTypes'
import { hostWindow } from '../hostWindow'

interface RenderTarget {
  ref?: string
  data?: string
  href?: string
  base_path?: string
  v?: string
  load?: (markup: string) => void
  promised?: boolean
}

/** The class behind every widget: its methods are mixed into the widget's prototype (RU:web_sdk/mechanics). */
export class BaseWidget {
  params: Record<string, unknown> = {}
  langs: WidgetLangs = {}

  /** Gives the constructor's prototype the inherited methods and returns the constructor. */
  extend(constructor: WidgetConstructor): WidgetConstructor {
    const prototype = constructor.prototype as Record<string, unknown>
    for (const name of Object.getOwnPropertyNames(BaseWidget.prototype)) {
      if (name === 'constructor' || name === 'extend') continue
      prototype[name] = (BaseWidget.prototype as unknown as Record<string, unknown>)[name]
    }
    prototype['params'] = {}
    prototype['langs'] = {}
    return constructor
  }

  system(): WidgetsSystem {
    return app().widgets.system
  }

  /** The subtree or text at a dotted key; an unknown key gives an empty text. */
  i18n(key: string): unknown {
    let value: unknown = this.langs
    for (const part of key.split('.')) value = (value as Record<string, unknown> | undefined)?.[part]
    return value ?? ''
  }

  set_lang(langs: WidgetLangs): void {
    this.langs = langs
  }

  get_settings(): Record<string, unknown> {
    return this.params
  }

  /** Merges into the settings in memory; nothing is stored. */
  set_settings(settings: Record<string, unknown>): void {
    this.params = { ...this.params, ...settings }
  }

  get_version(): unknown {
    return this.params['version']
  }

  get_install_status(): unknown {
    return this.params['status']
  }

  set_status(status: string): void {
    this.params = { ...this.params, status }
    const code = String(this.params['widget_code'])
    $(`.widget-settings__modal.${code} .widget-state`).trigger('widget:status', [status])
  }

  /** Draws `{ref: '/tmpl/controls/x.twig'}` or `{data: 'text with {{ names }}'}`. */
  render(target: RenderTarget, params: Record<string, unknown> = {}): string {
    const markup = target.ref ? drawControl(target.ref, params) : fillNames(target.data ?? '', params)
    target.load?.(markup)
    return markup
  }

  /** Puts the widget's block into the card's right column. */
  render_template(block: WidgetBlock, params: Record<string, unknown> = {}): boolean {
    const code = textOf(this.params['widget_code'])
    const name = this.langs.widget?.name ?? code
    drawWidgetBlock(
      code,
      { name, imagesPath: textOf(this.params['images_path']) },
      { ...block, render: fillNames(block.render ?? '', params) },
    )
    return true
  }

  crm_post(
    url: string,
    data: JQuery.PlainObject | string,
    done?: (answer: unknown) => void,
    type: 'text' | 'json' | 'html' | 'xml' = 'text',
    failed?: (error: unknown) => void,
  ): void {
    postOncePerSecond(url, data, type, done, failed)
  }

  $authorizedAjax(options: JQuery.AjaxSettings): JQuery.jqXHR {
    return $.ajax({ ...options, headers: { ...options.headers, 'X-Auth-Token': 'local.disposable.token' } })
  }

  /** The ticked rows of the current page of the list. */
  list_selected(): unknown {
    const rows = (app().data.current_list || []).filter((row) => row.checked)
    const emails = rows.flatMap((row) => row.emails)
    const phones = rows.flatMap((row) => row.phones)
    return {
      count_selected: rows.length,
      selected: rows.map(({ id, type, emails: mails, phones: calls }) => ({
        id,
        type,
        emails: mails,
        phones: calls,
      })),
      summary: { items: rows.length, emails: emails.length, phones: phones.length },
    }
  }

  widgetsOverlay(isShown: boolean): void {
    $('#widgets_block').toggleClass('card-widgets_overlay', isShown)
  }

  add_action(type: string, action: WidgetAction): void {
    $(document).on(`click${(this as { ns?: string }).ns ?? ''}`, `.js-widget-action-${type}`, (event) =>
      action({ value: String($(event.currentTarget).data('value')) }),
    )
  }

  add_source(_type: string, _send: (params: unknown) => Promise<unknown>): void {}

  get_pipeline_id(): number {
    const card = app().data.current_card
    return card ? (card.pipeline_id ?? 0) : 0
  }

  get_accounts_current(): Promise<unknown> {
    return Promise.resolve(app().constant('account'))
  }

  get_current_card_contacts_data(): Promise<unknown> {
    const card = app().data.current_card
    return Promise.resolve(card ? card.contacts : [])
  }

  setSdkCatalogId(_id: number): void {}

  /** The local CRM pushes nothing; the answer ends the subscription, as the real one does. */
  listenSocketChannel(_channel: string, _keys: unknown, _listener: (event: unknown) => void): () => void {
    return () => {}
  }
}

type WidgetAction = (params: { value: string }) => void

function app(): AppGlobal {
  return hostWindow().APP
}

function fillNames(text: string, params: Record<string, unknown>): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_whole, name: string) => textOf(params[name]))
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
