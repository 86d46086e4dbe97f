import { figuresOf } from '../calc/figuresOf'
import { heldFigures } from '../calc/heldFigures'
import type { BuyersRefusal } from '../records/buyersRefusal'
import { storedOf } from '../records/storedOf'
import { tellAll } from '../records/tellAll'
import type { Settings } from '../settings/settings'
import { createPreviewRows } from './createPreviewRows'
import type { EntityPlan } from './planEntity'
import type { PreviewCounts, PreviewRow, RunPreview, WriteChoice } from './runState'

export interface PreviewOptions {
  readonly preselected: WriteChoice
  /** Why the figures are without buyers; null where they are not. */
  readonly withoutBuyers: BuyersRefusal | null
  readonly empty: Settings['empty']
  /** Lets the page draw and answer while rows are searched. */
  readonly rest: () => Promise<void>
}

/** The preview over plans: counts and sums at once, rows only as they are asked for. */
export const createPreview = (
  plans: readonly EntityPlan[],
  { preselected, withoutBuyers, empty, rest }: PreviewOptions,
): RunPreview => {
  const listeners = new Set<() => void>()
  const found = createPreviewRows(rest, () => tellAll(listeners))
  const planOf = (type: EntityPlan['type']) => plans.find((plan) => plan.type === type)
  return {
    preselected,
    ...(withoutBuyers !== null && { withoutBuyers }),
    counts: Object.fromEntries(plans.map((plan) => [plan.type, countsOf(plan)])),
    rows(query) {
      const entity = planOf(query.type)
      if (entity === undefined) return { total: 0, rows: [] }
      const { indexes } = found.find(entity, query)
      const rows = Array.from(indexes.subarray(query.from, query.from + query.limit), (index) =>
        rowAt(entity, index, empty),
      )
      return { total: indexes.length, rows }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    totals: (type) => planOf(type)?.plan.sums ?? null,
  }
}

const countsOf = ({ plan, wrongStamps }: EntityPlan): PreviewCounts => ({
  total: plan.changed.length + plan.unchanged.length + plan.unwritable.length,
  changed: plan.changed.length - plan.firstTimeCount,
  zeroed: plan.zeroedCount,
  firstTime: plan.firstTimeCount,
  unchanged: plan.unchanged.length,
  unwritable: plan.unwritable.length,
  ...(wrongStamps > 0 && { wrongStamps }),
})

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
