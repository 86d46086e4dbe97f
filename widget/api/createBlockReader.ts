import { isCrmError } from '../records/crmError'
import { mostTries } from './backOff'
import type { Page } from './decodePage'

/** How one page is asked for: given to the call as it is. */
export interface PageOptions {
  readonly tries: number
  readonly stopsAtGatewayTimeout: boolean
  readonly signal?: AbortSignal
}

/** Reads one page: `page` counts from 1 in pages of `limit` records. */
export type PageReader<T> = (page: number, limit: number, options: PageOptions) => Promise<Page<T>>

export interface Block<T> {
  readonly records: readonly T[]
  readonly isLast: boolean
}

/** Good blocks in a row after which larger pages are tried again. */
const recovery = 8

/**
 * Reads a list in blocks of `sizes[0]` records. After a 504 the block, and those after it, are read in smaller pages: every size must be
 * a multiple of the next, so that pages of the smaller size cover exactly the place of the larger one and nothing is lost or repeated.
 */
export function createBlockReader<T>(
  sizes: readonly [number, ...number[]],
  readPage: PageReader<T>,
): (block: number, signal?: AbortSignal) => Promise<Block<T>> {
  let level = 0
  let good = 0

  return async (block, signal) => {
    const records: T[] = []
    const start = (block - 1) * sizes[0]
    let offset = 0
    let failed = 0
    let blockLevel = level
    for (;;) {
      const size = sizes[blockLevel] ?? sizes[0]
      const isSmallest = blockLevel === sizes.length - 1
      const options = {
        tries: mostTries - failed,
        stopsAtGatewayTimeout: !isSmallest,
        ...(signal === undefined ? {} : { signal }),
      }
      try {
        const page = await readPage((start + offset) / size + 1, size, options)
        records.push(...page.records)
        offset += size
        failed = 0
        if (page.next === null || offset >= sizes[0]) {
          recover(blockLevel)
          return { records, isLast: page.next === null }
        }
      } catch (error) {
        if (!isCrmError(error) || error.status !== 504 || isSmallest) {
          throw error
        }
        failed += 1
        blockLevel += 1
        level = Math.max(level, blockLevel)
        good = 0
      }
    }
  }

  function recover(blockLevel: number): void {
    good = blockLevel === level ? good + 1 : good
    if (good >= recovery) {
      good = 0
      level = Math.max(0, level - 1)
    }
  }
}
