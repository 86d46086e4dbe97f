import type { Steps } from '../records/steps'
import { deletedCard } from './deletedCard'
import type { FinishedRecords, RunRecords } from './runRecords'
import type { RunSource } from './runState'

/** Ids of one step, all of which may be gone. */
const idsAtOnce = 512

/** Takes those of the ids out of the records that the CRM no longer lists. */
export function* dropGone(
  records: RunRecords,
  known: FinishedRecords,
  source: RunSource,
  ids: Uint32Array,
  isGone: (id: number) => boolean,
): Steps<void> {
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const gone = ids.subarray(from, from + idsAtOnce).filter(isGone)
    if (source === 'leads') records.deleteLeads(gone)
    else if (source === 'customers') records.deleteCustomers(gone)
    else
      records.appendParents(
        source,
        Array.from(gone, (id) => deletedCard(known.parents[source], id)).filter((card) => card !== null),
      )
    yield
  }
}
