import type { CrmEvent } from '../api/listCalls'
import type { UnixSeconds } from '../records/brands'
import type { IdSet } from '../records/createIdSet'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'
import type { Steps } from '../records/steps'
import type { BulkRunDeps } from './bulkRunDeps'
import type { ReadSince } from './createKeptCheck'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'

/** What every record has. */
export interface Stamped {
  readonly id: number
  readonly updatedAt: UnixSeconds
}

/** Records of one kind that changed: as they are now, or gone. */
export interface ChangedRecords<T> {
  readonly found: Map<number, T>
  readonly gone: Set<number>
  /** Those that were asked for by their ids, or stand where older ones do: as they are now, whatever date is known. */
  readonly current: IdSet
}

/** What changed since the records were read; nothing reaches the records before it is applied. */
export interface Changes {
  readonly leads: ChangedRecords<Lead>
  readonly customers: ChangedRecords<Customer>
  readonly contacts: ChangedRecords<ParentCard>
  readonly companies: ChangedRecords<ParentCard>
  /** Lists of which too many records changed to be read by id: they have to be read again. */
  readonly stale: Set<RunSource>
  /** Takes in records of a list of changes; of one that comes again the newest state. */
  readonly keepLeads: (leads: readonly Lead[]) => void
  readonly keepCustomers: (customers: readonly Customer[]) => void
  /** Cards that are as they are known, such as those of the run's own writes, are no change: they are not kept. */
  readonly keepParents: (type: ParentType, cards: readonly ParentCard[]) => void
  /** Whether a record of before the moment that was asked for is not as it is known. */
  readonly isMissed: (source: RunSource, record: Stamped) => boolean
  /** Takes in what those lists gave besides, of before the moment that was asked for: those that are not as they are known. */
  readonly keepOlder: {
    readonly leads: (leads: readonly Lead[]) => void
    readonly customers: (customers: readonly Customer[]) => void
    readonly parents: (type: ParentType, cards: readonly ParentCard[]) => void
  }
  /**
   * True when what is known is not what this account held: a record has gone back, or was not where it is known to be, and no event says so.
   * Everything has to be read anew then.
   */
  readonly isBehind: () => boolean
  /**
   * Reads what events named that the records do not hold yet, and what hangs on cards that were deleted, restored or merged; with `readings`
   * also the records that the lists ought to have given besides and did not.
   * @throws CrmError
   */
  follow(events: readonly CrmEvent[], readings?: Readings): Promise<void>
  /**
   * Puts everything into the records, a page's worth in a step, and has to be gone through to its end. `startedAt`: before the first request
   * of this look. Lists that are stale have to be read again after it.
   */
  applyInSteps(startedAt: UnixSeconds): Steps<void>
}

/** How far the lists of changes were read, as far as they were. */
export type Readings = ReadonlyMap<RunSource, ReadSince>

/** The part of a run that changes are read by: a mirror has as much without a run. */
export interface ChangeContext extends Pick<RunSession, 'fieldIds' | 'records' | 'sources'> {
  readonly deps: Pick<BulkRunDeps, 'client'>
}
