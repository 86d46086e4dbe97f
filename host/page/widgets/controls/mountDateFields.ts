import $ from 'jquery'
import { drawInto } from '../../markup'
import { type Day, formatDay, parseDay, today } from './dateText'
import { drawCalendar } from './drawCalendar'

const box = '.date_field_wrapper'
const calendar = '.date_field__calendar'

/** Which end of a range is chosen next, and its first end. */
const firstEnds = new WeakMap<Element, Day>()

/**
 * Date fields: a calendar of one month opens under the field; a chosen day is written in the page's format and told by
 * `controls:change` and `change` on the input. A field of a range takes two days.
 */
export function mountDateFields(): void {
  $(document)
    .on('click focusin', `${box} .date_field`, ({ currentTarget }) =>
      open($(currentTarget as Element).closest(box)),
    )
    .on('click', `${box}--calendar`, ({ currentTarget }) =>
      $(currentTarget as Element)
        .siblings('.date_field')
        .trigger('focus'),
    )
    .on('click', `${calendar}-step`, ({ currentTarget }) => {
      const { year, month } = (currentTarget as HTMLElement).dataset
      const $box = $(currentTarget as Element).closest(box)
      draw($box, Number(year), Number(month))
    })
    .on('click', `${calendar}-day`, ({ currentTarget }) => {
      const { year, month, day } = (currentTarget as HTMLElement).dataset
      const $box = $(currentTarget as Element).closest(box)
      choose($box, { year: Number(year), month: Number(month), day: Number(day) })
    })
    .on('change', `${box} .date_field`, ({ currentTarget }) => {
      $(currentTarget as Element).toggleClass('empty', $(currentTarget as Element).val() === '')
    })
    .on('controls:hide', (_event, target?: Element) => {
      $(calendar)
        .closest(box)
        .not($(target ?? []).closest(box))
        .find(calendar)
        .remove()
    })
}

function open($box: JQuery): void {
  const $input = $box.find('.date_field')
  if ($input.is('[disabled], [readonly]') || $box.find(calendar).length > 0) return
  $(document).trigger('controls:hide', [$box[0]])
  $box.append('<div class="date_field__calendar"></div>')
  const { year, month } = parseDay(String($input.val())) ?? today()
  draw($box, year, month)
}

function draw($box: JQuery, year: number, month: number): void {
  const [place] = $box.find(calendar).get()
  if (place) drawInto(place, drawCalendar(year, month, parseDay(String($box.find('.date_field').val()))))
}

function choose($box: JQuery, day: Day): void {
  const $input = $box.find('.date_field')
  const [element] = $input.get()
  if (!element) return
  if (!$input.hasClass('range')) {
    $box.find(calendar).remove()
    tell($input, formatDay(day))
    return
  }
  const first = firstEnds.get(element)
  if (!first) {
    firstEnds.set(element, day)
    $input.val(formatDay(day))
    draw($box, day.year, day.month)
    return
  }
  firstEnds.delete(element)
  const [from, to] = orderOf(first) <= orderOf(day) ? [first, day] : [day, first]
  $box.find('.date_field__range_0').val(formatDay(from))
  $box.find('.date_field__range_1').val(formatDay(to))
  $box.find(calendar).remove()
  tell($input, `${formatDay(from)} - ${formatDay(to)}`)
}

function tell($input: JQuery, text: string): void {
  $input.val(text).removeClass('empty').trigger('controls:change').trigger('change')
}

function orderOf({ year, month, day }: Day): number {
  return year * 10_000 + month * 100 + day
}
