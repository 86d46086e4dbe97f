import type { EntityType } from '../../account/wire'
import type { WireUser } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'
import { type QueryTree, queryTexts } from '../query'
import { recordFilter } from '../rights'
import type { RowOrder } from './RowOrder'
import { rowTests } from './rowTests'

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
