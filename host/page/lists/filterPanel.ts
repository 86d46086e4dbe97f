import { html, type Markup } from '../markup'
import { translate } from '../texts/translate'
import type { ListCode, PageField, PageSession } from '../wire'
import type { ListAddress } from './ListAddress'

/** «Поиск и фильтр»: a form whose inputs are named as the address carries them (`filter[cf][ID][from]`). */
export function filterPanel(
  list: ListCode,
  fields: readonly PageField[],
  address: ListAddress,
  session: PageSession,
): Markup {
  const valueOf = (name: string): string => address.params.get(name) ?? ''
  const own = html`
    ${textRow(translate('column.name'), 'filter[name]', valueOf)}
    ${managerRow(session, address)}
    ${rangeRow(translate('column.created_at'), 'filter[date_create]', 'date', valueOf)}
    ${rangeRow(translate('column.updated_at'), 'filter[date_modify]', 'date', valueOf)}
    ${list === 'leads' ? rangeRow(translate('column.price'), 'filter[price]', 'number', valueOf) : null}
    ${textRow(translate('column.tags'), 'filter[tags_logic]', valueOf)}`
  return html`<form class="filter-search" id="filter_form" aria-label="${translate('list.search')}" autocomplete="off">
    <div class="filter-search__body">
      <fieldset class="filter-search__column"><legend>${translate('filter.own')}</legend>${own}</fieldset>
      <fieldset class="filter-search__column filter-search__column_wide"><legend>${translate('filter.fields')}</legend>
        ${fields.map((field) => fieldRow(field, valueOf))}</fieldset>
    </div>
    <div class="filter-search__actions">
      <button type="submit" class="button-input button-input_blue" id="filter_apply"><span class="button-input-inner__text">${translate('filter.apply')}</span></button>
      <button type="button" class="button-input button-cancel js-filter-clear"><span>${translate('filter.clear')}</span></button>
    </div>
  </form>`
}

type ValueOf = (name: string) => string

function fieldRow(field: PageField, valueOf: ValueOf): Markup {
  const name = `filter[cf][${field.id}]`
  switch (field.type) {
    case 'numeric':
    case 'monetary':
      return rangeRow(field.name, name, 'number', valueOf)
    case 'date':
    case 'birthday':
    case 'date_time':
      return rangeRow(field.name, name, 'date', valueOf)
    case 'select':
    case 'radiobutton':
    case 'multiselect':
      return selectRow(field, `${name}[]`, valueOf)
    case 'checkbox':
      return choiceRow(field.name, name, valueOf)
    default:
      return textRow(field.name, name, valueOf)
  }
}

function row(label: string, control: Markup): Markup {
  return html`<div class="filter-search__row"><span class="filter-search__label" title="${label}">${label}</span>${control}</div>`
}

function textRow(label: string, name: string, valueOf: ValueOf): Markup {
  return row(
    label,
    html`<input class="text-input" name="${name}" value="${valueOf(name)}" aria-label="${label}">`,
  )
}

function rangeRow(label: string, name: string, type: 'number' | 'date', valueOf: ValueOf): Markup {
  const bound = (end: 'from' | 'to'): Markup => {
    const full = `${name}[${end}]`
    const words = translate(`filter.${end}`)
    return html`<input class="text-input ${type === 'date' ? 'date_field' : ''}" type="${type === 'date' ? 'text' : type}" step="any" name="${full}" value="${valueOf(full)}"
      placeholder="${type === 'date' ? translate(`filter.date.${end}`) : words}" aria-label="${label} ${words}">`
  }
  return row(label, html`<span class="filter-search__range">${bound('from')}${bound('to')}</span>`)
}

function selectRow(field: PageField, name: string, valueOf: ValueOf): Markup {
  const chosen = valueOf(name)
  return row(
    field.name,
    html`<select class="text-input" name="${name}" aria-label="${field.name}"><option value=""></option>${field.enums.map(
      (one) => option(String(one.id), one.value, String(one.id) === chosen),
    )}</select>`,
  )
}

function choiceRow(label: string, name: string, valueOf: ValueOf): Markup {
  const chosen = valueOf(name)
  return row(
    label,
    html`<select class="text-input" name="${name}" aria-label="${label}"><option value=""></option>${option('1', translate('yes'), chosen === '1')}${option('0', translate('no'), chosen === '0')}</select>`,
  )
}

function managerRow(session: PageSession, address: ListAddress): Markup {
  const name = 'filter[main_user][]'
  const chosen = address.params.get(name) ?? ''
  const people = Object.entries(session.managers)
  const label = translate('column.responsible')
  return row(
    label,
    html`<select class="text-input" name="${name}" aria-label="${label}"><option value=""></option>${people.map(
      ([id, one]) => option(id, one.title, id === chosen),
    )}</select>`,
  )
}

function option(value: string, text: string, isChosen: boolean): Markup {
  return isChosen
    ? html`<option value="${value}" selected>${text}</option>`
    : html`<option value="${value}">${text}</option>`
}
