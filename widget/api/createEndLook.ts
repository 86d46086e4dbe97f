import { mostTries } from './backOff'
import type { PageReader } from './createBlockReader'
import { pageFrom } from './pageFrom'

/** `end`: nothing, and the rows before it are there; `more`: a row; `unsure`: not even the rows before it. */
export type EndLook = 'end' | 'more' | 'unsure'

/** Rows that a look at the end shares with what was read: so the answer is no empty one. */
const rowsBefore = 3

/** A look at what stands at a row (from 0) that should be the one after the last, by one short page that should hold the rows before it. */
export function createEndLook<T>(
  readPage: PageReader<T>,
  shortest: number,
): (row: number, signal?: AbortSignal) => Promise<EndLook> {
  return async (row, signal) => {
    const { page, limit, start } = pageFrom(Math.max(0, row - rowsBefore), shortest)
    const options = { tries: mostTries, stopsAtGatewayTimeout: false }
    const { records, next } = await readPage(
      page,
      limit,
      signal === undefined ? options : { ...options, signal },
    )
    if (next !== null || records.length > row - start) {
      return 'more'
    }
    return records.length === row - start ? 'end' : 'unsure'
  }
}
