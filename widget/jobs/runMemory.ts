import type { UnixSeconds } from '../records/brands'
import type { LoadedCheckpoint } from '../store/checkpointStore'
import type { RunSession } from './runSession'
import type { WrittenSoFar } from './runState'
import { moreWritten, writtenInStored, writtenSoFar } from './writtenSoFar'

/** What the run that is not finished has written, as its tab knows it, however often it begins again. */
export interface RunMemory {
  known(): WrittenSoFar
  /** Of a run that ends before its report. */
  keep(run: RunSession): void
  /** Whether it was stored as well: where nothing is any more, another tab has gone on with it to its end. */
  noteStored(isStored: boolean): void
  /** Joined with what is stored: of another run only that counts. */
  join(stored: LoadedCheckpoint): void
  /** Another run begins, or this one has come to its report. */
  clear(): void
}

export const createRunMemory = (): RunMemory => {
  let known: WrittenSoFar = {}
  let startedAt: UnixSeconds | null = null
  let isStored = false
  return {
    known: () => known,
    keep(run) {
      known = writtenSoFar(run)
      startedAt = run.startedAt
      isStored = false
    },
    noteStored(isStoredNow) {
      isStored = isStoredNow
    },
    join(stored) {
      const isOther =
        stored.kind === 'loaded'
          ? stored.checkpoint.startedAt !== startedAt
          : isStored && stored.kind === 'none'
      known = moreWritten(isOther ? {} : known, writtenInStored(stored))
    },
    clear() {
      known = {}
    },
  }
}
