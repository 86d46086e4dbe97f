import { formatFieldValue } from '../format/formatFieldValue'
import { html, type Markup } from '../markup'
import { translate } from '../texts/translate'
import type { PageDates, PageField, PageFieldValue } from '../wire'

/**
 * The input of a custom field, named `CFV[ID]`. A field that only the API may fill, or a computed one, is readonly and
 * disabled; one of a date is disabled alone (HOST). Times are written by the account's patterns in its zone.
 */
export function fieldInput(
  field: PageField,
  values: readonly PageFieldValue[] | undefined,
  dates: PageDates,
): Markup {
  const name = `CFV[${field.id}]`
  const lock = lockOf(field)
  const first = values?.[0]
  switch (field.type) {
    case 'textarea':
      return html`<textarea class="text-input text-input-textarea linked-form__cf" name="${name}" rows="2"
        aria-label="${field.name}"${lock}>${first ? String(first.value) : ''}</textarea>`
    case 'checkbox':
      return checkbox(field, name, first, lock)
    case 'select':
    case 'radiobutton':
      return select(field, name, first, lock)
    case 'multiselect':
      return multiselect(field, `${name}[]`, values ?? [], lock)
    case 'multitext':
      return multitext(field, name, values ?? [], lock)
    default:
      return html`<input type="text" class="text-input linked-form__cf ${isDate(field) ? 'date_field' : ''}" name="${name}"${lengthOf(field, dates)}
        value="${formatFieldValue(field, first ? [first] : undefined, dates)}" placeholder="..." autocomplete="off"
        aria-label="${field.name}"${lock}>`
  }
}

function lockOf(field: PageField): Markup {
  const isLocked = field.isApiOnly || field.isComputed
  return { source: isLocked ? (isDate(field) ? ' disabled' : ' readonly disabled') : '' }
}

/** An input of date and time holds 16 characters, with the clock of 12 hours 18 (HOST). */
function lengthOf(field: PageField, dates: PageDates): Markup | null {
  if (field.type !== 'date_time') return null
  return { source: ` maxlength="${dates.hours === 12 ? 18 : 16}"` }
}

function isDate(field: PageField): boolean {
  return field.type === 'date' || field.type === 'date_time' || field.type === 'birthday'
}

function checkbox(field: PageField, name: string, value: PageFieldValue | undefined, lock: Markup): Markup {
  const isOn = value?.value === true || value?.value === 'true' || value?.value === 1
  const mark: Markup = { source: isOn ? ' checked' : '' }
  return html`<label class="control-checkbox ${isOn ? 'is-checked' : ''}"><span class="control-checkbox__body"><input type="checkbox"
    name="${name}" value="Y" aria-label="${field.name}"${mark}${lock}><span class="control-checkbox__helper"></span></span></label>`
}

function select(field: PageField, name: string, value: PageFieldValue | undefined, lock: Markup): Markup {
  return html`<select class="text-input linked-form__cf linked-form__select" name="${name}" aria-label="${field.name}"${lock}>
    <option value="">${translate('choose')}</option>${field.enums.map((one) => choice(one, one.id === value?.enumId))}</select>`
}

function multiselect(
  field: PageField,
  name: string,
  values: readonly PageFieldValue[],
  lock: Markup,
): Markup {
  const chosen = new Set(values.map(({ enumId }) => enumId))
  return html`<select multiple size="3" class="text-input linked-form__cf" name="${name}" aria-label="${field.name}"${lock}>${field.enums.map(
    (one) => choice(one, chosen.has(one.id)),
  )}</select>`
}

function choice(one: PageField['enums'][number], isChosen: boolean): Markup {
  return isChosen
    ? html`<option value="${one.id}" selected>${one.value}</option>`
    : html`<option value="${one.id}">${one.value}</option>`
}

/** Phones and e-mails: one input for each value and an empty one, with the kind of the value beside it. */
function multitext(field: PageField, name: string, values: readonly PageFieldValue[], lock: Markup): Markup {
  const kind = field.enums[0]?.id ?? null
  const rows = [...values, { value: '', enumId: kind }]
  return html`<div class="linked-form__multiple">${rows.map(
    ({ value, enumId }, index) => html`<div class="linked-form__multiple-row">
      <input type="text" class="text-input linked-form__cf control-phone" name="${name}[${index}][VALUE]" value="${String(value)}"
        placeholder="..." autocomplete="off" aria-label="${field.name} ${index + 1}"${lock}>
      <input type="hidden" name="${name}[${index}][DESCRIPTION]" value="${enumId}"></div>`,
  )}</div>`
}
