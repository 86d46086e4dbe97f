import type { UpdatedReading } from '../api/listCalls'
import type { UnixSeconds } from '../records/brands'
import { createIdSet } from '../records/createIdSet'
import type { Steps } from '../records/steps'
import type { Stamped } from './changes'
import type { MirrorRecords } from './mirror/mirrorRecords'
import type { RunSource } from './runState'

/** How far a list of changes was read, and from when on it was asked for. */
export interface ReadSince extends UpdatedReading {
  readonly since: UnixSeconds
}

/**
 * Holds records that are kept against what lists of changes give besides the changes: up to a page of records that changed before the moment
 * that was asked for. Both have to tell the same of that time. A record that changed later than is known was missed; one that is not where it
 * is known to be, or has an earlier date, was either set back by hand or belongs to an account that is not the one that was read: a restored
 * backup, another account of the same number.
 */
export interface KeptCheck {
  /** Notes records that a list has given. */
  meet(source: RunSource, records: readonly Stamped[]): void
  /** Those that are not as they are kept; notes them all. */
  differing<T extends Stamped>(source: RunSource, records: readonly T[]): readonly T[]
  /** Records that ought to have been given and were not. */
  unmet(source: RunSource, reading: ReadSince): Steps<readonly number[]>
  /** True where a record's date is clearly earlier than the one that is kept. */
  isBehind(source: RunSource, record: Stamped): boolean
}

/** Seconds by which the date in an answer to a write may differ from the one that the list shows. */
const unsure = 60

/** Nothing met yet. */
export const createKeptCheck = (records: Pick<MirrorRecords, 'changedAt' | 'changedWithin'>): KeptCheck => {
  const met = {
    leads: createIdSet(),
    customers: createIdSet(),
    contacts: createIdSet(),
    companies: createIdSet(),
  }
  const meet = (source: RunSource, given: readonly Stamped[]): void => {
    for (const { id } of given) met[source].add(id)
  }
  return {
    meet,
    differing(source, given) {
      meet(source, given)
      return given.filter(({ id, updatedAt }) => records.changedAt(source, id) !== updatedAt)
    },
    *unmet(source, { after, since }) {
      // A card may stand in the list at an earlier date than the answer to its write bore, and then beyond what was read.
      const from =
        (after ?? Number.NEGATIVE_INFINITY) + (source === 'contacts' || source === 'companies' ? unsure : 0)
      const ids = yield* records.changedWithin(source, from, since)
      return ids.filter((id) => !met[source].has(id))
    },
    isBehind: (source, { id, updatedAt }) => updatedAt < records.changedAt(source, id) - unsure,
  }
}
