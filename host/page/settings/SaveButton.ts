/**
 * The window's «Сохранить»: asleep until something changes in the form or the widget wakes it by `button:save:enable`.
 * A person's press counts only while it is awake; a click that the widget makes itself counts always, as the official
 * template relies on (KT).
 */
export class SaveButton {
  readonly #$body: JQuery
  #isBusy = false

  /** Begins to listen in the window's body. `save` is called for each press that counts, one at a time. */
  constructor($body: JQuery, save: () => Promise<void>) {
    this.#$body = $body
    // Whatever lies in the right part may be the widget's own form: its inputs have none of the host's classes.
    const form = '.widget-settings__wrap-desc-space'
    $body.on('change.widgetModal input.widgetModal controls:change.widgetModal', form, () => this.wake())
    $body.on('button:save:enable.widgetModal', '.js-widget-save', () => this.wake())
    $body.on('button:save:disable.widgetModal', '.js-widget-save', () => this.sleep())
    $body.on('button:save:error.widgetModal', '.js-widget-save', () => this.load(false))
    $body.on('click.widgetModal', '.js-widget-save', (event) => {
      const isAsleep = this.$button.hasClass('button-input-disabled')
      if (this.#isBusy || (isAsleep && isPersons(event.originalEvent))) return
      this.#isBusy = true
      save()
        .catch(reportError)
        .finally(() => {
          this.#isBusy = false
        })
    })
  }

  /** The button that is in the window now: the widget may have drawn another. */
  get $button(): JQuery {
    return this.#$body.find('.js-widget-save')
  }

  /** Whether the window closes after a save: the widget says so by the attribute or by its data (KT, HOST). */
  get closesWindow(): boolean {
    const { $button } = this
    return (
      $button.attr('data-onsave-destroy-modal') === 'true' && $button.data('onsave-destroy-modal') !== false
    )
  }

  wake(): void {
    this.$button
      .removeClass('button-input-disabled')
      .addClass('button-input_blue')
      .attr('aria-disabled', 'false')
  }

  sleep(): void {
    this.$button
      .removeClass('button-input_blue')
      .addClass('button-input-disabled')
      .attr('aria-disabled', 'true')
  }

  load(isLoading: boolean): void {
    setLoading(this.$button, isLoading)
  }
}

/** Shows that a button's request is under way. */
export function setLoading($button: JQuery, isLoading: boolean): void {
  $button.toggleClass('button-input-loading', isLoading).attr('aria-busy', String(isLoading))
}

/** jQuery's own clicks have no event of the browser behind them. */
function isPersons(event: Event | undefined): boolean {
  return event?.isTrusted === true
}
