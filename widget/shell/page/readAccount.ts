import { asCurrency, asId, asRecord, asText, asTimeZone } from './asTyped'
import { noteLoss } from './pageValues'
import { readAt } from './readAt'
import { readConstant } from './readConstant'

/** What the page tells of the account, each value read when it is asked for; undefined where the page does not tell it. */
export interface HostAccount {
  readonly id: number | undefined
  /** The zone in which the CRM shows times, one that the browser knows. */
  readonly timezone: string | undefined
  readonly currency: string | undefined
  /** Two letters. */
  readonly language: string | undefined
  /** The account's fields by id. */
  readonly cf: Readonly<Record<string, unknown>> | undefined
}

/** `APP.constant('account')` with the zone of `APP.system.timezone`, in which the CRM itself writes times (HOST). */
export const readAccount = (app: unknown): HostAccount => {
  const account = readConstant(app, 'account')
  return {
    get id() {
      return asId(readAt(account, 'id')) || undefined
    },
    get timezone() {
      const shownZone = asTimeZone(readAt(app, 'system', 'timezone'))
      if (shownZone === undefined) noteLoss('system.timezone')
      return shownZone ?? asTimeZone(readAt(account, 'timezone'))
    },
    get currency() {
      return asCurrency(readAt(account, 'currency'))
    },
    get language() {
      return asText(readAt(account, 'language'))?.slice(0, 2)
    },
    get cf() {
      return asRecord(readAt(account, 'cf'))
    },
  }
}
