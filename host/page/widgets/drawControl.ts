import { html, type Markup } from '../markup'

interface ControlItem {
  id?: string | number
  option?: string
  name?: string
  is_checked?: boolean
  disabled?: boolean
}

interface ControlParams {
  id?: string
  name?: string
  class_name?: string
  disabled?: boolean
  text?: string
  blue?: boolean
  value?: string | number
  placeholder?: string
  type?: string
  checked?: boolean
  items?: readonly ControlItem[]
  selected?: string | number
  title_empty?: string
}

/** Draws one of the host's controls by its template name, `/tmpl/controls/<name>.twig`; an unknown one gives nothing. */
export function drawControl(ref: string, params: Record<string, unknown>): string {
  const name = /([a-z_]+)\.twig$/.exec(ref)?.[1] ?? ''
  return controls[name]?.(params).source ?? ''
}

const controls: Record<string, (params: ControlParams) => Markup> = {
  button: (params) => button(params, params.blue ? 'button-input_blue' : ''),
  cancel_button: (
    params,
  ) => html`<button type="button" class="button-input button-cancel ${params.class_name}"
    id="${params.id}"><span>${params.text}</span></button>`,
  delete_button: (params) => button(params, 'button-delete'),
  input: text,
  textarea: (
    params,
  ) => html`<textarea class="text-input text-input-textarea ${params.class_name}" id="${params.id}"
    name="${params.name}" placeholder="${params.placeholder}">${params.value}</textarea>`,
  date_field: (params) => text({ ...params, class_name: `date_field ${params.class_name ?? ''}` }),
  suggest: text,
  checkbox: (params) => checkbox(params),
  radio: (params) =>
    html`<div class="control-radio-group">${(params.items ?? []).map(
      (item) => html`<label class="control-radio__label"><span class="control-radio"><input type="radio"
      name="${params.name}" value="${item.id}"${checkedIf(String(item.id) === String(params.selected))}><span
      class="control-radio__helper"></span></span><span class="control-radio-label-text">${item.option}</span></label>`,
    )}</div>`,
  select,
  checkboxes_dropdown: (
    params,
  ) => html`<div class="checkboxes_dropdown ${params.class_name}" id="${params.id}">
    <div class="checkboxes_dropdown__list custom-scroll">${(params.items ?? []).map(
      (item) =>
        html`<div class="checkboxes_dropdown__item">${checkbox({
          ...(item.name === undefined ? {} : { name: item.name }),
          value: item.id ?? '',
          text: item.option ?? '',
          checked: item.is_checked === true,
        })}</div>`,
    )}</div><button type="button" class="checkboxes_dropdown__title_wrapper"><span
    class="checkboxes_dropdown__title">${params.title_empty}</span></button></div>`,
}

function button(params: ControlParams, extra: string): Markup {
  const disabled = params.disabled ? 'button-input-disabled' : ''
  return html`<button type="button" class="button-input ${extra} ${disabled} ${params.class_name}" id="${params.id}"
    tabindex="0"><span class="button-input-inner"><span class="button-input-inner__text">${params.text}</span></span></button>`
}

function text(params: ControlParams): Markup {
  return html`<input type="${params.type ?? 'text'}" class="text-input ${params.class_name}" id="${params.id}"
    name="${params.name}" value="${params.value}" placeholder="${params.placeholder}" autocomplete="off">`
}

function checkbox(params: ControlParams): Markup {
  return html`<label class="control-checkbox ${params.checked ? 'is-checked' : ''} ${params.class_name}">
    <span class="control-checkbox__body"><input type="checkbox" id="${params.id}" name="${params.name}"
    value="${params.value ?? 'Y'}"${checkedIf(params.checked === true)}><span class="control-checkbox__helper"></span></span>
    <span class="control-checkbox__text">${params.text}</span></label>`
}

function select(params: ControlParams): Markup {
  const items = params.items ?? []
  const chosen = items.find((item) => String(item.id) === String(params.selected)) ?? items[0]
  return html`<div class="control--select ${params.class_name}" id="${params.id}">
    <ul class="custom-scroll control--select--list" role="listbox">${items.map(
      (item) => html`<li class="control--select--list--item" data-value="${item.id}" role="option"><span
        class="control--select--list--item-inner">${item.option}</span></li>`,
    )}</ul>
    <button type="button" class="control--select--button"><span
      class="control--select--button-inner">${chosen?.option}</span></button>
    <input type="hidden" class="control--select--input" name="${params.name}" value="${chosen?.id}">
  </div>`
}

function checkedIf(isChecked: boolean): Markup {
  return { source: isChecked ? ' checked' : '' }
}
