import { joinBlocks } from '../../records/joinBlocks'
import {
  blockRows,
  type RecordBlock,
  type RecordBlocks,
  type RecordTable,
  recordTables,
} from '../../records/recordBlocks'
import type { RecordSnapshot } from '../../store/mirrorSnapshot'

/** Tells which blocks of records have changed since they were stored. */
export interface BlockVersions {
  /** To be called before rows `from` … `to - 1` change or are added. */
  touch(table: RecordTable, from: number, to: number): void
  /** A block that was restored from under this key. */
  know(table: RecordTable, key: string): void
  snapshot(): RecordSnapshot
}

/** The records as they are: how many rows there are, and copies of rows `from` … `to - 1`. */
export interface BlockSource {
  count(table: RecordTable): number
  slice<T extends RecordTable>(table: T, from: number, to: number): RecordBlocks[T]
}

interface OpenSnapshot {
  readonly counts: Readonly<Record<RecordTable, number>>
  readonly places: Map<string, { readonly table: RecordTable; readonly number: number }>
  /** By number: parts of `partRows` rows that were copied before they changed. */
  readonly parts: { readonly [T in RecordTable]: Map<number, RecordBlocks[T]> }
}

/**
 * Rows that are copied before one of them changes while a snapshot is kept: so few that the 250 cards of a page, each in another place, are
 * copied in a few milliseconds. Blocks are a multiple of it.
 */
const partRows = 32

/**
 * Versions of no blocks yet. `tag` has to differ from that of all other records of this browser, so that a key is never given twice.
 */
export const createBlockVersions = (tag: string, source: BlockSource): BlockVersions => {
  const keys: Record<RecordTable, (string | null)[]> = {
    leads: [],
    customers: [],
    contacts: [],
    companies: [],
  }
  const open = new Set<OpenSnapshot>()
  let given = 0

  const keepParts = (snapshot: OpenSnapshot, table: RecordTable, from: number, to: number): void => {
    const kept: Map<number, RecordBlock> = snapshot.parts[table]
    const count = snapshot.counts[table]
    // Rows that are added change none that were there.
    if (from >= count) return
    for (let part = Math.floor(from / partRows); part * partRows < Math.min(to, count); part += 1)
      if (!kept.has(part))
        kept.set(part, source.slice(table, part * partRows, Math.min(count, (part + 1) * partRows)))
  }

  /** Rows of a snapshot: those that changed since from its copies, those between from the records. */
  const takeRows = <T extends RecordTable>(
    snapshot: OpenSnapshot,
    table: T,
    from: number,
    to: number,
  ): RecordBlocks[T] => {
    const kept: Map<number, RecordBlocks[T]> = snapshot.parts[table]
    const blocks: RecordBlocks[T][] = []
    let first = from
    for (let part = from / partRows; part * partRows < to; part += 1) {
      const copy = kept.get(part)
      if (copy === undefined) continue
      if (first < part * partRows) blocks.push(source.slice(table, first, part * partRows))
      blocks.push(copy)
      first = Math.min(to, (part + 1) * partRows)
    }
    if (first < to) blocks.push(source.slice(table, first, to))
    return joinBlocks(table, blocks)
  }

  return {
    touch(table, from, to) {
      if (from === to) return
      for (const snapshot of open) keepParts(snapshot, table, from, to)
      for (let number = Math.floor(from / blockRows); number * blockRows < to; number += 1)
        keys[table][number] = null
    },
    know(table, key) {
      keys[table].push(key)
    },
    snapshot() {
      const snapshot: OpenSnapshot = {
        counts: {
          leads: source.count('leads'),
          customers: source.count('customers'),
          contacts: source.count('contacts'),
          companies: source.count('companies'),
        },
        places: new Map(),
        parts: { leads: new Map(), customers: new Map(), contacts: new Map(), companies: new Map() },
      }
      for (const table of recordTables)
        keys[table].forEach((known, number) => {
          const key = known ?? `${tag}.${given++}`
          keys[table][number] = key
          snapshot.places.set(key, { table, number })
        })
      open.add(snapshot)
      const keysOf = (table: RecordTable): readonly string[] => keys[table].map((key) => key ?? '')
      return {
        keys: {
          leads: keysOf('leads'),
          customers: keysOf('customers'),
          contacts: keysOf('contacts'),
          companies: keysOf('companies'),
        },
        take(key) {
          const place = open.has(snapshot) ? snapshot.places.get(key) : undefined
          if (place === undefined) throw new RangeError(`A snapshot holds no block ${key}`)
          const from = place.number * blockRows
          return takeRows(
            snapshot,
            place.table,
            from,
            Math.min(from + blockRows, snapshot.counts[place.table]),
          )
        },
        release() {
          open.delete(snapshot)
        },
      }
    },
  }
}
