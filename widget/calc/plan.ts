import type { FigureKey } from '../records/fieldKeys'
import type { ParentType } from '../records/parents'

/** Kinds of change of one card, as bits of `PlanColumns.kinds`; a card may have several. */
export const changeKind = {
  /** At least one figure rises. */
  grew: 1,
  /** At least one figure falls. */
  shrank: 2,
  /** The card had figures other than zero and gets nothing but zeros or empty fields. */
  zeroed: 4,
  /** A field that has to hold a number is still empty on the card. */
  firstTime: 8,
} as const

export type ChangeKind = keyof typeof changeKind

/** A card that cannot be written, and why. */
export interface UnwritableCard {
  readonly index: number
  readonly key: FigureKey
  readonly reason: 'tooManyDigits'
}

/** What a run would do to the cards of one entity. Indexes are dense indexes of the entity's `ParentIndex`. */
export interface PlanColumns {
  readonly type: ParentType
  /** Cards whose figures differ from what stands there, in ascending order of id. */
  readonly changed: Uint32Array
  /** By position in `changed`: bits of `changeKind`. */
  readonly kinds: Uint8Array
  /** Cards whose figures equal what stands there, in ascending order of id. */
  readonly unchanged: Uint32Array
  readonly unwritable: readonly UnwritableCard[]
  /** Counts over `changed`: zeroed and firstTime as the preview words them. */
  readonly zeroedCount: number
  readonly firstTimeCount: number
}
