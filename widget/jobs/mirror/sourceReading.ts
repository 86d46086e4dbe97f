import type { UnixSeconds } from '../../records/brands'
import type { StoreOutcome } from '../../store/mirrorOutcome'
import type { RunSession } from '../runSession'
import type { ChangedParents } from './mirrorRecords'

/** Reading for runs, each of which leaves its records to the next. */
export interface SourceReading {
  /**
   * Fills the records of a run that has been checked (its sources and fields are known): from the mirror and what changed since, or
   * where there is no mirror that can be trusted, or `isFull`, list by list. Sets `run.records`, `run.fullReadAt` and `run.dataTime`.
   * Gives the cards that changed since the mirror was stored, or `all`.
   * @throws RunStopped, CrmError
   */
  readAll(run: RunSession, isFull: boolean): Promise<ChangedParents | 'all'>
  /**
   * Stores the records of a run that has read all of them, as they are, as the mirror for the next one: its confirmed writes are among them
   * and are not read back. To be called once the run has nothing more to write. Without storage: says why not.
   */
  keep(run: RunSession): Promise<StoreOutcome>
  /** When the mirror was last read as a whole; null when there is no mirror. */
  lastFullAt(): Promise<UnixSeconds | null>
}
