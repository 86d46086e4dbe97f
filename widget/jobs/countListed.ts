import type { Steps } from '../records/steps'
import type { FinishedRecords } from './runRecords'
import type { RunSource } from './runState'

/** Rows of one step. */
const rowsAtOnce = 65_536

/** How many records of a list are known and not deleted. */
export function* countListed({ sources, parents }: FinishedRecords, source: RunSource): Steps<number> {
  const isCard = source === 'contacts' || source === 'companies'
  const flags = isCard ? parents[source].isListed : sources[source].isDeleted
  const flag = isCard ? 1 : 0
  let count = 0
  for (let row = 0; row < flags.length; row += 1) {
    if (row % rowsAtOnce === 0) yield
    if (flags[row] === flag) count += 1
  }
  return count
}
