import { html, type Markup } from '../../markup'
import { attribute, classes, type ControlParams, entriesOf, raw, textOf } from './controlParams'

/**
 * `radio`: one button, `id` (or `prefix`), `name, value, label, selected, disabled, class_name, input_class_name,
 * text_class_name, color, additional_data`. With `items [{id, option}]` it is one button for each, `selected` being
 * the id of the chosen one.
 */
export function drawRadio(params: ControlParams): Markup {
  if (!('items' in params)) return drawOne(params)
  const { name, selected, class_name: own } = params
  const items = entriesOf(params['items'])
  return html`<div class="${classes('control-radio-group', own)}">${items.map((item) =>
    drawOne({
      name,
      value: item['id'],
      label: item['option'],
      id: `${textOf(params['id']) || textOf(name)}_${textOf(item['id'])}`,
      selected: textOf(item['id']) === textOf(selected),
      disabled: item['disabled'] ?? params['disabled'],
    }),
  )}</div>`
}

function drawOne(params: ControlParams): Markup {
  const id = textOf(params['prefix']) || textOf(params['id'])
  const { selected, disabled } = params
  const label = textOf(params['label'])
  const value = textOf(params['value'])
  const wrapper = classes(
    'control-radio__label',
    params['class_name'],
    disabled ? 'control-radio__label_disabled' : '',
  )
  const text = params['should_be_raw'] ? raw(label) : html`${label}`
  const color = textOf(params['color'])
  return html`<label${attribute('for', id)} class="${wrapper}"${attribute('title', label)} ${raw(
    params['additional_data'],
  )}><div class="${classes('control-radio', selected ? 'icon-radio-checked' : '')}"><input type="radio" class="${textOf(
    params['input_class_name'],
  )}" name="${textOf(params['name'])}"${attribute('id', id)} value="${value}"${raw(selected ? ' checked' : '')}${raw(
    disabled ? ' disabled' : '',
  )} data-value="${textOf(params['dataValue']) || value}"><div class="${classes(
    'control-radio__helper',
    disabled ? 'control-radio__helper-disabled' : '',
  )}"></div></div><span class="${classes('control-radio-label-text element__text', params['text_class_name'])}"${attribute(
    'style',
    color && `background: ${color}; padding: 2px 6px; border-radius: 3px;`,
  )}>${text}</span></label>`
}
