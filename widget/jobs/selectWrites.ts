import { changeKind } from '../calc/plan'
import { figuresOf } from '../calc/figuresOf'
import { writeOf } from '../calc/writeOf'
import type { ParentWrite } from '../records/parentWrite'
import { isStampWrong } from '../records/stampFault'
import type { Steps } from '../records/steps'
import { storedOf } from '../records/storedOf'
import type { EntityPlan } from './planEntity'
import type { RunSession } from './runSession'
import { codeOfKind } from './writtenKind'

/** Cards of one entity that are to be written; their writes are made as they are sent. */
export interface SelectedWrites {
  readonly entity: EntityPlan
  /** Dense indexes of the cards in the order in which they are written. */
  readonly indexes: Uint32Array
  /** By dense index: how the card is counted once it is confirmed (`codeOfKind`); 0 = it is not selected. */
  readonly codes: Uint8Array
}

type Selecting = Pick<
  RunSession,
  'choice' | 'dataTime' | 'latestStamp' | 'settings' | 'stampedSince' | 'tally' | 'refreshed' | 'only'
>

/** Cards of one step: below a millisecond, also before the code is optimised. */
const cardsAtOnce = 2048

/**
 * What is still to be written into the cards of one entity: those whose figures differ, those whose stamp is in the future or cannot be read, and with the
 * choice `all` those whose stamp is older than the run's. Left out: cards that failed, and cards whose own refresh wrote figures as fresh as the plan's.
 */
export function* selectWrites(
  run: Selecting,
  entity: EntityPlan,
  cards = cardsAtOnce,
): Steps<SelectedWrites> {
  const { type, parents, plan } = entity
  const { ids } = parents.index
  const failed = new Set(
    run.tally.failed().flatMap(({ parent }) => (parent.type === type ? [parent.id] : [])),
  )
  const isLeftOut = (id: number): boolean =>
    failed.has(id) ||
    (run.only !== null && !run.only[type].has(id)) ||
    (run.refreshed[type].get(id) ?? 0) >= run.dataTime
  const isStampWanted = (index: number): boolean => {
    const stamp = parents.stored.actualAt[index] ?? Number.NaN
    const isOld = !(stamp >= (run.stampedSince ?? run.dataTime))
    return isStampWrong(stamp, run.latestStamp) || (isOld && run.choice === 'all')
  }
  const stamped = plan.unchanged
  const indexes = new Uint32Array(plan.changed.length + stamped.length)
  const codes = new Uint8Array(parents.isListed.length)
  let count = 0

  for (let position = 0; position < plan.changed.length; ) {
    for (const end = Math.min(plan.changed.length, position + cards); position < end; position += 1) {
      const index = plan.changed[position]!
      if (isLeftOut(ids[index]!)) continue
      const isFirstTime = (plan.kinds[position]! & changeKind.firstTime) !== 0
      codes[index] = isFirstTime ? codeOfKind.firstTime : codeOfKind.changed
      indexes[count++] = index
    }
    yield
  }
  for (let position = 0; position < stamped.length; ) {
    for (const end = Math.min(stamped.length, position + cards); position < end; position += 1) {
      const index = stamped[position]!
      if (!isStampWanted(index) || isLeftOut(ids[index]!)) continue
      codes[index] = codeOfKind.stamped
      indexes[count++] = index
    }
    yield
  }
  return { entity, indexes: indexes.subarray(0, count), codes }
}

/** The writes of the selected cards, each made when it is asked for: hundreds of thousands at once would take more room than the records. */
export function* writesOf(
  { settings, dataTime, latestStamp }: Pick<RunSession, 'settings' | 'dataTime' | 'latestStamp'>,
  { entity, indexes }: SelectedWrites,
): Generator<ParentWrite, void, undefined> {
  const { parents, figures } = entity
  const { ids } = parents.index
  for (const index of indexes)
    yield writeOf(
      ids[index]!,
      figuresOf(figures, index),
      storedOf(parents, index),
      settings,
      dataTime,
      latestStamp,
    )
}
