import type { WireUser } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'
import { parseQuery } from '../query'
import { type ListCode, listEntities } from './listEntities'
import { matchingRows } from './matchingRows'
import { pageFields } from './pageFields'
import { pageRecord } from './pageRecord'
import type { RowOrder } from './RowOrder'

/** All rows of a list as CSV (UTF-8 with BOM, semicolons): id, name and the custom fields. */
export function exportRows(
  context: HostContext,
  order: RowOrder,
  user: WireUser,
  list: ListCode,
  search: string,
): string {
  const fields = listEntities(list).flatMap((entity) => pageFields(context.store, entity))
  const lines = [['ID', 'Наименование', ...fields.map((field) => field.name)]]
  for (const entity of listEntities(list)) {
    for (const index of matchingRows(context, order, user, entity, parseQuery(search))) {
      const record = pageRecord(context.store, entity, index)
      const texts = fields.map((field) =>
        (record.values[field.id] ?? []).map(({ value }) => String(value)).join(', '),
      )
      lines.push([String(record.id), record.name, ...texts])
    }
  }
  return `\uFEFF${lines.map((cells) => cells.map(quote).join(';')).join('\r\n')}\r\n`
}

/** A cell that a sheet would take for a formula stays a text. */
function quote(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) && !/^-?\d+([.,]\d+)?$/.test(cell) ? `'${cell}` : cell
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
