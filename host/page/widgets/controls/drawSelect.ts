import { html, type Markup } from '../../markup'
import { attribute, classes, type ControlParams, entriesOf, raw, textOf } from './controlParams'

/**
 * `select`: `items [{id, option, bg_color, text_color, disabled, class_name}], selected, name, id (of the hidden
 * input), class_name, button_class_name, input_special_class, dropdown_class_name, disabled, selected_before,
 * selected_after, additional_data`. An item without an id has its text for a value; without `selected` the first is.
 */
export function drawSelect(params: ControlParams): Markup {
  const items = entriesOf(params['items'])
  const wanted = items.find((item) => valueOf(item) === textOf(params['selected']))
  const chosen = wanted ?? items[0]
  const value = chosen ? valueOf(chosen) : ''
  const kind = textOf(params['control_class_name']) || 'control--select'
  const theme = textOf(params['theme']) && `control--select--${textOf(params['theme'])}`
  return html`<div class="${classes(kind, params['class_name'], theme)}" ${raw(params['additional_data'])}><ul class="${classes(
    'custom-scroll control--select--list',
    params['dropdown_class_name'],
  )}" role="listbox">${items.map((item) => drawItem(item, item === chosen, params))}</ul>${drawButton(params, chosen, value)}<input type="hidden" class="${classes(
    'control--select--input',
    params['input_special_class'],
  )}"${attribute('id', params['id'])} name="${textOf(params['name'])}" value="${value}" data-prev-value="${value}"></div>`
}

function drawButton(params: ControlParams, chosen: ControlParams | undefined, value: string): Markup {
  const color = textOf(chosen?.['bg_color'])
  const text = optionOf(chosen)
  const prefix = textOf(params['prefix'])
  const name = classes(
    'control--select--button',
    params['button_class_name'],
    color ? 'control--select--button-colored' : '',
  )
  return html`<button class="${name}"${attribute('tabindex', params['tab_index'])} type="button" data-value="${value}"${attribute(
    'disabled',
    params['disabled'] ? 'Y' : '',
  )}${attribute('data-before', params['selected_before'])}${attribute('data-after', params['selected_after'])}${attribute(
    'style',
    color && `background: ${color}`,
  )} aria-haspopup="listbox">${
    prefix && html`<span class="control--select--button-prefix">${prefix}: </span>`
  }<span class="control--select--button-inner">${text}</span></button>`
}

function drawItem(item: ControlParams, isChosen: boolean, params: ControlParams): Markup {
  const color = textOf(item['bg_color'])
  const name = classes(
    'control--select--list--item',
    isChosen ? 'control--select--list--item-selected' : '',
    'default' in params && valueOf(item) === textOf(params['default'])
      ? 'control--select--list--item-default'
      : '',
    color ? 'control--select--list--item-colored' : '',
    item['class_name'],
  )
  const style = `${color && `background-color:${color};`}${textOf(item['text_color']) && `color:${textOf(item['text_color'])};`}`
  return html`<li data-value="${valueOf(item)}"${attribute('data-disabled', item['disabled'] ? 'disabled' : '')} data-color="" class="${name}" role="option" aria-selected="${String(
    isChosen,
  )}"${attribute('data-bg-color', color)}${attribute('style', style)} ${raw(
    item['additional_data'],
  )}><span class="control--select--list--item-inner"${attribute('title', textOf(item['option']))}>${optionOf(item)}</span></li>`
}

function valueOf(item: ControlParams): string {
  return textOf(item['id'] ?? item['option'])
}

function optionOf(item: ControlParams | undefined): Markup {
  return item?.['should_be_raw'] ? raw(item['option']) : html`${textOf(item?.['option'])}`
}
