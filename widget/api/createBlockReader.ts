import { isCrmError } from '../records/crmError'
import { mostTries } from './backOff'
import type { Page } from './decodePage'
import { mostDoubtful } from './notWhole'

/** How one page is asked for: given to the call as it is. */
export interface PageOptions {
  readonly tries: number
  readonly stopsAtGatewayTimeout: boolean
  readonly signal?: AbortSignal
}

/** Reads one page: `page` counts from 1 in pages of `limit` records. */
export type PageReader<T> = (page: number, limit: number, options: PageOptions) => Promise<Page<T>>

/** A record with an id by which it is told from others. */
export interface Identified {
  readonly id: number | string
}

export interface Block<T> {
  readonly records: readonly T[]
  readonly isLast: boolean
  /** The end is a page without a record, which the page before it, in this block, had promised. */
  readonly lacksPromised: boolean
}

/** The records of some rows in a row. */
interface Place<T> extends Block<T> {
  /** False where a page had fewer records than rows, and yet a next page, in the smallest size too. */
  readonly isWhole: boolean
  /** True where the reading ended before the last of its rows, since a page was cut. */
  readonly isGivenUp: boolean
}

/** What holds while one block is read. */
interface Reading {
  level: number
  /** Answers 504 in a row. */
  failed: number
  readonly signal: AbortSignal | undefined
}

/** Good blocks in a row after which larger pages are tried again. */
const recovery = 8

/**
 * Reads a list in blocks of `sizes[0]` records. After a 504 the block, and those after it, are read in smaller pages: every size must be
 * a multiple of the next, so that pages of the smaller size cover exactly the place of the larger one and nothing is lost or repeated.
 * So is a page that is shorter than asked and yet has a next one: it was cut, or the CRM gives no longer pages; one whose place holds
 * nothing more in smaller pages is as it is. A full page inside the block is not believed to be the last one.
 * @throws CrmError; what `giveUp` makes where a place stays short in the smallest pages
 */
export function createBlockReader<T extends Identified>(
  sizes: readonly [number, ...number[]],
  readPage: PageReader<T>,
  giveUp: () => Error,
): (block: number, signal?: AbortSignal) => Promise<Block<T>> {
  let level = 0
  let good = 0

  return async (block, signal) => {
    for (let tries = mostDoubtful; tries > 0; tries -= 1) {
      const reading: Reading = { level, failed: 0, signal }
      const place = await readRows((block - 1) * sizes[0], sizes[0], level, new Set(), reading)
      if (place.isWhole) {
        recover(reading.level)
        return place
      }
    }
    throw giveUp()
  }

  /** `known`: what a larger page over these rows has brought; gives up early where that page was cut and these are too. */
  async function readRows(
    start: number,
    count: number,
    least: number,
    known: ReadonlySet<T['id']>,
    reading: Reading,
  ): Promise<Place<T>> {
    const records: T[] = []
    let isWhole = true
    for (let offset = 0, isPromised = false; ; ) {
      const at = Math.max(least, reading.level)
      const size = sizes[at] ?? sizes[0]
      const place = await readPlace(start + offset, at, reading)
      records.push(...place.records)
      offset += size
      isWhole &&= place.isWhole
      if (place.records.length === 0 && place.isLast) {
        const lacksPromised = isPromised || place.lacksPromised
        return { records, isLast: true, lacksPromised, isWhole, isGivenUp: false }
      }
      const isGivenUp = place.isGivenUp || (!place.isWhole && !isAmong(place.records, known))
      if (offset >= count || isGivenUp || (place.isLast && place.records.length < size)) {
        return { ...place, records, isWhole, isGivenUp }
      }
      isPromised = !place.isLast
    }
  }

  /** The rows of one page of this size, in one answer or in smaller ones. */
  async function readPlace(from: number, at: number, reading: Reading): Promise<Place<T>> {
    const size = sizes[at] ?? sizes[0]
    const isSmallest = at === sizes.length - 1
    const page = await ask(from / size + 1, size, isSmallest, reading)
    if (page === null) {
      reading.failed += 1
      raise(at + 1, reading)
      return readRows(from, size, at + 1, new Set(), reading)
    }
    reading.failed = 0
    const { records } = page
    const isLast = page.next === null
    const isWhole = isLast || records.length >= size
    if (isWhole || isSmallest) {
      return { records, isLast, lacksPromised: false, isWhole, isGivenUp: false }
    }
    const ids: ReadonlySet<T['id']> = new Set(records.map(({ id }) => id))
    const parts = await readRows(from, size, at + 1, ids, reading)
    if (!parts.isGivenUp && isAmong(parts.records, ids)) {
      return { ...parts, isWhole: true }
    }
    raise(at + 1, reading)
    return parts
  }

  /** null = the gateway gave the page up, and it can be smaller. */
  async function ask(
    page: number,
    size: number,
    isSmallest: boolean,
    { failed, signal }: Reading,
  ): Promise<Page<T> | null> {
    const options = {
      tries: mostTries - failed,
      stopsAtGatewayTimeout: !isSmallest,
      ...(signal === undefined ? {} : { signal }),
    }
    try {
      return await readPage(page, size, options)
    } catch (error) {
      if (!isCrmError(error) || error.status !== 504 || isSmallest) {
        throw error
      }
      return null
    }
  }

  function raise(to: number, reading: Reading): void {
    reading.level = Math.max(reading.level, to)
    level = Math.max(level, to)
    good = 0
  }

  function recover(blockLevel: number): void {
    good = blockLevel === level ? good + 1 : good
    if (good >= recovery) {
      good = 0
      level = Math.max(0, level - 1)
    }
  }
}

/** False where there are no records at all. */
function isAmong<T extends Identified>(records: readonly T[], ids: ReadonlySet<T['id']>): boolean {
  return records.length > 0 && records.every(({ id }) => ids.has(id))
}
