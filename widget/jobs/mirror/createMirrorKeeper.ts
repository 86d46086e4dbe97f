import type { RunSession } from '../runSession'
import type { SourceReading } from './sourceReading'

/** Stores the records of finished runs behind their reports. */
export interface MirrorKeeper {
  /** Begins to store the records of a run that has nothing more to write. */
  keep(run: RunSession): void
  /** Cuts the reading short that a keeping may be at, and waits until all is stored. Never rejects. */
  finish(): Promise<void>
}

export const createMirrorKeeper = (reading: SourceReading): MirrorKeeper => {
  let abort = new AbortController()
  let keeping: Promise<unknown> = Promise.resolve()
  return {
    keep(run) {
      abort = new AbortController()
      // What the CRM refuses here costs the next run some pages and nobody anything else.
      keeping = reading.keep(run, abort.signal).catch(() => undefined)
    },
    async finish() {
      abort.abort()
      await keeping
    },
  }
}
