import { growColumn } from '../records/growColumn'
import type { ParentRef, ParentType } from '../records/parents'
import type { FailedCard } from './runState'
import { codeOfKind, kindOfCode, type WrittenKind } from './writtenKind'

/** What became of each card that a run has touched. Indexes are dense indexes of the card's entity. */
export interface RunTally {
  markWritten(type: ParentType, index: number, kind: WrittenKind): void
  isWritten(type: ParentType, index: number): boolean
  /** Cards written so far, each once: those of one kind, or all. */
  count(kind?: WrittenKind): number
  /** The same for the cards of one entity. */
  countOf(type: ParentType): Readonly<Record<WrittenKind, number>>
  markFailed(card: FailedCard): void
  failed(): readonly FailedCard[]
  /** Takes a failure away, so that the card is tried once more. */
  forgetFailed(parent: ParentRef): void
  /** By dense index: 0 = not written, 1–3 = how it is counted. A copy. */
  codes(type: ParentType): Uint8Array
}

/** What a tally held before, as `codes` and `failed` gave it. */
export interface KeptTally {
  readonly confirmed: { readonly [Type in ParentType]: Uint8Array }
  readonly failed: readonly FailedCard[]
}

/** A tally, empty unless one is given: one byte a card. */
export const createRunTally = (kept: KeptTally = emptyTally()): RunTally => {
  const kinds = { contacts: kept.confirmed.contacts.slice(), companies: kept.confirmed.companies.slice() }
  const counts = { changed: 0, firstTime: 0, stamped: 0 }
  const failures = new Map(kept.failed.map((card) => [keyOf(card.parent), card]))
  for (const codes of Object.values(kinds))
    for (const code of codes) {
      const kind = kindOfCode[code]
      if (kind !== undefined) counts[kind] += 1
    }

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
    count: (kind) => (kind === undefined ? counts.changed + counts.firstTime + counts.stamped : counts[kind]),
    countOf(type) {
      const found = { changed: 0, firstTime: 0, stamped: 0 }
      for (const code of kinds[type]) {
        const kind = kindOfCode[code]
        if (kind !== undefined) found[kind] += 1
      }
      return found
    },
    markFailed(card) {
      failures.set(keyOf(card.parent), card)
    },
    failed: () => [...failures.values()],
    forgetFailed(parent) {
      failures.delete(keyOf(parent))
    },
    codes: (type) => kinds[type].slice(),
  }
}

const emptyTally = (): KeptTally => ({
  confirmed: { contacts: new Uint8Array(0), companies: new Uint8Array(0) },
  failed: [],
})
const keyOf = ({ type, id }: ParentRef): string => `${type}:${id}`
