import type { RunCheckpoint } from '../store/checkpoint'
import type { LoadedCheckpoint } from '../store/checkpointStore'
import { countWritten, hasBegunWriting } from './countWritten'
import type { RunSession } from './runSession'
import type { WrittenSoFar } from './runState'

/** Some card was sent, and nobody knows whether it was written. */
export const hasUnheard = ({ unheard, unlooked }: RunSession): boolean =>
  unlooked !== null || unheard.contacts.size > 0 || unheard.companies.size > 0

/** What a run has written so far, with what it knows of the tabs before. */
export const writtenSoFar = (run: RunSession): WrittenSoFar => {
  const written = Math.max(run.tally.count(), run.writtenBefore ?? 0, run.unlooked ?? 0)
  return written === 0 && run.writtenBefore === null && !hasUnheard(run) ? {} : { written }
}

/** The same of a stored run; null = it certainly wrote nothing. */
const writtenIn = (checkpoint: RunCheckpoint): number | null =>
  hasBegunWriting(checkpoint) ? countWritten(checkpoint) : null

/** The same of what is stored, whatever it is: what cannot be read may be a run that has written. */
export const writtenInStored = (stored: LoadedCheckpoint): WrittenSoFar => {
  if (stored.kind === 'none') return {}
  const written = stored.kind === 'loaded' ? writtenIn(stored.checkpoint) : 0
  return written === null ? {} : { written }
}

/** What two parts of one run have written at least. */
export const moreWritten = (one: WrittenSoFar, other: WrittenSoFar): WrittenSoFar =>
  one.written === undefined || (other.written ?? 0) > one.written ? other : one
