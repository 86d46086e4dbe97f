import $ from 'jquery'

const box = '.control--select'
const opened = 'control--select--list-opened'
const item = '.control--select--list--item'

/**
 * The CRM's select: its button opens the list, arrows go through it, a choice goes into the hidden input, which tells of
 * it by `controls:change` and `change` (HOST).
 */
export function mountSelects(): void {
  $(document)
    .on('click', '.control--select--button', ({ currentTarget }) => {
      const $box = $(currentTarget as Element).closest(box)
      if ($(currentTarget as Element).is('[disabled]')) return
      if (listOf($box).hasClass(opened)) hide($box)
      else open($box)
    })
    .on('click', `${box} ${item}`, ({ currentTarget }) => choose($(currentTarget as HTMLElement)))
    .on('keydown', '.control--select--button', (event) => move(event))
    .on('controls:hide', (_event, target?: Element) => {
      hide(
        $(`.${opened}`)
          .closest(box)
          .not($(target ?? []).closest(box)),
      )
    })
}

function listOf($box: JQuery): JQuery {
  return $box.find('.control--select--list, .control--select--list-opened')
}

function open($box: JQuery): void {
  $(document).trigger('controls:hide', [$box[0]])
  listOf($box).removeClass('control--select--list').addClass(opened)
  $box.addClass('control--select_expanded')
}

function hide($box: JQuery): void {
  listOf($box).removeClass(opened).addClass('control--select--list')
  $box.removeClass('control--select_expanded')
  $box.find(`${item}-key_selected`).removeClass('control--select--list--item-key_selected')
}

function choose($item: JQuery): void {
  if ($item.is('[data-disabled]')) return
  const $box = $item.closest(box)
  const value = $item.attr('data-value') ?? ''
  const color = $item.attr('data-bg-color') ?? ''
  hide($box)
  $box.find(item).removeClass('control--select--list--item-selected').attr('aria-selected', 'false')
  $item.addClass('control--select--list--item-selected').attr('aria-selected', 'true')
  $box.find('.control--select--button-inner').text($item.text().trim())
  $box
    .find('.control--select--button')
    .attr('data-value', value)
    .toggleClass('control--select--button-colored', color !== '')
    .css('background', color)
  const $input = $box.find('.control--select--input')
  const before = String($input.val())
  $input.attr('data-prev-value', before).val(value)
  if (before !== value) $input.trigger('controls:change').trigger('change')
}

/** Arrows open the list and go through it, Enter takes what they have reached. */
function move(event: JQuery.TriggeredEvent): void {
  const $box = $(event.currentTarget as Element).closest(box)
  const isOpen = listOf($box).hasClass(opened)
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 && !(isOpen && event.key === 'Enter')) return
  event.preventDefault()
  const $items = $box.find(item).not('[data-disabled]')
  const $reached = $items.filter('.control--select--list--item-key_selected')
  if (step === 0) {
    choose(($reached.length > 0 ? $reached : $items.filter('.control--select--list--item-selected')).first())
    return
  }
  if (!isOpen) {
    open($box)
    return
  }
  const from = $items.index($reached.length > 0 ? $reached : $items.filter(`${item}-selected`))
  const next = Math.min(Math.max(from + step, 0), $items.length - 1)
  $items.removeClass('control--select--list--item-key_selected')
  $items.eq(next).addClass('control--select--list--item-key_selected')
}
