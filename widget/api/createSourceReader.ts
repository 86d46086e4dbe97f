import type { Priority } from './callOptions'
import { type Block, createBlockReader, type Identified } from './createBlockReader'
import type { Caller } from './createCaller'
import { createPageReader } from './createPageReader'
import type { ListSource } from './listSource'
import { notWhole } from './notWhole'
import type { QueryPair } from './query'

/** Page sizes of the long lists: each covers the places of the one before, so that smaller pages after a 504 line up. */
export const recordSizes = [250, 125, 25] as const
export const eventSizes = [100, 50, 25] as const

export interface SourceOrder {
  readonly order: readonly QueryPair[]
  readonly sizes: readonly [number, ...number[]]
  readonly priority: Priority
  readonly needsMain: boolean | undefined
}

/** A reader of one list by blocks of `sizes[0]` records, in the given order. */
export function createSourceReader<T extends Identified>(
  caller: Caller,
  source: ListSource<T>,
  { order, sizes, priority, needsMain }: SourceOrder,
): (block: number, signal?: AbortSignal) => Promise<Block<T>> {
  return createBlockReader<T>(sizes, createPageReader(caller, source, order, priority, needsMain), () =>
    notWhole(source.path, 'pageShort'),
  )
}
