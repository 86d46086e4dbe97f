import { html, type Markup } from '../../markup'
import { attribute, classes, type ControlParams, entriesOf, raw, textOf } from './controlParams'

/**
 * `input`: `id, name, value, placeholder, type, class_name, max_length, min_length, required, disabled, readonly,
 * autofocus, style {property: value}, styled_input, data_id, additional_data`.
 */
export function drawInput(params: ControlParams): Markup {
  const name = classes(params['class_name'], params['styled_input'] ? '' : 'text-input')
  return html`<input name="${textOf(params['name'])}"${attribute('data-id', params['data_id'])} class="${name}"${attribute(
    'id',
    params['id'],
  )} type="${textOf(params['type']) || 'text'}" value="${textOf(params['value'])}" placeholder="${textOf(
    params['placeholder'],
  )}"${styleOf(params)}${attribute('maxlength', params['max_length'])}${attribute(
    'minlength',
    params['min_length'],
  )}${states(params)}${attribute('form', params['form'])} ${raw(params['additional_data'])} autocomplete="off" />`
}

/** `textarea`: `id, name, value, placeholder, class_name, style, maxlength, disabled, readonly, additional_data`. */
export function drawTextarea(params: ControlParams): Markup {
  return html`<textarea${attribute('id', params['id'])} class="${classes('text-input text-input-textarea', params['class_name'])}"${attribute(
    'tabindex',
    params['tab_index'],
  )} name="${textOf(params['name'])}" placeholder="${textOf(params['placeholder'])}"${styleOf(params)}${states(
    params,
  )}${attribute('form', params['form'])}${attribute('maxlength', params['maxlength'])} ${raw(
    params['additional_data'],
  )}>${textOf(params['value'])}</textarea>`
}

/** `file`: `id, name, class, size, style, accept, text, disabled`. */
export function drawFile(params: ControlParams): Markup {
  return html`<input type="file" name="${textOf(params['name'])}" class="${classes(
    params['class'],
    params['class_name'],
  )}"${attribute('id', params['id'])}${attribute('size', params['size'])}${attribute(
    'style',
    params['style'],
  )}${attribute('accept', params['accept'])}${states(params)}> ${textOf(params['text'])}`
}

/** `multiselect`: the browser's own list, `name, values [{id, value}], selected` (one id or a list of them). */
export function drawMultiselect(params: ControlParams): Markup {
  const { selected } = params
  const chosen = (Array.isArray(selected) ? selected : [selected]).map(textOf)
  const values = entriesOf(params['values'] ?? params['items'])
  return html`<select name="${textOf(params['name'])}"${attribute('id', params['id'])}${attribute(
    'class',
    params['class_name'],
  )} multiple${states(params)}>${values.map((one) => {
    const id = textOf(one['id'])
    const isChosen = id !== '' && chosen.includes(id)
    return html`<option value="${id}"${raw(isChosen ? ' selected' : '')}>${textOf(one['value'] ?? one['option'])}</option>`
  })}</select>`
}

function states(params: ControlParams): Markup {
  const names = ['required', 'disabled', 'autofocus', 'readonly']
  return raw(
    names
      .filter((name) => params[name])
      .map((name) => ` ${name}="${name}"`)
      .join(''),
  )
}

function styleOf({ style }: ControlParams): Markup {
  const text =
    typeof style === 'object' && style !== null
      ? Object.entries(style)
          .map(([name, value]) => `${name}:${textOf(value)};`)
          .join('')
      : textOf(style)
  return attribute('style', text)
}
