import type { MinorUnits, UnixSeconds } from '../records/brands'
import type { Figures, StageClass } from '../records/figures'
import type { ParentRef } from '../records/parents'

/** Why something that hangs on the card was left out of a figure. */
export type RejectionReason =
  | 'stageNotChosen'
  | 'unsorted'
  | 'leadDeleted'
  | 'otherMainContact'
  | 'otherCompany'
  | 'buyersSwitchedOff'
  | 'purchasesSwitchedOff'
  | 'nothingBought'
  | 'zeroBudgetNotInAverage'

interface Counted {
  readonly source: 'lead' | 'customer' | 'purchases'
  readonly id: number
  readonly name: string
  readonly pipelineId: number | null
  readonly stageId: number
  /** Deal: closing date, else creation; buyer: null. */
  readonly date: UnixSeconds | null
}

/** One thing that a figure is made of. `count` is 1 for deals and buyers in a stage, the number of purchases for `purchases`. */
export interface Contribution extends Counted {
  readonly stageClass: StageClass
  readonly count: number
  /** What this card gets of it. */
  readonly amount: MinorUnits
  /** Its whole amount; differs from `amount` only when the amount is split among contacts. */
  readonly wholeAmount: MinorUnits
  /** Reached through this contact's company or a company's contact. */
  readonly via: 'own' | 'contact'
}

export interface Rejection extends Counted {
  readonly reason: RejectionReason
  readonly amount: MinorUnits
}

/** The list under the numbers: by construction the contributions sum to the figures. */
export interface Explanation {
  readonly parent: ParentRef
  readonly figures: Figures
  readonly contributions: readonly Contribution[]
  readonly rejections: readonly Rejection[]
}
