import $ from 'jquery'
import { createElement, html } from '../../markup'

const box = '.control--suggest'
const list = '.js-control--suggest--list'
const item = '.control--suggest--list--item'
const opened = 'control--suggest--list-opened'
/** Fewer letters are not asked about. */
const LEAST_LETTERS = 3
/** Pause after a letter before the server is asked. */
const PAUSE_MS = 300

/** An answer to `ajax`: `result`, or the list itself; each with an id and a text under one of these names. */
interface Proposal {
  id?: string | number
  text?: string
  value?: string
  name?: string
}

const waiting = new WeakMap<Element, number>()

/**
 * Text fields with proposals: the list opens by a click into the field, is filtered by what is typed or asked for, and
 * a choice is told by `controls:change` and `suggest:changed` on the input, by `suggest:click` on the item (HOST).
 */
export function mountSuggests(): void {
  $(document)
    .on('click focusin', '.control--suggest--input', ({ currentTarget }) => {
      const $input = $(currentTarget as Element)
      if ($input.hasClass('js-control--suggest--input-ajax')) return
      const $box = $input.closest(box)
      $box.find(item).show()
      if ($box.find(item).length > 0) open($box)
    })
    .on('input', '.js-control--suggest--input', ({ currentTarget }) =>
      filter($(currentTarget as HTMLElement)),
    )
    .on('input suggest:load-empty', '.js-control--suggest--input-ajax', (event) =>
      ask($(event.currentTarget as HTMLElement), event.type === 'suggest:load-empty'),
    )
    .on('click suggest:item:click', item, ({ currentTarget }) => choose($(currentTarget as HTMLElement)))
    .on('controls:hide', (_event, target?: Element) => {
      hide(
        $(`.${opened}`)
          .closest(box)
          .not($(target ?? []).closest(box)),
      )
    })
}

function open($box: JQuery): void {
  $(document).trigger('controls:hide', [$box[0]])
  $box.find(list).removeClass('control--suggest--list').addClass(opened)
}

function hide($box: JQuery): void {
  $box.find(list).removeClass(opened).addClass('control--suggest--list')
}

function typed($input: JQuery): string {
  return String($input.val()).trim().toLowerCase()
}

function filter($input: JQuery): void {
  const $box = $input.closest(box)
  const isAnywhere = $box.hasClass('js-substr-search')
  const text = typed($input)
  let shown = 0
  $box.find(item).each((_, one) => {
    const place = $(one).text().trim().toLowerCase().indexOf(text)
    const isShown = text === '' || place === 0 || (isAnywhere && place > 0)
    $(one).toggle(isShown)
    if (isShown) shown += 1
  })
  if (shown > 0) open($box)
  else hide($box)
}

function ask($input: JQuery, isAnyway: boolean): void {
  const [element] = $input.get()
  const $box = $input.closest(box)
  const text = String($input.val()).trim()
  if (!element) return
  window.clearTimeout(waiting.get(element))
  if (!isAnyway && text.length < LEAST_LETTERS) {
    hide($box)
    return
  }
  const send = (): void => {
    const params = ($input.attr('data-params') ?? '').replaceAll('#q#', encodeURIComponent(text))
    $box.addClass('control--suggest-loading')
    $.ajax({ url: $input.attr('data-url') ?? '', data: params, dataType: 'json' })
      .done((answer: unknown) => {
        if (String($input.val()).trim() === text) show($box, proposalsOf(answer))
      })
      .always(() => $box.removeClass('control--suggest-loading'))
  }
  waiting.set(element, window.setTimeout(send, isAnyway ? 0 : PAUSE_MS))
}

function show($box: JQuery, proposals: readonly Proposal[]): void {
  const $list = $box.find(list).empty()
  for (const one of proposals) {
    const text = one.text ?? one.value ?? one.name ?? ''
    $list.append(
      createElement(html`<li data-value-id="${one.id ?? text}" class="control--suggest--list--item"><span
        class="control--suggest--list--item-inner" title="${text}">${text}</span></li>`),
    )
  }
  if (proposals.length > 0) open($box)
  else hide($box)
}

function proposalsOf(answer: unknown): readonly Proposal[] {
  const result = (answer as { result?: unknown } | null)?.result ?? answer
  return Array.isArray(result) ? (result as Proposal[]) : []
}

function choose($item: JQuery): void {
  const $box = $item.closest(box)
  if ($item.hasClass('js--suggest-item--not-selectable') || $box.length === 0) return
  $box.find(item).removeClass('control--suggest--list--item-selected')
  $item.addClass('control--suggest--list--item-selected')
  hide($box)
  $box
    .find('.control--suggest--input')
    .val($item.text().trim())
    .attr('data-value-id', $item.attr('data-value-id') ?? '')
    .trigger('controls:change')
    .trigger('change')
    .trigger('suggest:changed', [$item.clone()])
  $item.trigger('suggest:click', [$item])
}
