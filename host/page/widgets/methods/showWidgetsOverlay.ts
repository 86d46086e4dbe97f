import $ from 'jquery'

const overlay = 'card_widgets_overlay'

/**
 * Covers the list while a widget's block is in front of it, or takes the cover and the block away; a press outside the
 * block takes them away too, and a new page the cover (HOST).
 */
export function showWidgetsOverlay(isShown: boolean): void {
  const page = $(document).off('.widgetsOverlay')
  $(`#${overlay}`).remove()
  const $block = $('#widgets_block')
  if (!isShown) {
    $block.removeClass('js-widgets-active').hide()
    return
  }
  $block.addClass('js-widgets-active').show()
  const $holder = $('#list_page_holder, #page_holder, body').first()
  $holder.append(`<div class="default-overlay widgets-overlay" id="${overlay}"></div>`)
  page
    .on('click.widgetsOverlay', (event) => {
      const $target = $(event.target as unknown as Element)
      if ($target.is(`#${overlay}`)) showWidgetsOverlay(false)
    })
    .one('page:changed.widgetsOverlay', () => {
      page.off('.widgetsOverlay')
      $(`#${overlay}`).remove()
    })
}
