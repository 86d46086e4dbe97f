import { figuresOf } from '../calc/figuresOf'
import { heldFigures } from '../calc/heldFigures'
import { changeKind } from '../calc/plan'
import { foldText } from '../records/foldText'
import type { ParentType } from '../records/parents'
import { storedOf } from '../records/storedOf'
import type { Settings } from '../settings/settings'
import type { EntityPlan } from './planEntity'
import { previewTotals } from './previewTotals'
import type {
  PreviewCounts,
  PreviewFilter,
  PreviewRow,
  PreviewTotals,
  RunPreview,
  WriteChoice,
} from './runState'
import { sortByChange } from './sortByChange'

type PreviewQuery = Parameters<RunPreview['rows']>[0]

/** The preview over plans: counts at once, rows only as they are asked for. */
export const createPreview = (
  plans: readonly EntityPlan[],
  preselected: WriteChoice,
  empty: Settings['empty'],
): RunPreview => {
  const found = new Map<string, Uint32Array>()
  const totals = new Map<ParentType, PreviewTotals>()
  return {
    preselected,
    counts: Object.fromEntries(plans.map((plan) => [plan.type, countsOf(plan)])),
    rows(query) {
      const entity = plans.find((plan) => plan.type === query.type)
      if (entity === undefined) return { total: 0, rows: [] }
      const key = `${query.type} ${query.filter} ${query.order ?? 'id'} ${query.search}`
      let indexes = found.get(key)
      if (indexes === undefined) {
        // One list is enough: while a user scrolls, the query stays.
        found.clear()
        indexes = ordered(entity, matching(entity, query), query)
        found.set(key, indexes)
      }
      const rows = Array.from(indexes.subarray(query.from, query.from + query.limit), (index) =>
        rowAt(entity, index, empty),
      )
      return { total: indexes.length, rows }
    },
    totals(type) {
      const entity = plans.find((plan) => plan.type === type)
      if (entity === undefined) return null
      const sums = totals.get(type) ?? previewTotals(entity)
      totals.set(type, sums)
      return sums
    },
  }
}

const countsOf = ({ plan }: EntityPlan): PreviewCounts => ({
  total: plan.changed.length + plan.unchanged.length + plan.unwritable.length,
  changed: plan.changed.length - plan.firstTimeCount,
  zeroed: plan.zeroedCount,
  firstTime: plan.firstTimeCount,
  unchanged: plan.unchanged.length,
  unwritable: plan.unwritable.length,
})

const matching = ({ parents, plan }: EntityPlan, { filter, search }: PreviewQuery): Uint32Array => {
  const bit = bitOf[filter]
  const wanted = foldText(search.trim())
  return plan.changed.filter((index, position) => {
    if (bit !== 0 && ((plan.kinds[position] ?? 0) & bit) === 0) return false
    return (
      wanted === '' ||
      foldText(parents.names[index] ?? '').includes(wanted) ||
      String(parents.index.ids[index]) === wanted
    )
  })
}

const ordered = (
  { parents, figures }: EntityPlan,
  indexes: Uint32Array,
  { order = 'id' }: PreviewQuery,
): Uint32Array => {
  if (order === 'id') return indexes
  const sign = order === 'rise' ? 1 : -1
  return sortByChange(indexes, (index) => {
    const old = parents.stored.boughtSum[index] ?? 0
    return sign * ((figures.boughtSum[index] ?? 0) - (Number.isNaN(old) ? 0 : old))
  })
}

const bitOf: Readonly<Record<PreviewFilter, number>> = {
  all: 0,
  grew: changeKind.grew,
  shrank: changeKind.shrank,
  zeroed: changeKind.zeroed,
  firstTime: changeKind.firstTime,
}

const rowAt = (
  { type, parents, figures }: EntityPlan,
  index: number,
  empty: Settings['empty'],
): PreviewRow => ({
  parent: { type, id: parents.index.ids[index] ?? 0 },
  name: parents.names[index] ?? '',
  old: storedOf(parents, index),
  new: heldFigures(figuresOf(figures, index), empty),
})
