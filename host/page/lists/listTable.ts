import { html, type Markup } from '../markup'
import { translate } from '../texts/translate'
import type { PageRecord } from '../wire'
import type { ListColumn } from './listColumns'

export interface ListOrder {
  key: string
  isDescending: boolean
}

/** The table of a list: a head that sorts by a press, one row for each record, a check box first. */
export function listTable(
  columns: readonly ListColumn[],
  rows: readonly PageRecord[],
  order: ListOrder | null,
): Markup {
  return html`<table class="list__table js-list-table" id="list_table">
    <thead><tr class="list-row list-row-head">
      <th class="list-row__cell list-row__cell-checkbox" scope="col">${rowCheckbox('all', translate('list.checkAll'))}</th>
      ${columns.map((column) => headCell(column, order))}
    </tr></thead>
    <tbody>${rows.map((row) => tableRow(columns, row))}</tbody>
  </table>
  ${rows.length === 0 ? html`<div class="list__no-items">${translate('list.empty')}</div>` : null}`
}

function headCell(column: ListColumn, order: ListOrder | null): Markup {
  const isSorted = order?.key === column.key
  const direction = isSorted ? (order.isDescending ? 'descending' : 'ascending') : 'none'
  return html`<th class="list-row__cell list-row__cell-head ${column.isNumber ? 'list-row__cell_number' : ''}" scope="col"
    data-field="${column.key}" aria-sort="${direction}"><button type="button" class="list-row__cell-head__title js-list-sort"
    data-key="${column.key}" title="${column.title}">${column.title}</button></th>`
}

function tableRow(columns: readonly ListColumn[], row: PageRecord): Markup {
  return html`<tr class="list-row js-list-row" data-id="${row.id}" id="list_item_${row.id}">
    <td class="list-row__cell list-row__cell-checkbox">${rowCheckbox(String(row.id), row.name)}</td>
    ${columns.map(
      (column) =>
        html`<td class="list-row__cell ${column.isNumber ? 'list-row__cell_number' : ''} ${column.key === 'name' ? 'list-row__cell-name' : ''}"
        data-field="${column.key}"><div class="list-row__cell__inner">${column.cell(row)}</div></td>`,
    )}
  </tr>`
}

function rowCheckbox(value: string, label: string): Markup {
  return html`<label class="control-checkbox"><span class="control-checkbox__body"><input type="checkbox"
    class="js-list-checkbox" value="${value}" aria-label="${label}"><span class="control-checkbox__helper"></span></span></label>`
}
