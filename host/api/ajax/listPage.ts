import type { WireUser } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'
import { parseQuery, queryPage } from '../query'
import { type ListCode, listEntities } from './listEntities'
import { matchingRows } from './matchingRows'
import { mayExport } from './mayExport'
import { pageFields } from './pageFields'
import { pageRecord, type PageRecord } from './pageRecord'
import type { RowOrder } from './RowOrder'

/** One page of a list as the page draws it, with the number of all rows that fit. */
export interface ListAnswer {
  total: number
  page: number
  limit: number
  rows: PageRecord[]
  fields: ReturnType<typeof pageFields>
  canExport: boolean
}

/** Reads a page of a list: what the user may see, sorted by any column, by the filters of the list's address. */
export function listPage(
  context: HostContext,
  order: RowOrder,
  user: WireUser,
  list: ListCode,
  search: string,
): ListAnswer {
  const { store } = context
  const query = parseQuery(search)
  const { page, limit } = queryPage(query, 50, 100)
  const entities = listEntities(list)
  const parts = entities.map((entity) => ({
    entity,
    rows: matchingRows(context, order, user, entity, query),
  }))
  const total = parts.reduce((sum, { rows }) => sum + rows.length, 0)
  const shown = Math.min(page, Math.max(1, Math.ceil(total / limit)))
  let skipped = (shown - 1) * limit
  const rows: PageRecord[] = []
  for (const part of parts) {
    for (const index of part.rows.subarray(skipped, skipped + limit - rows.length))
      rows.push(pageRecord(store, part.entity, index))
    skipped = Math.max(0, skipped - part.rows.length)
  }
  return {
    total,
    page: shown,
    limit,
    rows,
    fields: entities.flatMap((entity) => pageFields(store, entity)),
    canExport: entities.every((entity) => mayExport(user, entity)),
  }
}
