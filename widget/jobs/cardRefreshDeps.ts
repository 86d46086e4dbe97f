import type { CallOptions } from '../api/callOptions'
import type { CardClient } from '../api/crmClient'
import type { ParentType } from '../records/parents'
import type { CurrentUser } from '../records/user'
import type { ParsedSettings } from '../settings/parseSettings'
import type { UserCheck } from './createUserCheck'
import type { Directory } from './directory'
import type { FieldSetup } from './fieldSetup'
import type { FieldFacts } from './planFields'
import type { FieldSetupRequest } from './runFieldSetup'
import type { FieldNames } from './fieldNames'
import type { FreshCards } from './freshCards'
import type { JobClock } from './jobClock'

/** What the refresh of a card works with; made in script.ts, the same for all cards. */
export interface CardRefreshDeps {
  readonly client: CardClient
  readonly clock: JobClock
  readonly directory: Directory
  readonly freshCards: FreshCards
  readonly settings: () => ParsedSettings
  readonly user: () => CurrentUser
  /** Asked before a card is written. */
  readonly checkUser: UserCheck
  /** Asks the CRM only where the page does not tell the account's currency. Rejects with `CrmError`. */
  readonly fieldNames: () => Promise<FieldNames>
  /** The account whose page this is; 0 where the page does not tell. */
  readonly accountId: () => number
  /** All fields of an entity that the page's constants know, without a call; their groups are not told. */
  readonly knownFields: (type: ParentType) => readonly FieldFacts[]
  /** `runFieldSetup`, loaded once a field has to be made again. */
  readonly setUpFields: (request: FieldSetupRequest, options: CallOptions) => Promise<FieldSetup>
}
