import type { CrmErrorKind } from '../records/crmError'
import type { Texts } from './createTexts'

/** What a message must say: what happened, what it means for the data, what to do. */
export interface Message {
  readonly what: string
  readonly meaning: string
  readonly next: string
}

/** Where the error hit: it decides what is said about the data. */
export type ErrorPlace = 'runPaused' | 'runEnded' | 'card'

const meaningKeys = {
  runPaused: 'errors.runNothingLost',
  runEnded: 'errors.runNothingWritten',
  card: 'errors.cardUntouched',
} as const

/** Words for an error of the CRM client; `detail` are the CRM's own words (may be empty). */
export const errorText = (
  texts: Texts,
  kind: CrmErrorKind | 'unexpected',
  detail: string,
  place: ErrorPlace,
): Message => ({
  what: texts.text(`errors.${kind}`, { detail: detail.trim() || texts.text('errors.noDetail') }),
  meaning: texts.text(meaningKeys[place]),
  next: texts.text(`errors.${kind}Next`),
})
