import { mostPagesAhead } from '../records/mostPagesAhead'
import type { ListSummary, OnPage } from './crmClient'
import type { Block } from './createBlockReader'
import { unneeded } from './unneeded'
import { withLinkedAbort } from './withLinkedAbort'

export interface PagesPlan<T> {
  /** Blocks read before (a checkpoint). */
  readonly startPage: number
  readonly readBlock: (block: number, signal: AbortSignal) => Promise<Block<T>>
  /** Blocks to keep on their way at this moment. */
  readonly ahead: () => number
  /** True when the record was not met before. */
  readonly isNew: (record: T) => boolean
  readonly onPage: OnPage<T>
  readonly signal?: AbortSignal
}

/**
 * Reads a list to its end, several blocks at a time, and gives them to `onPage` in their order. The end is the first block that is the last
 * one by its own word; what was to be sent beyond it is not. So it is after the first failure, which is passed on.
 */
export function readPages<T>(plan: PagesPlan<T>): Promise<ListSummary> {
  return withLinkedAbort(plan.signal, (signal) => readToEnd(plan, signal), unneeded)
}

async function readToEnd<T>(plan: PagesPlan<T>, signal: AbortSignal): Promise<ListSummary> {
  const blocks = new Map<number, Promise<Block<T>>>()
  let pages = plan.startPage
  let started = plan.startPage
  let onTheirWay = 0
  let isEndSeen = false
  let records = 0
  let repeated = 0
  for (;;) {
    const block = await takeNext()
    pages += 1
    const fresh = block.records.filter(plan.isNew)
    records += fresh.length
    repeated += block.records.length - fresh.length
    if (fresh.length > 0) {
      plan.onPage(fresh, { pages, records, repeated })
    }
    if (block.isLast) {
      return { pages, records, repeated }
    }
  }

  function takeNext(): Promise<Block<T>> {
    startMore()
    const block = blocks.get(pages + 1) ?? start(pages + 1)
    blocks.delete(pages + 1)
    return block
  }

  function startMore(): void {
    while (!isEndSeen && onTheirWay < plan.ahead() && started < pages + mostPagesAhead) {
      blocks.set(started + 1, start(started + 1))
    }
  }

  function start(number: number): Promise<Block<T>> {
    started = number
    onTheirWay += 1
    const block = plan.readBlock(number, signal)
    block.then(
      ({ isLast }) => {
        onTheirWay -= 1
        isEndSeen ||= isLast
        startMore()
      },
      () => {
        // The reader meets the failure in its turn; a block beyond the end was cancelled and nobody waits for it.
        isEndSeen = true
      },
    )
    return block
  }
}
