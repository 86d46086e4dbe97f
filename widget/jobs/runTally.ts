import { growColumn } from '../records/growColumn'
import type { ParentRef, ParentType } from '../records/parents'
import type { FailedCard } from './runState'

/** How a written card is counted; a card that is written again keeps the first of these that it got. */
export type WrittenKind = 'changed' | 'firstTime' | 'stamped'

/** What became of each card that a run has touched. Indexes are dense indexes of the card's entity. */
export interface RunTally {
  markWritten(type: ParentType, index: number, kind: WrittenKind): void
  isWritten(type: ParentType, index: number): boolean
  /** Cards written so far, each once. */
  count(kind: WrittenKind): number
  markFailed(card: FailedCard): void
  isFailed(parent: ParentRef): boolean
  failed(): readonly FailedCard[]
  /** Takes a failure away, so that the card is tried once more. */
  forgetFailed(parent: ParentRef): void
}

/** An empty tally: one byte a card. */
export const createRunTally = (): RunTally => {
  const kinds = { contacts: new Uint8Array(0), companies: new Uint8Array(0) }
  const counts = { changed: 0, firstTime: 0, stamped: 0 }
  const failures = new Map<string, FailedCard>()

  return {
    markWritten(type, index, kind) {
      kinds[type] = growColumn(kinds[type], index + 1)
      const before = kindOfCode[kinds[type][index] ?? 0]
      // A card that was only stamped and whose figures changed later has changed.
      if (before !== undefined && before !== 'stamped') return
      if (before !== undefined) counts[before] -= 1
      counts[kind] += 1
      kinds[type][index] = codeOfKind[kind]
    },
    isWritten: (type, index) => (kinds[type][index] ?? 0) !== 0,
    count: (kind) => counts[kind],
    markFailed(card) {
      failures.set(keyOf(card.parent), card)
    },
    isFailed: (parent) => failures.has(keyOf(parent)),
    failed: () => [...failures.values()],
    forgetFailed(parent) {
      failures.delete(keyOf(parent))
    },
  }
}

const codeOfKind: Readonly<Record<WrittenKind, number>> = { changed: 1, firstTime: 2, stamped: 3 }
const kindOfCode: readonly (WrittenKind | undefined)[] = [undefined, 'changed', 'firstTime', 'stamped']
const keyOf = ({ type, id }: ParentRef): string => `${type}:${id}`
