import { contradictionOf } from '../records/contradiction'
import type { CrmErrorKind, CrmRecordName } from '../records/crmError'
import { listNameOf } from '../records/listNameOf'
import type { Texts } from './createTexts'
import { detailText } from './detailText'
import { formatRequest } from './formatRequest'
import { lackText } from './lackText'
import { methodOf, type MethodSubject } from './methodOf'
import type { TextKey } from './textTree'

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
  next: texts.text(refusedMethodOf(error)?.next ?? `errors.${error.kind}Next`),
})

/** What happened, in one sentence. */
export const errorWords = (texts: Texts, error: KnownError): string => {
  const { kind, detail, request = '', record } = error
  if (kind === 'notWhole')
    return texts.text('errors.notWhole', {
      list: texts.text(`lists.${listNameOf(request)}`),
      why: texts.text(`notWhole.${contradictionOf(detail)}`),
    })
  const refused = refusedMethodOf(error)
  if (refused !== null)
    return detailText(texts, refused.what, detail, { what: texts.text(`methods.${refused.subject}`) })
  if (kind !== 'malformed') return detailText(texts, `errors.${kind}`, detail)
  const asked = formatRequest(request) || texts.text('errors.someRequest')
  const lack = lackText(texts, detail, record)
  if (lack !== null) return texts.text('errors.malformedRecord', { lack, request: asked })
  return detail === ''
    ? texts.text('errors.malformed', { request: asked })
    : texts.text('errors.malformedAt', { request: asked, place: detail })
}

interface RefusedMethod {
  readonly subject: MethodSubject
  readonly what: TextKey
  readonly next: TextKey
}

/** A refusal of one method says which: it need not be the account that is not paid, or the user who may do nothing. null of any other error. */
const refusedMethodOf = ({ kind, request = '' }: KnownError): RefusedMethod | null => {
  const method = methodOf(request)
  if (method === null) return null
  const { subject, isReading, isSingle } = method
  switch (kind) {
    case 'payment':
      return {
        subject,
        what: isReading ? 'errors.paymentOf' : 'errors.paymentChange',
        next: 'errors.paymentOfNext',
      }
    case 'forbidden':
      return {
        subject,
        what: isReading ? 'errors.forbiddenOf' : 'errors.forbiddenChange',
        next: 'errors.forbiddenNext',
      }
    case 'notFound':
      if (isSingle || !isReading) return null
      return { subject, what: 'errors.notFoundOf', next: 'errors.unprocessableNext' }
    case 'unprocessable':
    case 'refused':
      return isReading ? { subject, what: 'errors.unprocessableOf', next: 'errors.unprocessableNext' } : null
    default:
      return null
  }
}
