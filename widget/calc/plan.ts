import type { FigureKey } from '../records/fieldKeys'
import type { ParentType } from '../records/parents'
import type { HeldFigures } from './heldFigures'

/**
 * Kinds of change of one card, as bits of `PlanColumns.kinds`; a card may have several, or none (a 0 that is to be cleared, an average alone).
 * `grew` and `shrank` compare with fields that hold a number, so that a card of kind `firstTime` has no other kind.
 */
export const changeKind = {
  /** At least one count or sum rises; the average follows from them and does not decide. */
  grew: 1,
  /** At least one count or sum falls. */
  shrank: 2,
  /** The card had figures other than zero and gets nothing but zeros or empty fields. */
  zeroed: 4,
  /** Every field that is to change is still empty on the card. */
  firstTime: 8,
} as const

/** A card that cannot be written, and why. */
export interface UnwritableCard {
  readonly index: number
  readonly key: FigureKey
  readonly reason: 'tooManyDigits'
}

/**
 * What a run would do to the cards of one entity. Indexes are dense indexes of the entity's `ParentIndex`. A listed card is in exactly one
 * of `changed`, `unchanged` and `unwritable`; a card that is known from links only is in none.
 */
export interface PlanColumns {
  readonly type: ParentType
  /** Cards whose figures differ from what stands there, or whose stamp cannot be read, in ascending order of id. */
  readonly changed: Uint32Array
  /** By position in `changed`: bits of `changeKind`. */
  readonly kinds: Uint8Array
  /** Cards whose figures equal what stands there, in ascending order of id. */
  readonly unchanged: Uint32Array
  readonly unwritable: readonly UnwritableCard[]
  /**
   * Counts over `changed` as the preview words them: «Изменятся {changed - firstTime} из {all}, из них обнулятся {zeroed}; заполнятся впервые
   * {firstTime}; без изменений {unchanged}».
   */
  readonly zeroedCount: number
  readonly firstTimeCount: number
  /** Sums over all cards but the unwritable ones: what the fields hold, and what they would hold; of averages none. */
  readonly sums: { readonly old: HeldFigures; readonly new: HeldFigures }
}
