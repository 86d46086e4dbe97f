import $ from 'jquery'
import { hostWindow } from '../hostWindow'
import type { AppGlobal } from '../appTypes'
import { usedTwig } from '../twig/prepareTwig'
import type { TwigTarget, TwigTemplate } from '../twig/twigTypes'
import { addFeedSource, type SourceHandler } from './methods/addFeedSource'
import { authorizedAjax } from './methods/authorizedAjax'
import { addFieldAction, type FieldAction } from './methods/addFieldAction'
import { createAccountsCurrent } from './methods/createAccountsCurrent'
import { drawWidgetBlock, type WidgetBlock } from './methods/drawWidgetBlock'
import { fetchPipelineId } from './methods/fetchPipelineId'
import { listenSocket } from './methods/listenSocket'
import { postOncePerSecond } from './methods/postOncePerSecond'
import { readSelection, type Selection } from './methods/readSelection'
import { showWidgetsOverlay } from './methods/showWidgetsOverlay'
import { textOf } from './controls/controlParams'
import type { WidgetConstructor, WidgetLangs, WidgetsSystem } from './widgetTypes'

interface RenderTarget extends TwigTarget {
  promised?: boolean
}

/** The class behind every widget: its methods stand under the widget's own (RU:web_sdk/mechanics, HOST). */
export class BaseWidget {
  params: Record<string, unknown> = {}
  langs: WidgetLangs = {}
  sdk_catalog_id?: number

  /**
   * Puts the inherited methods under the constructor and returns it. What stood on its prototype is gone, and a class of
   * ES 2015, whose prototype is read-only, breaks (HOST).
   */
  extend(constructor: WidgetConstructor): WidgetConstructor {
    const prototype = Object.create(BaseWidget.prototype) as Record<string, unknown>
    Object.assign(prototype, { constructor, params: {}, langs: {} })
    constructor.prototype = prototype
    return constructor
  }

  /** Facts of the page and the user; false before the page has them. */
  system(): WidgetsSystem | false {
    const { system } = app().widgets
    return typeof system === 'object' && system
  }

  /** The subtree or text at a dotted key, false where there is none; a key under what is missing throws (HOST). */
  i18n(key: unknown): unknown {
    if (typeof key !== 'string') return false
    let value: unknown = this.langs
    for (const part of key.split('.')) value = (value as Record<string, unknown>)[part]
    return value ?? false
  }

  set_lang(langs: WidgetLangs): void {
    this.langs = langs
  }

  get_settings(): Record<string, unknown> {
    return this.params
  }

  /** Merges into the settings in memory, which stay the same object; nothing is stored. */
  set_settings(settings: Record<string, unknown>): void {
    Object.assign((this.params ??= {}), settings)
  }

  get_version(): unknown {
    return this.params['version']
  }

  /** `install`, `installed` or `not_configured`. */
  get_install_status(): unknown {
    return this.params['status']
  }

  /** Shows a status on what the page shows of the widget: `install`, `installed` or `error`. */
  set_status(status: string): void {
    const code = textOf(this.params['widget_code'])
    this.set_settings({ status })
    const $shown = $(`div[data-code="${CSS.escape(code)}"]`)
    $shown.removeClass('install installed error').addClass(status)
    $(`.widget-settings__modal.${CSS.escape(code)} .widget-state`).trigger('widget:status', [status])
    $(document).trigger('widgets:status:change', { widget_code: code, status })
  }

  /**
   * Draws a template: `{data}` or `{ref}` at once; `{href, base_path, v}` is read, and handed to `load` or, with
   * `promised`, to a promise, as an object with `render(params)`.
   */
  render(target: RenderTarget = {}, params: Record<string, unknown> = {}): unknown {
    const { promised, ...wanted } = target
    const twig = usedTwig()
    if (!wanted.href || !(wanted.load || promised)) return twig(wanted).render(params)
    if (promised) {
      return new Promise<TwigTemplate>((resolve) => {
        twig({ ...wanted, load: resolve })
      })
    }
    twig(wanted)
    return true
  }

  /** Puts the widget's block into the right column of a card or a list. Throws a TypeError where there is none. */
  render_template(block: WidgetBlock, params: Record<string, unknown> = {}): void {
    const code = textOf(this.params['widget_code'])
    const name = textOf(this.langs.widget?.name) || code
    drawWidgetBlock({ code, name, imagesPath: textOf(this.params['images_path']) }, block, params)
  }

  /** Sends data to the widget's server through the CRM, at most one request in a second. */
  crm_post(
    url: string,
    data?: JQuery.PlainObject,
    done?: (answer: unknown) => void,
    type?: string,
    failed?: (error: unknown) => void,
  ): void {
    postOncePerSecond(url, data ?? {}, type ?? 'text', done, failed)
  }

  /** `$.ajax` with a disposable token in `X-Auth-Token`; rejected for a widget without an integration. */
  $authorizedAjax(options: JQuery.AjaxSettings): unknown {
    const uuid = textOf(this.params['oauth_client_uuid'])
    return uuid
      ? authorizedAjax(uuid, options)
      : Promise.reject(new Error('Method works only with OAuth integrations'))
  }

  /** The ticked rows of the page of the list; false outside a list. */
  list_selected(): Selection | false {
    return readSelection(app())
  }

  /** The cover over the list while the widget's block is in front of it. */
  widgetsOverlay(isShown: boolean): void {
    showWidgetsOverlay(isShown)
  }

  /** What a press on a phone or an e-mail of a list or a card does. */
  add_action(type: string, action: FieldAction): void {
    addFieldAction(type, textOf(this.params['widget_code']), action)
  }

  /** Adds a way to send a message to the foot of a card's feed. Throws for an unknown type and for no function. */
  add_source(type: string, send: SourceHandler, title?: string): void {
    const name = title ?? textOf(this.langs.widget?.name)
    addFeedSource({ type, send, title: name, code: textOf(this.params['widget_code']) })
  }

  /** The pipeline that the widget is a source of; rejected where it is none. */
  get_pipeline_id(): Promise<number> {
    return fetchPipelineId(textOf(this.params['widget_code']))
  }

  /** The account without a request (`{account}`), in the shape that the CRM's page has. */
  get_accounts_current(): unknown {
    return createAccountsCurrent(app(), this.params)
  }

  /** Contacts of the open card with names, phones and e-mails; none outside a card. */
  get_current_card_contacts_data(): Promise<readonly unknown[]> {
    const card = app().data.current_card
    return Promise.resolve(card ? card.contacts : [])
  }

  /** The list whose elements the widget shows itself (`loadCatalogElement`). */
  setSdkCatalogId(id: unknown): void {
    this.sdk_catalog_id = Number(id)
  }

  /** Listens to a channel of the CRM's socket; the answer ends that. Throws where an argument does not fit. */
  listenSocketChannel(
    channel: string,
    keys: readonly string[] = [],
    listener?: (payload: unknown) => void,
  ): () => void {
    return listenSocket(channel, keys, listener)
  }
}

function app(): AppGlobal {
  return hostWindow().APP
}
