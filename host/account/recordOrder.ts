/** What an order needs to know of a table. */
export interface OrderedRecords {
  /** Number of indexes in use, records in the trash included. */
  readonly size: number
  isLive(index: number): boolean
  idAt(index: number): number
}

type KeyAt = (index: number) => number

const SHIFT = 2 ** 23

/**
 * Live records in ascending (key, id) order, as one typed array.
 *
 * It is sorted once; records that change afterwards are only marked, and the next reader takes them out of the
 * array and merges them in at their new places: a pass over integers, not a sort of everything.
 */
export class RecordOrder {
  readonly #records: OrderedRecords
  readonly #keyAt: KeyAt
  #indexes: Int32Array | null = null
  readonly #touched = new Set<number>()

  /** `keyAt` gives the key of a record, a whole number. */
  constructor(records: OrderedRecords, keyAt: KeyAt) {
    this.#records = records
    this.#keyAt = keyAt
  }

  /** Marks a record whose key, id or presence has changed. */
  touch(index: number): void {
    if (this.#indexes) this.#touched.add(index)
  }

  /** The live indexes, ascending by key, then by id. The array is replaced, never changed, by later edits. */
  read(): Int32Array {
    if (!this.#indexes) this.#indexes = sortAll(this.#records, this.#keyAt)
    else if (this.#touched.size > 0) this.#indexes = this.#merge(this.#indexes)
    return this.#indexes
  }

  #merge(old: Int32Array): Int32Array {
    const touched = this.#touched
    const moved = sortSome(
      this.#records,
      this.#keyAt,
      [...touched].filter((index) => this.#records.isLive(index)),
    )
    const flags = new Uint8Array(this.#records.size)
    for (const index of touched) flags[index] = 1
    const merged = new Int32Array(old.length + moved.length)
    let length = 0
    let next = 0
    const firstKey = moved.length > 0 ? this.#keyAt(moved[0] ?? 0) : Number.POSITIVE_INFINITY
    const appends = moved.length === 0 || this.#isAbove(firstKey, old, flags)
    for (const index of old) {
      if (flags[index] === 1) continue
      if (!appends) {
        while (next < moved.length && this.#compare(moved[next] ?? 0, index) < 0)
          merged[length++] = moved[next++] ?? 0
      }
      merged[length++] = index
    }
    while (next < moved.length) merged[length++] = moved[next++] ?? 0
    touched.clear()
    return merged.subarray(0, length)
  }

  #isAbove(key: number, old: Int32Array, flags: Uint8Array): boolean {
    for (let position = old.length - 1; position >= 0; position--) {
      const index = old[position] ?? 0
      if (flags[index] !== 1) return this.#keyAt(index) < key
    }
    return true
  }

  #compare(one: number, other: number): number {
    return this.#keyAt(one) - this.#keyAt(other) || this.#records.idAt(one) - this.#records.idAt(other)
  }
}

function sortAll(records: OrderedRecords, keyAt: KeyAt): Int32Array {
  const live: number[] | Int32Array = liveIndexes(records)
  if (isSorted(records, keyAt, live)) return live
  let lowest = Number.POSITIVE_INFINITY
  let highest = 0
  for (const index of live) {
    lowest = Math.min(lowest, keyAt(index))
    highest = Math.max(highest, keyAt(index))
  }
  const packs = records.size < SHIFT && (highest - lowest) * SHIFT < Number.MAX_SAFE_INTEGER
  if (!packs || !idsAscend(records, live)) return Int32Array.from(sortSome(records, keyAt, [...live]))
  // One number holds key and index, so the engine's sort of numbers does the work without a callback.
  const packed = new Float64Array(live.length)
  for (let position = 0; position < live.length; position++) {
    const index = live[position] ?? 0
    packed[position] = (keyAt(index) - lowest) * SHIFT + index
  }
  packed.sort()
  for (let position = 0; position < packed.length; position++)
    live[position] = (packed[position] ?? 0) % SHIFT
  return live
}

function sortSome(records: OrderedRecords, keyAt: KeyAt, indexes: number[]): number[] {
  return indexes.sort((one, other) => keyAt(one) - keyAt(other) || records.idAt(one) - records.idAt(other))
}

function liveIndexes(records: OrderedRecords): Int32Array {
  const live = new Int32Array(records.size)
  let length = 0
  for (let index = 0; index < records.size; index++) if (records.isLive(index)) live[length++] = index
  return live.subarray(0, length)
}

function isSorted(records: OrderedRecords, keyAt: KeyAt, live: Int32Array): boolean {
  for (let position = 1; position < live.length; position++) {
    const previous = live[position - 1] ?? 0
    const index = live[position] ?? 0
    const step = keyAt(index) - keyAt(previous)
    if (step < 0 || (step === 0 && records.idAt(index) < records.idAt(previous))) return false
  }
  return true
}

function idsAscend(records: OrderedRecords, live: Int32Array): boolean {
  for (let position = 1; position < live.length; position++) {
    if (records.idAt(live[position] ?? 0) <= records.idAt(live[position - 1] ?? 0)) return false
  }
  return true
}
