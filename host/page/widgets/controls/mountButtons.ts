import $ from 'jquery'

/** States of buttons that come by events: `button:enable|disable`, `button:save:…`, `button:load:start|stop|error` (HOST). */
export function mountButtons(): void {
  const any = '.button-input'
  const loading = '.button-input:not(.button-cancel)'
  $(document)
    .on('button:enable', any, ({ currentTarget }) => {
      $(currentTarget as Element).removeClass('button-input-disabled')
    })
    .on('button:disable', any, ({ currentTarget }) => {
      $(currentTarget as Element).addClass('button-input-disabled')
    })
    .on('button:save:enable', any, ({ currentTarget }) => {
      $(currentTarget as Element)
        .removeClass('button-input-disabled')
        .addClass('button-input_blue')
    })
    .on('button:save:disable', any, ({ currentTarget }) => {
      $(currentTarget as Element)
        .removeClass('button-input_blue')
        .addClass('button-input-disabled')
    })
    .on('button:load:start button:save:start', loading, ({ currentTarget }) =>
      startLoading(currentTarget as Element),
    )
    .on('button:load:stop button:save:stop', loading, ({ currentTarget }) =>
      stopLoading(currentTarget as Element),
    )
    .on('button:load:error button:save:error', any, ({ currentTarget }) => {
      stopLoading(currentTarget as Element)
      const $button = $(currentTarget as Element).addClass('animated shake')
      window.setTimeout(() => $button.removeClass('animated shake'), 300)
    })
}

function startLoading(button: Element): void {
  const $button = $(button)
  if ($button.attr('data-loading') === 'Y') return
  const isWhite = $button.hasClass('button-input_blue') && !$button.hasClass('button-input-disabled')
  const spinner = `<div class="button-input__spinner"><span class="button-input__spinner__icon spinner-icon${
    isWhite ? ' spinner-icon-white' : ''
  }"></span></div>`
  $button.addClass('button-input-loading').attr('data-loading', 'Y').append(spinner)
  $button.children('.button-input-inner').hide()
}

function stopLoading(button: Element): void {
  const $button = $(button).removeClass('button-input-loading').removeAttr('data-loading')
  $button.children('.button-input__spinner').remove()
  $button.children('.button-input-inner').show()
}
