import { html, type Markup } from '../../markup'
import { attribute, classes, type ControlParams, entriesOf, raw, textOf } from './controlParams'

/**
 * `suggest`: a text field with a list of proposals. `items [{id, value}]` are filtered by what is typed; with
 * `ajax {url, params}` they are asked for, `#q#` in `params` being what is typed. Further: `id, name, value, selected,
 * value_id, placeholder, class_name, input_class_name, list_class_name, disabled, additional_data`.
 */
export function drawSuggest(params: ControlParams): Markup {
  const items = entriesOf(params['items'])
  const selected = textOf(params['selected'])
  const chosen = selected === '' ? undefined : items.find((item) => matches(item, selected))
  const shown = textOf(chosen?.['value']) || selected || textOf(params['value'])
  const ajax = params['ajax'] as ControlParams | undefined
  const wrapper = classes(
    'control-wrapper control--suggest',
    params['class_name'],
    params['substrSearch'] ? 'js-substr-search' : '',
  )
  const input = classes(
    params['styled_input'] ? '' : 'text-input',
    'control--suggest--input',
    ajax ? 'js-control--suggest--input-ajax' : 'js-control--suggest--input control--suggest--input-inline',
    params['input_class_name'],
  )
  return html`<div class="${wrapper}"${attribute('id', params['wrapper_id'])}><ul class="${classes(
    'control--suggest--list js-control--suggest--list custom-scroll',
    params['list_class_name'],
  )}">${items.map((item) => drawItem(item, item === chosen))}</ul><input autocomplete="off" name="${textOf(
    params['name'],
  )}" class="${input}"${attribute('id', params['id'])} type="${textOf(params['input_type']) || 'text'}" placeholder="${textOf(
    params['placeholder'],
  )}" value="${shown}" data-value-id="${textOf(chosen?.['id'] ?? params['value_id'])}"${attribute(
    'data-type',
    params['type'],
  )}${attribute('data-url', ajax?.['url'])}${attribute('data-params', ajax?.['params'])}${attribute(
    'disabled',
    params['disabled'] ? 'disabled' : '',
  )} ${raw(params['additional_data'])} />${
    !ajax && items.length > 0 && html`<b class="control--suggest--down-btn"></b>`
  }</div>`
}

function drawItem(item: ControlParams, isChosen: boolean): Markup {
  const value = textOf(item['value'] ?? item['option'])
  return html`<li data-value-id="${textOf(item['id']) || value}" class="${classes(
    'control--suggest--list--item',
    isChosen ? 'control--suggest--list--item-selected' : '',
  )}"><span class="control--suggest--list--item-inner" title="${value}">${value}</span></li>`
}

function matches(item: ControlParams, selected: string): boolean {
  return textOf(item['id']) === selected || textOf(item['value']) === selected
}
