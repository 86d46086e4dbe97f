import type { UnixSeconds } from '../records/brands'

/** The last finished recalculation in this browser. */
export interface LastRun {
  readonly startedAt: UnixSeconds
  readonly finishedAt: UnixSeconds
  readonly userId: number
  readonly userName: string
  /** Records read by source; the next run estimates its time by them. */
  readonly totals: {
    readonly leads: number
    readonly customers: number
    readonly contacts: number
    readonly companies: number
  }
  /** As of when each of them was counted: a run that leaves the fields as they were counts anew. Absent = about `startedAt`. */
  readonly totalsAt?: { readonly [Source in keyof LastRun['totals']]?: UnixSeconds }
  readonly written: number
  readonly isComplete: boolean
  /** Cards that a run that was stopped would still have written. Absent = none, or not counted. */
  readonly notWritten?: number
  /** The CRM refused buyers, and the user had them left out of the figures. Absent = false. */
  readonly isWithoutBuyers?: boolean
  /** False for a run that left the fields as they were: it is kept for its totals alone. Absent = true. */
  readonly hasFilled?: boolean
}

/** Keeps the last run only. */
export interface LastRuns {
  /** Null when no run was ever finished here. Never rejects: what cannot be read was never there. */
  read(): Promise<LastRun | null>
  /** Never rejects; see `isLasting`. */
  save(run: LastRun): Promise<void>
  /** False when the browser's storage is full or forbidden: then the run is known until the page is left. */
  isLasting(): boolean
}
