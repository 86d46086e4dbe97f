import type { EntityType } from '../../account/wire'
import type { WireUser } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'
import { parseQuery, type QueryTree, queryPage, queryTexts } from '../query'
import { entityRights, recordFilter } from '../rights'
import { pageFields } from './pageFields'
import { pageRecord, type PageRecord } from './pageRecord'
import type { RowOrder } from './RowOrder'
import { rowTests } from './rowTests'

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
  entity: EntityType,
  search: string,
): ListAnswer {
  const { store } = context
  const query = parseQuery(search)
  const { page, limit } = queryPage(query, 50, 100)
  const rows = matchingRows(context, order, user, entity, query)
  const last = Math.max(1, Math.ceil(rows.length / limit))
  const shown = Math.min(page, last)
  return {
    total: rows.length,
    page: shown,
    limit,
    rows: Array.from(rows.subarray((shown - 1) * limit, shown * limit), (index) =>
      pageRecord(store, entity, index),
    ),
    fields: pageFields(store, entity),
    canExport: mayExport(user, entity),
  }
}

/** Indexes of all rows of a list, in its order. */
export function matchingRows(
  { store }: HostContext,
  order: RowOrder,
  user: WireUser,
  entity: EntityType,
  query: QueryTree,
): Int32Array {
  const isVisible = recordFilter(store, user, entity, 'view')
  const tests = [...(isVisible ? [isVisible] : []), ...rowTests(store, entity, query)]
  const wanted = query['order']
  const key = typeof wanted === 'object' ? Object.keys(wanted)[0] : undefined
  const isDescending = typeof wanted === 'object' && key ? queryTexts(wanted[key])[0] === 'desc' : true
  const sorted = order.read(entity, key ?? 'created_at', isDescending)
  return tests.length === 0 ? sorted : sorted.filter((index) => tests.every((test) => test(index)))
}

/** Whether a user may take rows out of the CRM. */
export function mayExport(user: WireUser, entity: EntityType): boolean {
  return user.rights.is_admin || entityRights(user, entity).export !== 'D'
}
