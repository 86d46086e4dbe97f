import { formatFieldValue } from '../format/formatFieldValue'
import { formatMoney } from '../format/formatMoney'
import { formatTime } from '../format/formatTime'
import { html, type Markup } from '../markup'
import { translate, type TextKey } from '../texts/translate'
import type { ListCode, PageDates, PageField, PageRecord, PageSession, RecordLink } from '../wire'

/** One column a list can show. `key` is a name of the record's own, or `cf:ID` of a custom field. */
export interface ListColumn {
  key: string
  title: string
  isNumber: boolean
  fieldId: number | null
  cell(row: PageRecord): Markup
}

const ownColumns: Record<ListCode, readonly string[]> = {
  contacts: ['name', 'company', 'responsible', 'created_at', 'updated_at', 'tags'],
  companies: ['name', 'responsible', 'created_at', 'updated_at', 'tags'],
  all: ['name', 'company', 'responsible', 'created_at', 'updated_at', 'tags'],
  leads: ['name', 'stage', 'price', 'contact', 'company', 'responsible', 'created_at', 'closed_at', 'tags'],
  customers: [
    'name',
    'stage',
    'next_price',
    'next_date',
    'purchases',
    'spent',
    'contact',
    'company',
    'responsible',
  ],
}

const numberColumns = new Set(['price', 'next_price', 'purchases', 'spent'])

/** Every column the list of an entity can show: the record's own, then its custom fields in their order. */
export function listColumns(
  list: ListCode,
  fields: readonly PageField[],
  session: PageSession,
): ListColumn[] {
  const own = ownColumns[list].map((key) => ownColumn(key, session))
  const custom = fields
    .filter((field) => field.type !== 'chained_list')
    .map((field) => customColumn(list, field, session.dates))
  return [...own, ...custom]
}

function ownColumn(key: string, session: PageSession): ListColumn {
  return {
    key,
    title: translate(`column.${key}` as TextKey),
    isNumber: numberColumns.has(key),
    fieldId: null,
    cell: (row) => ownCell(key, row, session),
  }
}

function customColumn(list: ListCode, field: PageField, dates: PageDates): ListColumn {
  const owner = field.entity === 'companies' ? 'column.ofCompany' : 'column.ofContact'
  const isNamed = list === 'all' || (list === 'contacts' && field.type !== 'multitext')
  return {
    key: `cf:${field.id}`,
    title: isNamed ? `${field.name} ${translate(owner)}` : field.name,
    isNumber: field.type === 'numeric' || field.type === 'monetary',
    fieldId: field.id,
    cell: (row) => html`${formatFieldValue(field, row.values[field.id], dates)}`,
  }
}

function ownCell(key: string, row: PageRecord, session: PageSession): Markup {
  const { dates } = session
  const { currency_symbol: symbol } = session.account
  switch (key) {
    case 'name':
      return html`<a class="list-row__cell-name-link js-navigate-link" href="/${row.entity}/detail/${row.id}">${row.name || translate('noName')}</a>`
    case 'company':
      return link('companies', row.company)
    case 'contact':
      return link('contacts', row.contact)
    case 'responsible':
      return html`${session.managers[row.responsibleId]?.title}`
    case 'price':
      return html`${formatMoney(row.price, symbol)}`
    case 'next_price':
      return html`${formatMoney(row.nextPrice, symbol)}`
    case 'spent':
      return html`${formatMoney(row.spent, symbol)}`
    case 'purchases':
      return html`${row.purchases}`
    case 'next_date':
      return html`${formatTime(row.nextDate, dates, false)}`
    case 'created_at':
      return html`${formatTime(row.createdAt, dates)}`
    case 'updated_at':
      return html`${formatTime(row.updatedAt, dates)}`
    case 'closed_at':
      return html`${formatTime(row.closedAt, dates)}`
    case 'tags':
      return html`${row.tags.map((tag) => html`<span class="tag">${tag}</span>`)}`
    case 'stage':
      return stageCell(row, session)
    default:
      return html``
  }
}

function stageCell(row: PageRecord, session: PageSession): Markup {
  const stages =
    row.entity === 'customers'
      ? session.customerStages
      : (session.pipelines.find(({ id }) => id === row.pipelineId)?.statuses ?? [])
  const stage = stages.find(({ id }) => id === row.stageId)
  return stage
    ? html`<span class="list-row__stage" style="background-color:${stage.color}">${stage.name}</span>`
    : html``
}

function link(entity: 'contacts' | 'companies', target: RecordLink | null): Markup {
  return target
    ? html`<a class="list-row__link js-navigate-link" href="/${entity}/detail/${target.id}">${target.name}</a>`
    : html``
}
