import type { MinorUnits, UnixSeconds } from '../records/brands'
import type { Figures, StageClass } from '../records/figures'
import type { ParentRef } from '../records/parents'

/** Why something that hangs on the card was left out of a figure. */
export type RejectionReason =
  | 'stageNotChosen'
  | 'unsorted'
  | 'leadDeleted'
  | 'customerDeleted'
  /** The whole goes to the main contact. */
  | 'otherMainContact'
  /** A contact of this company is linked, but the deal has another company itself. */
  | 'otherCompany'
  /** The settings leave buyers in such a stage out. */
  | 'buyersSwitchedOff'
  /** The settings leave purchases out. */
  | 'purchasesSwitchedOff'
  /** The buyer has no recorded purchases. */
  | 'nothingBought'
  /** Counted in count and sum, left out of the average alone. */
  | 'zeroBudgetNotInAverage'

interface Counted {
  readonly source: 'lead' | 'customer' | 'purchases'
  readonly id: number
  readonly name: string
  readonly pipelineId: number | null
  readonly stageId: number
  /** Deal: closing date, else creation; buyer: null. */
  readonly date: UnixSeconds | null
  /** What `date` is the moment of; null without a date. */
  readonly dateOf: 'closing' | 'creation' | null
}

/** One thing that a figure is made of. `count` is 1 for deals and buyers in a stage, the number of purchases for `purchases`. */
export interface Contribution extends Counted {
  readonly stageClass: StageClass
  readonly count: number
  /** What this card gets of it. */
  readonly amount: MinorUnits
  /** Its whole amount; differs from `amount` only when the amount is split among contacts. */
  readonly wholeAmount: MinorUnits
  /** `contact`: a company's, reached through its contact because the deal has no company itself. */
  readonly via: 'own' | 'contact'
}

export interface Rejection extends Counted {
  readonly reason: RejectionReason
  /** The whole amount of the deal, the expected purchase or the purchases. */
  readonly amount: MinorUnits
}

/** The list under the numbers: by construction the contributions sum to the figures. */
export interface Explanation {
  readonly parent: ParentRef
  readonly figures: Figures
  /** Deals, then buyers in their stages, then purchases, each by ascending id. */
  readonly contributions: readonly Contribution[]
  /** In the same order. */
  readonly rejections: readonly Rejection[]
}
