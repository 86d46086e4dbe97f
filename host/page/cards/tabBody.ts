import { formatMoney } from '../format/formatMoney'
import { formatTime } from '../format/formatTime'
import { html, type Markup } from '../markup'
import { translate } from '../texts/translate'
import type { PageCardAnswer, PageField, PageRecord, PageSession } from '../wire'
import type { CardTab } from './cardTabs'
import { fieldRow } from './fieldRow'
import { ownRows } from './ownRows'

/** The content of one tab of a card. */
export function tabBody(tab: CardTab, answer: PageCardAnswer, session: PageSession): Markup {
  const { record } = answer
  switch (tab.kind) {
    case 'leads':
      return linkedList(
        answer.linkedLeads,
        session,
        html`<a class="linked-list__add js-navigate-link"
        href="/leads/add/?${record.entity}=${record.id}">+ ${translate('list.add.leads')}</a>`,
      )
    case 'customers':
      return linkedList(answer.linkedCustomers, session, null)
    case 'purchases':
      return purchases(answer, session)
    case 'statistic':
      return statistic(record, session)
    case 'fields':
      return html`${tab.id === 'default' ? ownRows(record, session) : null}${shownFields(tab, answer).map(
        (field) => fieldRow(field, record.values[field.id], session.dates),
      )}`
  }
}

/** A user who may not edit the card gets no fields without a value (HOST). */
function shownFields(tab: CardTab, { canEdit, record }: PageCardAnswer): readonly PageField[] {
  return canEdit ? tab.fields : tab.fields.filter((field) => (record.values[field.id] ?? []).length > 0)
}

function linkedList(records: readonly PageRecord[], session: PageSession, add: Markup | null): Markup {
  return html`<ul class="linked-list">${records.map((record) => linkedRecord(record, session))}</ul>
    ${records.length === 0 ? html`<p class="linked-list__empty">${translate('linked.none')}</p>` : null}${add}`
}

function linkedRecord(record: PageRecord, session: PageSession): Markup {
  const isLead = record.entity === 'leads'
  const pipeline = session.pipelines.find(({ id }) => id === record.pipelineId)
  const stages = isLead ? pipeline?.statuses : session.customerStages
  const stage = stages?.find(({ id }) => id === record.stageId)
  const sum = isLead ? record.price : record.nextPrice
  return html`<li class="linked-list__item">
    <a class="linked-list__name js-navigate-link" href="/${record.entity}/detail/${record.id}">${record.name || translate('noName')}</a>
    <span class="linked-list__sum">${formatMoney(sum, session.account.currency_symbol)}</span>
    <span class="linked-list__stage" style="background-color:${stage?.color ?? '#e8eaeb'}">${stage?.name}</span>
    <span class="linked-list__date">${formatTime(record.createdAt, session.dates, false)}</span></li>`
}

function purchases(answer: PageCardAnswer, session: PageSession): Markup {
  const { dates } = session
  const { currency_symbol: symbol } = session.account
  return html`<ul class="linked-list">${answer.purchases.map(
    (
      one,
    ) => html`<li class="linked-list__item"><span class="linked-list__name">${one.comment || translate('purchase')}</span>
      <span class="linked-list__sum">${formatMoney(one.price, symbol)}</span>
      <span class="linked-list__date">${formatTime(one.completedAt, dates)}</span></li>`,
  )}</ul>
  ${answer.purchases.length === 0 ? html`<p class="linked-list__empty">${translate('linked.none')}</p>` : null}`
}

function statistic(record: PageRecord, session: PageSession): Markup {
  const zone = session.dates
  const line = (label: string, value: string): Markup =>
    html`<div class="linked-form__field"><div class="linked-form__field__label"><span>${label}</span></div><div
      class="linked-form__field__value linked-form__field__value_text">${value}</div></div>`
  return html`${line(translate('column.created_at'), formatTime(record.createdAt, zone))}
    ${line(translate('column.updated_at'), formatTime(record.updatedAt, zone))}
    ${record.entity === 'leads' ? line(translate('column.closed_at'), formatTime(record.closedAt, zone)) : null}`
}
