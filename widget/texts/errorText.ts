import { contradictionOf } from '../records/contradiction'
import type { CrmErrorKind, CrmRecordName } from '../records/crmError'
import { listNameOf } from '../records/listNameOf'
import type { Texts } from './createTexts'
import { detailText } from './detailText'
import { formatRequest } from './formatRequest'
import { lackText } from './lackText'

/** What a message must say: what happened, what it means for the data, what to do. */
export interface Message {
  readonly what: string
  readonly meaning: string
  readonly next: string
}

/** An error as a screen knows it. */
export interface KnownError {
  readonly kind: CrmErrorKind | 'unexpected' | 'otherUser' | 'settingsNotGiven'
  /** The CRM's own words; for `malformed` the place in the answer, for `notWhole` a `Contradiction`. May be empty. */
  readonly detail: string
  /** Method and path of the call; empty where none is known. */
  readonly request?: string
  /** For `malformed`: the record in the answer that was not understood, where it was one. */
  readonly record?: CrmRecordName
}

/** Where the error hit: it decides what is said about the data. */
export type ErrorPlace = 'runPaused' | 'runEnded' | 'runCutOff' | 'card' | 'settings'

const meaningKeys = {
  runPaused: 'errors.runNothingLost',
  runEnded: 'errors.runNothingWritten',
  runCutOff: 'errors.runPartWritten',
  card: 'errors.cardUntouched',
  settings: 'errors.settingsUntouched',
} as const

/** Words for an error of the CRM client. */
export const errorText = (texts: Texts, error: KnownError, place: ErrorPlace): Message => ({
  what: errorWords(texts, error),
  meaning: texts.text(meaningKeys[place]),
  next: texts.text(`errors.${error.kind}Next`),
})

/** What happened, in one sentence. */
export const errorWords = (texts: Texts, { kind, detail, request = '', record }: KnownError): string => {
  if (kind === 'notWhole')
    return texts.text('errors.notWhole', {
      list: texts.text(`lists.${listNameOf(request)}`),
      why: texts.text(`notWhole.${contradictionOf(detail)}`),
    })
  if (kind !== 'malformed') return detailText(texts, `errors.${kind}`, detail)
  const asked = formatRequest(request) || texts.text('errors.someRequest')
  const lack = lackText(texts, detail, record)
  if (lack !== null) return texts.text('errors.malformedRecord', { lack, request: asked })
  return detail === ''
    ? texts.text('errors.malformed', { request: asked })
    : texts.text('errors.malformedAt', { request: asked, place: detail })
}
