import { type CrmError, isCrmError } from './crmError'

/** Why the CRM does not give buyers, although the rest of the account answers. Plain values: it is stored with an unfinished run. */
export interface BuyersRefusal {
  /** `noStages`: where buyers have stages, the CRM names none, so that nobody can say in which section a buyer counts. */
  readonly kind: 'refused' | 'noStages'
  /** Of the answer; 0 for `noStages`. */
  readonly status: number
  /** The CRM's own words; may be a bare name of the status. */
  readonly detail: string
  /** Method and path of the call. */
  readonly request: string
}

/** Thrown where buyers are wanted and the CRM gives none, by calls that are not the buyers' own methods or by an answer that is no answer. */
export class BuyersRefused extends Error {
  override readonly name = 'BuyersRefused'
  readonly refusal: BuyersRefusal

  constructor(refusal: BuyersRefusal) {
    super(`${refusal.request}: ${refusal.kind} ${refusal.status} ${refusal.detail}`)
    this.refusal = refusal
  }
}

/** The refusal behind an error; null where the error is about anything but buyers, or passes. */
export const buyersRefusalOf = (error: unknown): BuyersRefusal | null => {
  if (error instanceof BuyersRefused) return error.refusal
  return isCrmError(error) && isMethodRefused(error) && buyersPath.test(error.path) ? toRefusal(error) : null
}

const buyersPath = /^\/api\/v4\/customers(?:[/?]|$)/

/** Whether the CRM answered that it does not do what was asked, and would answer so again: neither its rate, its health nor the session. */
export const isMethodRefused = ({ kind }: CrmError): boolean =>
  ['payment', 'forbidden', 'notFound', 'unprocessable', 'refused'].includes(kind)

/** The refusal of a call that is known to have been refused because of buyers. */
export const toRefusal = ({ status, detail, method, path }: CrmError): BuyersRefusal => ({
  kind: 'refused',
  status,
  detail,
  request: `${method} ${path}`,
})
