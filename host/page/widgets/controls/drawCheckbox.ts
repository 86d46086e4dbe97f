import { html, type Markup } from '../../markup'
import { attribute, classes, type ControlParams, raw, textOf } from './controlParams'

/**
 * `checkbox`: `id, name, value, text, note_text, checked, disabled, small, class_name, input_class_name,
 * text_class_name, name_is_array, readonly, additional_data`.
 */
export function drawCheckbox(params: ControlParams): Markup {
  const { checked, disabled, small, readonly, class_name: own } = params
  const name = textOf(params['name']) + (isYes(params['name_is_array']) ? '[]' : '')
  const value = textOf(params['value'])
  const states = `${checked ? ' checked="checked"' : ''}${disabled ? ' disabled' : ''}${readonly ? ' readonly' : ''}`
  const wrapper = classes(
    'control-checkbox',
    small ? 'control-checkbox_small' : '',
    checked ? 'is-checked' : '',
    own,
  )
  const helper = classes(
    'control-checkbox__helper',
    params['checked_minus'] ? 'control-checkbox__helper_minus' : '',
  )
  return html`<label class="${wrapper}"><div class="control-checkbox__body"><input type="checkbox" class="${textOf(
    params['input_class_name'],
  )}" name="${name}"${attribute('id', params['id'])}${raw(states)} value="${value}" data-value="${
    textOf(params['dataValue']) || value
  }" ${raw(params['additional_data'])}/><span class="${helper}"></span></div>${words(params)}</label>`
}

function words(params: ControlParams): Markup | null {
  const text = textOf(params['text'])
  const note = textOf(params['note_text'])
  const custom = textOf(params['text_custom'])
  if (!text && !note && !custom) return null
  const name = classes('control-checkbox__text element__text', params['text_class_name'])
  const shown = params['should_be_raw'] ? raw(text) : html`${text}`
  const title = text || note
  const body = note
    ? html`${text && html`<span class="control-checkbox__main-text">${shown}</span> `}<span class="control-checkbox__note-text">${note}</span>`
    : text
      ? shown
      : raw(custom)
  return html`<div class="${name}"${attribute('title', title)}>${body}</div>`
}

function isYes(value: unknown): boolean {
  return value === true || value === 'yes'
}
