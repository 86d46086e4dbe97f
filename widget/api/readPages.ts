import { mostPagesAhead } from '../records/mostPagesAhead'
import type { Contradiction } from '../records/contradiction'
import type { ListSummary, OnPage } from './listCalls'
import type { EndLook } from './createEndLook'
import type { Block } from './createBlockReader'
import { mostDoubtful, mostFruitless } from './notWhole'
import { unneeded } from './unneeded'
import { withLinkedAbort } from './withLinkedAbort'

export interface PagesPlan<T> {
  /** Blocks read before (a checkpoint); each of them had promised another one. */
  readonly startPage: number
  readonly readBlock: (block: number, signal: AbortSignal) => Promise<Block<T>>
  /** Records of a block that is full. */
  readonly blockSize: number
  /** Blocks to keep on their way at this moment. */
  readonly ahead: () => number
  /** True when the record was not met before. */
  readonly isNew: (record: T) => boolean
  /** Whether the list is looked for beyond a block that is the last one by its own word. */
  readonly asksPast: (block: Block<T>) => boolean
  /** What stands at a row (from 0) that should be the one after the last, by one answer that should hold the rows before it. */
  readonly lookAt: (row: number, signal: AbortSignal) => Promise<EndLook>
  readonly onPage: OnPage<T>
  /** The error of a list that contradicts itself. */
  readonly giveUp: (contradiction: Contradiction) => Error
  readonly signal?: AbortSignal
}

/**
 * Reads a list to its end, several blocks at a time, and gives them to `onPage` in their order. The end is the first block that is the last
 * one by its own word, where nothing speaks against it: a block that was promised and did not come is asked for again, with the one before
 * it, which may be the last one by now, or have promised what another page over the end does not; where `asksPast`, nothing may stand beyond
 * the end. What was to be sent beyond it is not. So it is
 * after the first failure, which is passed on. Rejects with `giveUp` where the end stays doubtful, and where blocks go on without anything new.
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
  let fruitless = 0
  for (;;) {
    const block = await settleEnd(await takeNext())
    pages += 1
    give(block)
    if (block.isLast) {
      return { pages, records, repeated }
    }
    if (fruitless >= mostFruitless) {
      throw plan.giveUp('nothingNew')
    }
  }

  function give(block: Block<T>, isAgain = false): void {
    const fresh = block.records.filter(plan.isNew)
    repeated += isAgain ? 0 : block.records.length - fresh.length
    records += fresh.length
    fruitless = fresh.length > 0 ? 0 : fruitless + 1
    if (fresh.length > 0) {
      plan.onPage(fresh, { pages, records, repeated })
    }
  }

  /** The next block as it is: where it is the last one, nothing speaks against that any more. */
  async function settleEnd(taken: Block<T>): Promise<Block<T>> {
    let block = taken
    let isDoubted = false
    for (let tries = mostDoubtful; block.isLast; tries -= 1) {
      const doubt = await doubtOf(block)
      if (doubt === null) {
        return block
      }
      isDoubted = true
      if (doubt === 'more' && block.records.length >= plan.blockSize) {
        break
      }
      if (tries === 1) {
        if (doubt === 'pageMissing' && (await lookBehind(block)) === 'end') {
          return block
        }
        throw plan.giveUp(doubt === 'pageMissing' ? doubt : 'endMissing')
      }
      block = await plan.readBlock(pages + 1, signal)
    }
    if (isDoubted) {
      isEndSeen = false
    }
    return isDoubted ? { ...block, isLast: false } : block
  }

  /** null = nothing speaks against the end at this block. */
  async function doubtOf(block: Block<T>): Promise<'pageMissing' | 'more' | 'unsure' | null> {
    if (block.lacksPromised) {
      return 'pageMissing'
    }
    if (block.records.length === 0 && pages > 0) {
      return (await isLastByNow()) ? null : 'pageMissing'
    }
    const look = plan.asksPast(block) ? await lookBehind(block) : 'end'
    return look === 'end' ? null : look
  }

  function lookBehind({ records: taken }: Block<T>): Promise<EndLook> {
    return plan.lookAt(pages * plan.blockSize + taken.length, signal)
  }

  /** Whether the blocks taken before end the list by now, since some of their records have gone. */
  async function isLastByNow(): Promise<boolean> {
    const farthest = Math.max(1, pages - mostDoubtful)
    for (let number = pages; number >= farthest; number -= 1) {
      const block = await plan.readBlock(number, signal)
      give(block, true)
      if (!isEmptyEnd(block)) {
        return block.isLast && !block.lacksPromised
      }
    }
    return farthest === 1
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

function isEmptyEnd<T>({ records, isLast }: Block<T>): boolean {
  return records.length === 0 && isLast
}
