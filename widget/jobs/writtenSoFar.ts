import type { RunCheckpoint } from '../store/checkpoint'
import { countWritten, hasBegunWriting } from './countWritten'
import type { RunSession } from './runSession'
import type { WrittenSoFar } from './runState'

/** What a run has written so far, with what it knows of the tabs before. */
export const writtenSoFar = ({ tally, writtenBefore }: RunSession): WrittenSoFar =>
  writtenBefore === null && tally.count() === 0
    ? {}
    : { written: Math.max(tally.count(), writtenBefore ?? 0) }

/** The same of a stored run; null = it certainly wrote nothing. */
export const writtenIn = (checkpoint: RunCheckpoint): number | null =>
  hasBegunWriting(checkpoint) ? countWritten(checkpoint) : null
