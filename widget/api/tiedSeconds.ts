import type { UnixSeconds } from '../records/brands'

/** Records that changed in one second and stand on more than one page of a list ordered by change. */
export interface TiedSecond {
  readonly at: UnixSeconds
  /** The rows between which they stood. */
  readonly fromRow: number
  readonly toRow: number
  readonly ids: ReadonlySet<number>
}

interface OpenSecond {
  at: UnixSeconds
  fromRow: number
  toRow: number
  readonly ids: Set<number>
  isRepeated: boolean
}

/** Watches the seconds that reach from one page into the next. */
export interface TiedSeconds {
  /** Takes in the next page, newest first; `firstRow` is the place of its first record. */
  note(records: readonly { readonly id: number; readonly updatedAt: UnixSeconds }[], firstRow: number): void
  /** Seconds of which a record came twice, so that another may not have come at all. */
  doubtful(): readonly TiedSecond[]
}

/**
 * Nobody says in which order the CRM gives records of one second, so that it may be another one at each request: a page then gives records
 * that the page before it has given, and others on neither. As many came twice as were left out at least, unless a record that had been
 * read was deleted: where none came twice, none was left out. A second that a page shows to both of its ends is whole by that one answer.
 */
export function createTiedSeconds(): TiedSeconds {
  const closed: OpenSecond[] = []
  let open: OpenSecond | null = null

  const goOn = (second: OpenSecond, id: number, row: number): void => {
    if (second.ids.has(id)) {
      second.isRepeated = true
    }
    second.ids.add(id)
    second.toRow = row + 1
  }

  return {
    note(records, firstRow) {
      const last = records.at(-1)
      if (last === undefined) {
        return
      }
      for (const [place, { id, updatedAt }] of records.entries()) {
        // Records of later seconds were pushed down by what changed meanwhile: they came whole on the page before.
        if (open !== null && updatedAt === open.at) {
          goOn(open, id, firstRow + place)
        }
      }
      if (open?.at === last.updatedAt) {
        return
      }
      if (open !== null) {
        closed.push(open)
      }
      const first = records.findIndex(({ updatedAt }) => updatedAt === last.updatedAt)
      const ids = new Set(records.slice(first).map(({ id }) => id))
      open = {
        at: last.updatedAt,
        fromRow: firstRow + first,
        toRow: firstRow + records.length,
        ids,
        isRepeated: false,
      }
    },
    doubtful: () => [...closed, ...(open === null ? [] : [open])].filter(({ isRepeated }) => isRepeated),
  }
}
