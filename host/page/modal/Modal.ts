import $ from 'jquery'
import { html } from '../markup'
import { translate } from '../texts/translate'
import { defaultModalOptions, type ModalOptions } from './modalOptions'

let lastNumber = 0
/** Open windows, the topmost last: keys belong to the topmost alone. */
const openModals: Modal[] = []

/**
 * The CRM's window, AMD module `lib/components/base/modal` (HOST). It closes by Esc, its cross, a cancel button, a click
 * outside, and by itself on `page:changed`, each unless switched off in the options.
 */
export class Modal {
  readonly options: ModalOptions
  readonly $modal: JQuery
  readonly $modal_body: JQuery
  readonly #ns = `.modal${++lastNumber}`
  readonly #before = document.activeElement
  #isReloadWanted = false
  #isGone = false

  constructor(options: Partial<ModalOptions> = {}) {
    this.options = { ...defaultModalOptions, ...options }
    this.$modal = $(skeleton(this.options)).appendTo($(this.options.container as string))
    this.$modal_body = this.$modal.find('.modal-body')
    openModals.push(this)
    this.#listenToBody()
    this.#listenToPage()
    this.options.onBeforeInit.call(this, this.$modal_body)
    this.options.init.call(this, this.$modal_body)
  }

  /** Closes the window; a `false` of the option `destroy` keeps it open. */
  destroy(): void {
    if (this.#isGone || this.options.destroy.call(this) === false) return
    this.#isGone = true
    openModals.splice(openModals.indexOf(this), 1)
    $(document).off(this.#ns)
    $(window).off(this.#ns)
    this.$modal.remove()
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus()
    if (this.#isReloadWanted) $(document).trigger('page:reload')
  }

  show(): void {
    this.$modal.show()
  }

  hide(): void {
    this.$modal.hide()
  }

  getScroller(): JQuery {
    return this.$modal.find('.modal-scroller')
  }

  /** Shows the spinner over the content while a request runs. */
  requestStart(): void {
    this.$modal_body.addClass('modal-body-loading')
    this.$modal.find('.modal-overlay__spinner').show()
  }

  /** Puts an error in place of the content; with `canRetry` a button that calls the option `tryAgain`. */
  showError(text?: string, canRetry = true): void {
    const retry = html`<button type="button" class="button-input button-input_blue js-modal-try-again">
      <span class="button-input-inner__text">${translate('modal.again')}</span></button>`
    this.#showMessage('modal-body__error', text ?? translate('modal.error'), canRetry ? retry : null)
  }

  /** Puts a success text in place of the content and closes after `ms` milliseconds. */
  showSuccess(text?: string, done?: (() => void) | null, ms = 500): void {
    this.#showMessage('modal-body__success', text ?? translate('modal.success'), null)
    window.setTimeout(() => {
      this.destroy()
      done?.()
    }, ms)
  }

  /** `showError` under the name that the documents print (RU:integrations/script_js). */
  _showError(text?: string, canRetry = true): void {
    this.showError(text, canRetry)
  }

  /** `showSuccess` under its inner name. */
  _showSuccess(text?: string, done?: (() => void) | null, ms = 500): void {
    this.showSuccess(text, done, ms)
  }

  #showMessage(className: string, text: string, extra: ReturnType<typeof html> | null): void {
    const close = html`<button type="button" class="modal-body__close" aria-label="${translate('modal.close')}"></button>`
    this.$modal_body
      .html(
        html`<div class="modal-body__inner ${className}" role="alert">${close}
        <p class="modal-body__message">${text}</p><div class="modal-body__actions">${extra}</div></div>`
          .source,
      )
      .trigger('modal:loaded')
      .trigger('modal:centrify')
  }

  #listenToBody(): void {
    const { options } = this
    this.$modal_body
      .on('modal:loaded', (event) => {
        event.stopPropagation()
        this.$modal_body.removeClass('modal-body-loading')
        this.$modal.find('.modal-overlay__spinner').hide()
        window.setTimeout(() => this.#focus(), 0)
      })
      .on('modal:centrify', (event) => {
        event.stopPropagation()
        this.#centrify()
      })
      .on('modal:need-page-reload', () => {
        this.#isReloadWanted = true
      })
      .on('click', '.modal-body__close', () => this.destroy())
      .on('click', '.js-modal-accept', () => this.requestStart())
      .on('click', '.js-modal-try-again', () => options.tryAgain.call(this))
      .on('click', '.modal-body__actions .button-cancel', () => {
        if (!options.disable_cancel_click) this.destroy()
      })
    this.getScroller().on('mousedown', (event) => {
      if (event.target === event.currentTarget && !options.disable_overlay_click) this.destroy()
    })
  }

  #listenToPage(): void {
    $(document).on(`keydown${this.#ns}`, (event) => this.#pressKey(event))
    $(document).on(`page:changed${this.#ns}`, () => {
      if (this.options.can_destroy) this.destroy()
    })
    if (!this.options.disable_resize) $(window).on(`resize${this.#ns}`, () => this.#centrify())
  }

  #pressKey(event: JQuery.TriggeredEvent): void {
    if (openModals.at(-1) !== this) return
    const key = (event.originalEvent as KeyboardEvent | undefined)?.key ?? event.key
    const { disable_overlay_click: isOutsideOff, disable_escape_keydown: isEscapeOff } = this.options
    if (key === 'Escape' && !isOutsideOff && !isEscapeOff) this.destroy()
    if (key === 'Tab') this.#keepFocusInside(event)
    if (key !== 'Enter' || this.options.disable_enter_keydown) return
    if ($(event.target as Element).is('textarea, button, a, [contenteditable]')) return
    this.$modal_body.find('.js-modal-accept').first().trigger('click')
  }

  #keepFocusInside(event: JQuery.TriggeredEvent): void {
    const stops = this.$modal
      .find('a[href], button, input, select, textarea, [tabindex="0"]')
      .filter(':visible:enabled')
    const isBack = (event.originalEvent as KeyboardEvent | undefined)?.shiftKey === true
    const edge = isBack ? stops.get(0) : stops.get(-1)
    const isOutside = !this.$modal[0]?.contains(document.activeElement)
    if (!edge || (document.activeElement !== edge && !isOutside)) return
    event.preventDefault()
    ;(isBack ? stops.get(-1) : stops.get(0))?.focus()
  }

  #focus(): void {
    const caption = this.$modal_body.find('h1, h2, .modal-body__caption').first().text().trim()
    this.$modal.attr('aria-label', caption || translate('modal.window'))
    const body = this.$modal_body[0]
    if (!body || body.contains(document.activeElement)) return
    const wanted = this.$modal_body.find(this.options.focus_element).get(0)
    ;(wanted ?? body).focus({ preventScroll: true })
  }

  /**
   * In the middle by negative margins when it fits, at the top of the scroller when it does not; `onModalPosition` takes the
   * place of both.
   */
  #centrify(): void {
    const { onModalPosition } = this.options
    if (onModalPosition !== null) {
      onModalPosition.call(this, this.$modal_body)
      return
    }
    const height = this.$modal_body.outerHeight() ?? 0
    const width = this.$modal_body.outerWidth() ?? 0
    const room = (this.getScroller().height() ?? 0) - (this.options.without_offsets_on_centify ? 0 : 130)
    const isTall = height > room
    this.$modal_body.toggleClass('modal-body-relative', isTall)
    this.$modal_body.css(
      isTall ? { marginTop: '', marginLeft: '' } : { marginTop: -height / 2, marginLeft: -width / 2 },
    )
  }
}

function skeleton(options: ModalOptions): string {
  const overlay = options.default_overlay ? ' modal-overlay--filled' : ''
  return html`<div class="modal ${options.class_name}" role="dialog" aria-modal="true">
    <div class="modal-scroller custom-scroll" id="${options.scrollerId || `modal-scroller-${lastNumber}`}">
      <div class="modal-body modal-body-loading" tabindex="-1"></div>
    </div>
    ${
      options.disable_overlay
        ? null
        : html`<div class="default-overlay modal-overlay${overlay}"><span class="modal-overlay__spinner spinner-icon"></span></div>`
    }
  </div>`.source
}
