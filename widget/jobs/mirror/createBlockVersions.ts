import { blockRows, type RecordBlock, type RecordTable, recordTables } from '../../records/recordBlocks'
import type { RecordSnapshot } from '../../store/mirrorSnapshot'

/** Tells which blocks of records have changed since they were stored. */
export interface BlockVersions {
  /** To be called before rows `from` … `to - 1` change or are added. */
  touch(table: RecordTable, from: number, to: number): void
  /** To be called before rows are added behind `row`: they may go into its block. */
  protect(table: RecordTable, row: number): void
  /** A block that was restored from under this key. */
  know(table: RecordTable, key: string): void
  snapshot(): RecordSnapshot
}

interface OpenSnapshot {
  /** Blocks that are still as they were, and those that were copied before they changed. */
  readonly waiting: Map<string, { readonly table: RecordTable; readonly number: number }>
  readonly copies: Map<string, RecordBlock>
}

/**
 * Versions of no blocks yet. `tag` has to differ from that of all other records of this browser, so that a key is never given twice.
 * `copy` gives one block as it is now.
 */
export const createBlockVersions = (
  tag: string,
  copy: (table: RecordTable, number: number) => RecordBlock,
): BlockVersions => {
  const keys: Record<RecordTable, (string | null)[]> = {
    leads: [],
    customers: [],
    contacts: [],
    companies: [],
  }
  const open = new Set<OpenSnapshot>()
  let given = 0

  const protectBlock = (table: RecordTable, number: number): void => {
    const key = keys[table][number] ?? null
    if (key === null) return
    for (const { waiting, copies } of open) if (waiting.delete(key)) copies.set(key, copy(table, number))
  }

  return {
    touch(table, from, to) {
      if (from === to) return
      for (let number = Math.floor(from / blockRows); number * blockRows < to; number += 1) {
        protectBlock(table, number)
        keys[table][number] = null
      }
    },
    protect(table, row) {
      if (open.size > 0) protectBlock(table, Math.floor(row / blockRows))
    },
    know(table, key) {
      keys[table].push(key)
    },
    snapshot() {
      const snapshot: OpenSnapshot = { waiting: new Map(), copies: new Map() }
      for (const table of recordTables)
        keys[table].forEach((known, number) => {
          const key = known ?? `${tag}.${given++}`
          keys[table][number] = key
          snapshot.waiting.set(key, { table, number })
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
          const copied = snapshot.copies.get(key)
          if (copied !== undefined) return copied
          const place = snapshot.waiting.get(key)
          if (place === undefined) throw new RangeError(`A snapshot holds no block ${key}`)
          return copy(place.table, place.number)
        },
        release() {
          open.delete(snapshot)
        },
      }
    },
  }
}
