import { formatTime } from '../format/formatTime'
import { html, type Markup } from '../markup'
import { translate, type TextKey } from '../texts/translate'
import type { PageRecord, PageSession } from '../wire'
import { formPrefixes } from './formPrefixes'

/** The rows of a record's own values, above the custom fields: responsible; stage and amount of deals and buyers. */
export function ownRows(record: PageRecord, session: PageSession): Markup {
  const prefix = formPrefixes[record.entity]
  return html`${row('column.responsible', managers(`${prefix}[MAIN_USER]`, record, session))}
    ${record.entity === 'leads' ? row('column.stage', leadStages(record, session)) : null}
    ${record.entity === 'leads' ? row('column.price', amount('lead[PRICE]', record.price, 'column.price')) : null}
    ${record.entity === 'customers' ? row('column.stage', customerStages(record, session)) : null}
    ${record.entity === 'customers' ? row('column.next_price', amount('customer[NEXT_PRICE]', record.nextPrice, 'column.next_price')) : null}
    ${
      record.entity === 'customers'
        ? row(
            'column.next_date',
            html`<input type="text" class="text-input linked-form__cf date_field" name="customer[NEXT_DATE]"
              value="${formatTime(record.nextDate, session.dates, false)}" placeholder="..." aria-label="${translate('column.next_date')}">`,
          )
        : null
    }`
}

function row(label: TextKey, value: Markup): Markup {
  return html`<div class="linked-form__field linked-form__field-own">
    <div class="linked-form__field__label" title="${translate(label)}"><span>${translate(label)}</span></div>
    <div class="linked-form__field__value">${value}</div></div>`
}

function amount(name: string, value: number | null, label: TextKey): Markup {
  return html`<input type="text" inputmode="decimal" class="text-input linked-form__cf" name="${name}" value="${value ?? ''}"
    placeholder="0" autocomplete="off" aria-label="${translate(label)}">`
}

function managers(name: string, record: PageRecord, session: PageSession): Markup {
  return html`<select class="text-input linked-form__cf linked-form__select" name="${name}"
    aria-label="${translate('column.responsible')}">${Object.entries(session.managers).map(([id, one]) =>
      option(id, one.title, Number(id) === record.responsibleId),
    )}</select>`
}

/** The stage by its id, which pipelines share, and beside it the pipeline that the choice stands in. */
function leadStages(record: PageRecord, session: PageSession): Markup {
  return html`<div class="pipeline-select-wrapper"><select class="text-input linked-form__cf linked-form__select js-lead-stage" name="lead[STATUS]"
    aria-label="${translate('column.stage')}">${session.pipelines.map(
      (pipeline) =>
        html`<optgroup label="${pipeline.name}" data-id="${pipeline.id}">${pipeline.statuses.map((stage) =>
          option(
            String(stage.id),
            stage.name,
            pipeline.id === record.pipelineId && stage.id === record.stageId,
          ),
        )}</optgroup>`,
    )}</select><input type="hidden" name="lead[PIPELINE_ID]" value="${record.pipelineId}"></div>`
}

function customerStages(record: PageRecord, session: PageSession): Markup {
  return html`<select class="text-input linked-form__cf linked-form__select" name="customer[STATUS]"
    aria-label="${translate('column.stage')}">${session.customerStages.map((stage) =>
      option(String(stage.id), stage.name, stage.id === record.stageId),
    )}</select>`
}

function option(value: string, text: string, isChosen: boolean): Markup {
  return isChosen
    ? html`<option value="${value}" selected>${text}</option>`
    : html`<option value="${value}">${text}</option>`
}
