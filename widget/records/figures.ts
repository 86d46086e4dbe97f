import type { MinorUnits } from './brands'

/** A stage, a purchase or a buyer falls into at most one of these. */
export type StageClass = 'inWork' | 'bought' | 'refused'

export const stageClasses: readonly StageClass[] = ['inWork', 'bought', 'refused']

/** The seven numbers of one card. Counts are whole; money is in minor units. */
export interface Figures {
  readonly boughtCount: number
  readonly boughtSum: MinorUnits
  /** Bought sum / bought count, rounded half away from zero to the set digits; null when nothing (that counts) was bought. */
  readonly averageCheck: MinorUnits | null
  readonly inWorkCount: number
  readonly inWorkSum: MinorUnits
  readonly refusedCount: number
  readonly refusedSum: MinorUnits
}

/**
 * What stands in a card's fields now. `null` = the field is absent or empty on the card. Money is in minor units and may be fractional
 * when somebody wrote more than two decimals into the field (then it differs from any figure of ours). `actualAt` in unix seconds. A value
 * that is no number is `unreadable`.
 */
export type StoredFigures = { readonly [Key in keyof Figures]: number | null } & {
  readonly actualAt: number | null
}
