import { html, type Markup } from '../../markup'
import { attribute, classes, type ControlParams, textOf } from './controlParams'

/**
 * `date_field`: a text field with a calendar. `id, name, value, placeholder, class_name, input_class, type` (`single`
 * or `range`: then `name {from, to}` name two hidden inputs), `max_length, disabled, readonly`.
 */
export function drawDateField(params: ControlParams): Markup {
  const isRange = params['type'] === 'range'
  const value = textOf(params['value'])
  const name = classes('date_field', params['input_class'], value ? '' : 'empty', isRange ? 'range' : '')
  return html`<span class="${classes(
    'date_field_wrapper',
    textOf(params['control_class_name']) || 'js-control-date',
    params['class_name'],
  )}">${isRange && rangeInputs(params, value)}<input class="${name}"${attribute('id', params['id'])} type="text"${attribute(
    'maxlength',
    isRange ? '' : textOf(params['max_length']) || '10',
  )}${attribute('name', isRange ? '' : params['name'])} value="${value}" placeholder="${textOf(
    params['placeholder'],
  )}"${attribute('disabled', params['disabled'] ? 'disabled' : '')} autocomplete="off" />${
    params['readonly']
      ? null
      : html`<div class="date_field_wrapper--calendar"><svg class="svg-card-calendar-dims" viewBox="0 0 14 14" aria-hidden="true"><path
        d="M1 2.5h12v10.5H1zM1 5.5h12M4 1v3M10 1v3" fill="none" stroke="currentColor"/></svg></div>`
  }</span>`
}

function rangeInputs({ name }: ControlParams, value: string): Markup {
  const names = typeof name === 'object' && name !== null ? (name as ControlParams) : {}
  const [from = '', to = ''] = value.split(' - ')
  return html`<input type="hidden" class="date_field__range_0" name="${textOf(names['from'])}" value="${from}" /><input type="hidden" class="date_field__range_1" name="${textOf(
    names['to'],
  )}" value="${to}" />`
}
