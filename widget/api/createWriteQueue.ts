import type { ParentWrite } from '../records/parentWrite'

export interface WriteBatch {
  readonly writes: readonly ParentWrite[]
  /** How often these cards were sent already. */
  readonly tries: number
}

/** What is still to be written: what came back goes first. */
export interface WriteQueue {
  /** False when nothing is left, dropped cards apart. */
  hasMore(): boolean
  /** At most `size` cards, without those dropped meanwhile; null = all that was left is dropped. */
  take(size: number): WriteBatch | null
  /** Cards to be sent again, in batches of at most `size`. */
  putBack(writes: readonly ParentWrite[], tries: number, size: number): void
}

/** The writes are asked for as they are sent, and one ahead: they need not be there before. */
export function createWriteQueue(
  writes: Iterable<ParentWrite>,
  isDropped: (id: number) => boolean,
): WriteQueue {
  const returned: WriteBatch[] = []
  const source = writes[Symbol.iterator]()
  let next = source.next()

  return {
    hasMore: () => returned.length > 0 || next.done !== true,
    take(size) {
      const back = returned.shift()
      if (back !== undefined) {
        const kept = back.writes.filter((write) => !isDropped(write.id))
        return kept.length > 0 ? { ...back, writes: kept } : null
      }
      const taken: ParentWrite[] = []
      while (taken.length < size && next.done !== true) {
        const write = next.value
        next = source.next()
        if (!isDropped(write.id)) {
          taken.push(write)
        }
      }
      return taken.length > 0 ? { writes: taken, tries: 0 } : null
    },
    putBack(again, tries, size) {
      const batches: WriteBatch[] = []
      for (let start = 0; start < again.length; start += size) {
        batches.push({ writes: again.slice(start, start + size), tries })
      }
      returned.unshift(...batches)
    },
  }
}
