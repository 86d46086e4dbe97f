import type { RunSession } from '../runSession'
import type { SourceReading } from './sourceReading'

/** Stores the records of finished runs behind their reports. */
export interface MirrorKeeper {
  /** Begins to store the records of a run that has nothing more to write. */
  keep(run: RunSession): void
  /** Waits until all is stored. Never rejects. */
  finish(): Promise<void>
}

export const createMirrorKeeper = (reading: SourceReading): MirrorKeeper => {
  let keeping: Promise<unknown> = Promise.resolve()
  return {
    keep(run) {
      // What cannot be stored costs the next run some pages and nobody anything else.
      keeping = reading.keep(run).catch(() => undefined)
    },
    async finish() {
      await keeping
    },
  }
}
