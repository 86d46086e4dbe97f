import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'

/** `{pipelineId: [stageId…]}`. */
export type StageChoice = Readonly<Record<number, readonly number[]>>

/**
 * What an admin chose, version 1. The defaults stand in `defaultSettings`. The text form (`formatSettings`) lives in the widget's field
 * `custom`.
 */
export interface Settings {
  readonly v: 1
  /** The account that the ids belong to; absent in texts of before. */
  readonly account?: number
  readonly entities: readonly ParentType[]
  /** `open`: every ordinary stage that no class names, stages made later included. */
  readonly inWork: { readonly open: boolean; readonly stages: StageChoice }
  /** `won`: stage 142 of every pipeline. */
  readonly bought: { readonly won: boolean; readonly stages: StageChoice }
  /** `lost`: stage 143 of every pipeline. */
  readonly refused: { readonly lost: boolean; readonly stages: StageChoice }
  readonly buyers: {
    readonly upcoming: boolean
    readonly notBought: boolean
    readonly purchases: boolean
    readonly closed: boolean
  }
  readonly contacts: 'all' | 'main' | 'split'
  readonly companies: 'own' | 'withContacts'
  readonly write: 'always' | 'changed'
  readonly empty: 'zero' | 'clear'
  readonly zeroBudget: 'count' | 'skip'
  /** 0, 1 or 2 decimals of the average check. */
  readonly averageDigits: 0 | 1 | 2
  /** Requests a second, 1–50; the screen offers 1–7. */
  readonly rate: number
  readonly cardRefresh: 'write' | 'show' | 'off'
  readonly preview: 'ask' | 'skip'
  /** Id of a date field of deals that holds the sale date, or null. */
  readonly saleDateField: number | null
  /** A hint only: fields are found again by code and name. */
  readonly fields: { readonly contacts: FieldIds; readonly companies: FieldIds }
}
