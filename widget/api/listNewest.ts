import type { UnixSeconds } from '../records/brands'
import { createIdSet, type IdSet } from '../records/createIdSet'
import type { CallOptions } from './callOptions'
import type { OnRecords, UpdatedOptions } from './listCalls'
import { createSourceReader, recordSizes } from './createSourceReader'
import type { Wire } from './listAll'
import type { ListSource } from './listSource'
import { areDescending, newestFirst, oldestFirst, type Stamped } from './orders'
import { createTiedSeconds, type TiedSecond } from './tiedSeconds'

/** Lists whose order by modification was found to work (true) or to be ignored (false) in this account, by path. */
export type KnownOrders = Map<string, boolean>

/** What one reading of a list from its newest record on came to. */
export type NewestReading =
  /** The list is not in the asked order. */
  | { readonly kind: 'unordered' }
  /** A page was not there, or held fewer records than it has to: nobody knows which ones follow it. */
  | { readonly kind: 'torn' }
  | {
      readonly kind: 'read'
      readonly pages: number
      /** Every record that changed later was given; null = every record of the list. */
      readonly after: UnixSeconds | null
      readonly newest: UnixSeconds | null
      readonly ids: IdSet
      readonly doubtful: readonly TiedSecond[]
    }

const pageRows = recordSizes[0]

/**
 * Reads a list ordered by modification down to `since`, page after page; `give` gets all records of the pages. Before the reading stops
 * short of the list's end for the first time, the order is proven by a second call, since an answer that merely looks sorted would hide
 * changes. A full page is not the last one by its own word: the next one is asked for.
 */
export async function listNewest<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  { since, priority, signal, needsMain }: UpdatedOptions,
  knownOrders: KnownOrders,
  give: OnRecords<T>,
): Promise<NewestReading> {
  const options: CallOptions = signal === undefined ? { priority } : { priority, signal }
  const order = [newestFirst]
  const readBlock = createSourceReader(wire.caller, source, {
    order,
    sizes: recordSizes,
    priority,
    needsMain,
  })
  const ids = createIdSet()
  const ties = createTiedSeconds()
  let newest: T | undefined
  let isPromised = false
  for (let block = 1; ; block += 1) {
    const { records, isLast, lacksPromised } = await readBlock(block, signal)
    newest ??= records[0]
    if (!areDescending(records)) {
      return { kind: 'unordered' }
    }
    const isShort = records.length < pageRows
    if ((isShort && !isLast) || lacksPromised || (isPromised && records.length === 0)) {
      return { kind: 'torn' }
    }
    isPromised = !isLast
    for (const { id, updatedAt } of records) {
      if (updatedAt >= since) {
        ids.add(id)
      }
    }
    ties.note(records, (block - 1) * pageRows)
    give(records)
    const last = records.at(-1)
    const isEnd = isLast && isShort
    if (!isEnd && last !== undefined && last.updatedAt >= since) {
      continue
    }
    if (!isEnd && knownOrders.get(source.path) !== true) {
      if (!(await isOrdered(wire, source, newest, options))) {
        return { kind: 'unordered' }
      }
      knownOrders.set(source.path, true)
    }
    return {
      kind: 'read',
      pages: block,
      after: isEnd || last === undefined ? null : last.updatedAt,
      newest: newest?.updatedAt ?? null,
      ids,
      doubtful: ties.doubtful(),
    }
  }
}

/** The other direction has to begin with another record; an account that ignores the order begins with the same one. */
async function isOrdered<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  newest: T | undefined,
  { priority, signal }: CallOptions,
): Promise<boolean> {
  const looking = { order: [oldestFirst], sizes: [1], priority, needsMain: false } as const
  const readOne = createSourceReader(wire.caller, source, looking)
  const { records } = await readOne(1, signal)
  const oldest = records[0]
  return (
    oldest !== undefined &&
    newest !== undefined &&
    oldest.id !== newest.id &&
    oldest.updatedAt <= newest.updatedAt
  )
}
