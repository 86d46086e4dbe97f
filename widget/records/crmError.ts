/** Why a call to the CRM did not give an answer that can be used. */
export type CrmErrorKind =
  | 'rateLimited'
  | 'server'
  | 'network'
  | 'timeout'
  | 'session'
  /** The session came back as another user's than the page's: nothing more is asked or written for him. */
  | 'otherUser'
  | 'payment'
  | 'forbidden'
  | 'banned'
  | 'refused'
  | 'notFound'
  | 'unprocessable'
  | 'malformed'
  /** A list contradicts itself, so that nobody can say that all of it was read: `detail` is a `Contradiction`, `path` names the list. */
  | 'notWhole'
  | 'cancelled'

/** One complaint of a 400 answer. `path` is dotted with indexes inside the element, `requestId` names the element of the batch. */
export interface CrmIssue {
  readonly requestId: string | null
  readonly code: string
  readonly path: string
  readonly detail: string
  /** The field that the CRM does not know (any more), where the complaint is about one. */
  readonly fieldId?: number
}

/** A record of a list in whose answer something that is needed was missing or not understood. */
export interface CrmRecordName {
  /** The list's own word: `leads`, `customers`, `contacts`, `companies`, `pipelines`. */
  readonly list: string
  /** null where the answer does not even tell that. */
  readonly id: number | null
  readonly name: string
  /** Dotted path inside the record, for example `purchases_count`. */
  readonly place: string
}

export interface CrmErrorFields {
  readonly kind: CrmErrorKind
  readonly method: string
  /** Path with query, without the host. */
  readonly path: string
  /** 0 when there was no answer. */
  readonly status: number
  /** The CRM's own words (`detail`, else `title`); for `malformed` the place that was not understood, '' for the answer as a whole. */
  readonly detail: string
  readonly issues?: readonly CrmIssue[]
  /** Seconds that the CRM asked to wait, if it did. */
  readonly retryAfter?: number
  /** For writes: true when the request may have been applied although no answer came. */
  readonly mayBeApplied?: boolean
  /** For `malformed`: the record that was not understood, where it was one. */
  readonly record?: CrmRecordName | null
  readonly cause?: unknown
}

/** The one error of the CRM client; `kind` says which words the user gets. */
export class CrmError extends Error {
  override readonly name = 'CrmError'
  readonly kind: CrmErrorKind
  readonly method: string
  readonly path: string
  readonly status: number
  readonly detail: string
  readonly issues: readonly CrmIssue[]
  readonly retryAfter: number | null
  readonly mayBeApplied: boolean
  readonly record: CrmRecordName | null

  constructor(fields: CrmErrorFields) {
    super(`${fields.method} ${fields.path}: ${fields.kind} ${fields.status} ${fields.detail}`, {
      cause: fields.cause,
    })
    this.kind = fields.kind
    this.method = fields.method
    this.path = fields.path
    this.status = fields.status
    this.detail = fields.detail
    this.issues = fields.issues ?? []
    this.retryAfter = fields.retryAfter ?? null
    this.mayBeApplied = fields.mayBeApplied ?? false
    this.record = fields.record ?? null
  }
}

/** True for a `CrmError`, also one made by another copy of the bundle. */
export const isCrmError = (value: unknown): value is CrmError =>
  value instanceof CrmError || (value instanceof Error && value.name === 'CrmError')
