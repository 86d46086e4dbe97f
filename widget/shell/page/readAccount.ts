import { asCurrency, asId, asRecord, asText, asTimeZone } from './asTyped'
import { noteLoss } from './pageValues'
import { readAt } from './readAt'
import { readConstant } from './readConstant'

/** What the page tells of the account; what it does not tell is missing. */
export interface HostAccount {
  readonly id?: number
  /** The zone in which the CRM shows times, one that the browser knows. */
  readonly timezone?: string
  readonly currency?: string
  /** Two letters. */
  readonly language?: string
  /** The account's fields by id. */
  readonly cf?: Readonly<Record<string, unknown>>
}

/** `APP.constant('account')` with the zone of `APP.system.timezone`, in which the CRM itself writes times (HOST). */
export const readAccount = (app: unknown): HostAccount => {
  const account = readConstant(app, 'account')
  const shownZone = asTimeZone(readAt(app, 'system', 'timezone'))
  if (shownZone === undefined) noteLoss('system.timezone')
  return known({
    id: asId(readAt(account, 'id')) || undefined,
    timezone: shownZone ?? asTimeZone(readAt(account, 'timezone')),
    currency: asCurrency(readAt(account, 'currency')),
    language: asText(readAt(account, 'language'))?.slice(0, 2),
    cf: asRecord(readAt(account, 'cf')),
  })
}

/** Without the keys that hold nothing. */
const known = <T extends object>(values: T): { [Key in keyof T]?: NonNullable<T[Key]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>
  }
