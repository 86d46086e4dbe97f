import { changeKind } from '../calc/plan'
import { foldText } from '../records/foldText'
import type { Steps } from '../records/steps'
import type { EntityPlan } from './planEntity'
import { runInParts } from './runInParts'
import type { PreviewFilter, RunPreview } from './runState'
import { sortByChange } from './sortByChange'

type PreviewQuery = Parameters<RunPreview['rows']>[0]

/** Cards that fit a query, as far as they are found: dense indexes in the order of the query. */
export interface FoundRows {
  readonly indexes: Uint32Array
  readonly isComplete: boolean
}

export interface PreviewRows {
  /** What fits the query; a search of another query is given up. Where it takes longer the answer grows: `onFound` tells. */
  find(entity: EntityPlan, query: PreviewQuery): FoundRows
}

/** Cards that a search looks at in one step. */
const cardsAtOnce = 512
/** Steps of a search before the page gets its turn: enough for all but very large accounts. */
const stepsAtFirst = 16

/**
 * Finds the rows of a preview. `rest` lets the page draw and answer while hundreds of thousands of cards are looked through, `onFound` is told
 * when a first screen of rows is there and when all are.
 */
export const createPreviewRows = (rest: () => Promise<void>, onFound: () => void): PreviewRows => {
  let key = ''
  let found: FoundRows = nothing

  const search = (entity: EntityPlan, query: PreviewQuery): void => {
    const asked = key
    const wanted = query.from + query.limit
    let isTelling = false
    const steps = searchRows(entity, query, (so) => {
      const hadScreen = found.indexes.length >= wanted
      found = so
      if (isTelling && !hadScreen && so.indexes.length >= wanted) onFound()
    })
    for (let step = 0; step < stepsAtFirst && !found.isComplete; step += 1) steps.next()
    if (found.isComplete) return
    isTelling = true
    void runInParts(
      whileWanted(steps, () => key === asked),
      rest,
    ).then(() => {
      if (key === asked) onFound()
    })
  }

  return {
    find(entity, query) {
      const { type, filter, order = 'id', search: text } = query
      const next = `${type} ${filter} ${order} ${text}`
      if (next !== key) {
        key = next
        found = nothing
        search(entity, query)
      }
      return found
    },
  }
}

const nothing: FoundRows = { indexes: new Uint32Array(0), isComplete: false }

/** Goes on as long as its result is wanted. */
function* whileWanted(steps: Steps<void>, isWanted: () => boolean): Steps<void> {
  while (isWanted() && steps.next().done !== true) yield
}

function* searchRows(entity: EntityPlan, query: PreviewQuery, tell: (found: FoundRows) => void): Steps<void> {
  const { order = 'id' } = query
  const indexes = yield* matchRows(entity, query, (so) => tell({ indexes: so, isComplete: false }))
  if (order === 'id') {
    tell({ indexes, isComplete: true })
    return
  }
  const { parents, figures } = entity
  const sign = order === 'rise' ? 1 : -1
  const sorted = yield* sortByChange(indexes, (index) => {
    const old = parents.stored.boughtSum[index] ?? 0
    return sign * ((figures.boughtSum[index] ?? 0) - (Number.isFinite(old) ? old : 0))
  })
  tell({ indexes: sorted, isComplete: true })
}

function* matchRows(
  { parents, plan }: EntityPlan,
  { filter, search }: PreviewQuery,
  tell: (indexes: Uint32Array) => void,
): Steps<Uint32Array> {
  const bit = bitOf[filter]
  const wanted = foldText(search.trim())
  if (bit === 0 && wanted === '') return plan.changed
  const matching = new Uint32Array(plan.changed.length)
  let count = 0
  const isMatch = (index: number): boolean =>
    wanted === '' ||
    foldText(parents.names[index] ?? '').includes(wanted) ||
    String(parents.index.ids[index]) === wanted
  for (const [position, index] of plan.changed.entries()) {
    const fits = bit === 0 || ((plan.kinds[position] ?? 0) & bit) !== 0
    if (fits && isMatch(index)) matching[count++] = index
    if (position % cardsAtOnce !== cardsAtOnce - 1) continue
    tell(matching.subarray(0, count))
    yield
  }
  return matching.subarray(0, count)
}

const bitOf: Readonly<Record<PreviewFilter, number>> = {
  all: 0,
  grew: changeKind.grew,
  shrank: changeKind.shrank,
  zeroed: changeKind.zeroed,
  firstTime: changeKind.firstTime,
}
