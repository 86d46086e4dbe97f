import type { CrmClient } from '../api/crmClient'
import type { Account } from '../records/account'
import type { ParentType } from '../records/parents'
import type { CurrentUser } from '../records/user'
import type { ParsedSettings } from '../settings/parseSettings'
import type { CheckpointStore } from '../store/checkpointStore'
import type { LastRuns } from '../store/lastRuns'
import type { FieldNames } from './fieldNames'
import type { FreshCards } from './freshCards'
import type { JobClock } from './jobClock'
import type { SourceReading } from './mirror/sourceReading'
import type { RunLock } from './runLock'
import type { NewColumns } from './runState'

/** What a bulk recalculation works with; made in script.ts. */
export interface BulkRunDeps {
  readonly client: CrmClient
  readonly clock: JobClock
  readonly lock: RunLock
  readonly lastRuns: LastRuns
  /** How the account is read: as a whole, or what changed since the mirror of the last run. */
  readonly reading: SourceReading
  /** Where an unfinished run is kept, so that it can be resumed after its tab was closed. */
  readonly checkpoints: CheckpointStore
  /** A text that was never given before in this browser. */
  readonly createTag: () => string
  readonly freshCards: FreshCards
  /** The settings as they are saved now. */
  readonly settings: () => ParsedSettings
  readonly user: () => CurrentUser
  readonly fieldNames: (account: Account) => FieldNames
  /**
   * Asked once the cards of these entities are written: what the report has to say of the columns of the CRM's lists. Where nothing is to
   * be said, `shown`. Never rejects.
   */
  readonly findColumns: (entities: readonly ParentType[], hasMadeFields: boolean) => Promise<NewColumns>
}
