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
    ${rangeRow(translate('column.created_at'), 'filter[date_create]', dateHint(session), valueOf)}
    ${rangeRow(translate('column.updated_at'), 'filter[date_modify]', dateHint(session), valueOf)}
    ${list === 'leads' ? rangeRow(translate('column.price'), 'filter[price]', null, valueOf) : null}
    ${textRow(translate('column.tags'), 'filter[tags_logic]', valueOf)}`
  return html`<form class="filter-search" id="filter_form" aria-label="${translate('list.search')}" autocomplete="off">
    <div class="filter-search__body">
      <fieldset class="filter-search__column"><legend>${translate('filter.own')}</legend>${own}</fieldset>
      <fieldset class="filter-search__column filter-search__column_wide"><legend>${translate('filter.fields')}</legend>
        ${fields.map((field) => fieldRow(field, valueOf, session))}</fieldset>
    </div>
    <div class="filter-search__actions">
      <button type="submit" class="button-input button-input_blue" id="filter_apply"><span class="button-input-inner__text">${translate('filter.apply')}</span></button>
      <button type="button" class="button-input button-cancel js-filter-clear"><span>${translate('filter.clear')}</span></button>
    </div>
  </form>`
}

type ValueOf = (name: string) => string

function fieldRow(field: PageField, valueOf: ValueOf, session: PageSession): Markup {
  const name = `filter[cf][${field.id}]`
  switch (field.type) {
    case 'numeric':
    case 'monetary':
      return rangeRow(field.name, name, null, valueOf)
    case 'date':
    case 'birthday':
    case 'date_time':
      return rangeRow(field.name, name, dateHint(session), valueOf)
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

/** Two bounds: of numbers, or of dates where there is a hint how to write them. */
function rangeRow(label: string, name: string, hint: string | null, valueOf: ValueOf): Markup {
  const bound = (end: 'from' | 'to'): Markup => {
    const full = `${name}[${end}]`
    const words = translate(`filter.${end}`)
    const placeholder = hint === null ? words : translate(`filter.date.${end}`, { date: hint })
    return html`<input class="text-input ${hint === null ? '' : 'date_field'}" type="${hint === null ? 'number' : 'text'}" step="any" name="${full}" value="${valueOf(full)}"
      placeholder="${placeholder}" aria-label="${label} ${words}">`
  }
  return row(label, html`<span class="filter-search__range">${bound('from')}${bound('to')}</span>`)
}

/** How the account writes a date, in letters of the user's language: `дд.мм.гггг`. */
function dateHint({ dates }: PageSession): string {
  return dates.date
    .replaceAll('D', translate('filter.date.day'))
    .replaceAll('M', translate('filter.date.month'))
    .replaceAll('Y', translate('filter.date.year'))
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
