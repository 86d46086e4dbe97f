import type { ListOptions, ListSummary, OnPage } from './listCalls'
import type { Caller } from './createCaller'
import type { Block, Identified } from './createBlockReader'
import type { SendQueue } from './createSendQueue'
import { createEndLook } from './createEndLook'
import { createPageReader } from './createPageReader'
import { createSourceReader } from './createSourceReader'
import type { FilterKnowledge } from './fetchMany'
import type { ListSource } from './listSource'
import { notWhole } from './notWhole'
import type { QueryPair } from './query'
import { pagesAhead } from './pagesAhead'
import { readPages } from './readPages'
import type { RetryParts } from './waitForRetry'

/** What every reader of lists needs. */
export interface Wire {
  readonly caller: Caller
  readonly queue: SendQueue
  readonly filters: FilterKnowledge
  /** For calls that may not simply be sent again. */
  readonly retry: RetryParts
}

export interface WholeListOptions<T> extends ListOptions {
  readonly order: readonly QueryPair[]
  readonly sizes: readonly [number, ...number[]]
  /** True when the record was not met before. */
  readonly isNew: (record: T) => boolean
  /**
   * One page after the other, as a list needs to which rows are added at its top: of two pages that are asked for at the same time the
   * later one may be answered first, and what moves from the other to it in between is never seen.
   */
  readonly isInTurn?: boolean
  /** Whether the list is looked for beyond a block that is the last one by its own word; by default where it is full. */
  readonly asksPast?: (block: Block<T>) => boolean
}

/**
 * Reads a list to its end with as many pages on their way as rate × latency needs, one of them waiting for its turn: the rate is used in
 * full, and where the list ends no more pages were asked in vain than were in flight. Rejects with kind `notWhole` where the list contradicts
 * itself.
 */
export function listAll<T extends Identified>(
  { caller, queue }: Wire,
  source: ListSource<T>,
  options: WholeListOptions<T>,
  onPage: OnPage<T>,
): Promise<ListSummary> {
  const { signal, isNew, startPage = 0, isInTurn = false } = options
  const [blockSize] = options.sizes
  const smallest = options.sizes.at(-1) ?? blockSize
  return readPages({
    startPage,
    readBlock: createSourceReader(caller, source, { ...options, needsMain: options.needsMain }),
    blockSize,
    asksPast: options.asksPast ?? (({ records }) => records.length >= blockSize),
    lookAt: createEndLook(createPageReader(caller, source, options.order, options.priority, false), smallest),
    giveUp: (contradiction) => notWhole(source.path, contradiction),
    ahead: () => (isInTurn ? 1 : pagesAhead(caller, queue)),
    isNew,
    onPage,
    ...(signal === undefined ? {} : { signal }),
  })
}
