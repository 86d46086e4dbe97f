import $ from 'jquery'

/** The host's delegated behaviour of its own controls: select boxes, check boxes, drop-down check lists, radio buttons. */
export function mountControls(): void {
  const page = $(document)
  page.on('click', '.control--select--button', (event) => {
    const $list = $(event.currentTarget as Element).closest('.control--select')
    $('.control--select_expanded').not($list).removeClass('control--select_expanded')
    $list.toggleClass('control--select_expanded')
  })
  page.on('click', '.control--select--list--item', (event) => {
    const $item = $(event.currentTarget as Element)
    const $select = $item.closest('.control--select').removeClass('control--select_expanded')
    $select.find('.control--select--button-inner').text($item.text().trim())
    $select
      .find('.control--select--input')
      .val(String($item.data('value')))
      .trigger('controls:change')
      .trigger('change')
  })
  page.on('change', '.control-checkbox input', (event) => {
    const input = event.currentTarget as HTMLInputElement
    input.closest('.control-checkbox')?.classList.toggle('is-checked', input.checked)
  })
  page.on('click', '.checkboxes_dropdown__title_wrapper', (event) => {
    $(event.currentTarget as Element)
      .closest('.checkboxes_dropdown')
      .toggleClass('expanded')
  })
  page.on('mousedown', (event) => {
    const $kept = $(event.target as unknown as Element).closest('.control--select, .checkboxes_dropdown')
    $('.control--select_expanded').not($kept).removeClass('control--select_expanded')
    $('.checkboxes_dropdown.expanded').not($kept).removeClass('expanded')
  })
  page.on('button:load:start', '.button-input', (event) => {
    $(event.currentTarget as Element).addClass('button-input-loading')
  })
  page.on('button:load:stop button:load:error button:save:error', '.button-input', (event) => {
    $(event.currentTarget as Element).removeClass('button-input-loading')
  })
}
