/** How a written card is counted; a card that is written again keeps the first of these that it got. */
export type WrittenKind = 'changed' | 'firstTime' | 'stamped'

/** A byte for each card: 0 = none. */
export const codeOfKind: Readonly<Record<WrittenKind, number>> = { changed: 1, firstTime: 2, stamped: 3 }

/** By code. */
export const kindOfCode: readonly (WrittenKind | undefined)[] = [undefined, 'changed', 'firstTime', 'stamped']
