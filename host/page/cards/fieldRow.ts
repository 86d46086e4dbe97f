import { html, type Markup } from '../markup'
import type { PageDates, PageField, PageFieldValue } from '../wire'
import { fieldInput } from './fieldInput'

/** Names of field types in the card's class names, where they differ from the API's. */
const cardTypes: Record<string, string> = { multitext: 'pei', radiobutton: 'radio', streetaddress: 'address' }

/** One custom field in a card's form: label and value, with the look of a field that only the API may fill. */
export function fieldRow(
  field: PageField,
  values: readonly PageFieldValue[] | undefined,
  dates: PageDates,
): Markup {
  const type = cardTypes[field.type] ?? field.type
  const disabled = (part: string): string => (field.isApiOnly ? `${part}_disabled` : '')
  const computed = field.isComputed ? 'linked-form__field_computed' : ''
  return html`<div class="linked-form__field linked-form__field-${type} ${computed}" data-id="${field.id}">
    <div class="linked-form__field__label ${disabled('linked-form__field__label')}" title="${field.name}"><span>${field.name}</span></div>
    <div class="linked-form__field__value ${disabled('linked-form__field__value')} ${
      field.isApiOnly ? 'linked-form__field__value_api' : ''
    }">${fieldInput(field, values, dates)}</div>
  </div>`
}
