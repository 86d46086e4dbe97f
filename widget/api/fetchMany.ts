import { callAndDecode } from './callAndDecode'
import type { CallOptions, FetchedMany, FetchManyOptions } from './crmClient'
import type { Caller } from './createCaller'
import { decodePage } from './decodePage'
import { fetchEach } from './fetchEach'
import { fetchOne } from './fetchOne'
import type { ListSource } from './listSource'
import { onlyCall } from './onlyCall'
import { encodeQuery, type QueryPair } from './query'
import { withLinkedAbort } from './withLinkedAbort'

/** What the client has learned about the paid filter package (API 10.1); the account's own word on it is a hint only. */
export interface FilterKnowledge {
  /** True after an answer that held records nobody asked for. */
  areOff: boolean
  /** What `is_api_filter_enabled` said; null = not asked yet, or not told. */
  hint: boolean | null
}

/** Ids in one filtered call: a longer query comes near the usual limits of 8 KiB. */
const chunkSize = 100

const unfiltered = new Error('the answer is not filtered')

/**
 * Records by id. Without the filter package the CRM ignores the filter and gives the whole list: an answer with a record that was not asked
 * for says so, and ids are then read one by one, at most `singleLimit`. An answer that lacks some of the ids is a good one: those are deleted.
 */
export async function fetchMany<T>(
  caller: Caller,
  source: ListSource<T>,
  idOf: (record: T) => number,
  ids: readonly number[],
  options: FetchManyOptions,
  filters: FilterKnowledge,
): Promise<FetchedMany<T>> {
  const asked = [...new Set(ids)]
  if (asked.length > 1 && !filters.areOff) {
    const records = await fetchFiltered(caller, source, idOf, asked, options, filters)
    if (records !== null) {
      return { isComplete: true, records }
    }
    filters.areOff = true
  }
  // One id costs a call either way.
  if (asked.length > options.singleLimit && (asked.length > 1 || filters.areOff)) {
    return { isComplete: false }
  }
  return { isComplete: true, records: await fetchSingly(caller, source, asked, options) }
}

/** null = the answer was not filtered. */
async function fetchFiltered<T>(
  caller: Caller,
  source: ListSource<T>,
  idOf: (record: T) => number,
  ids: readonly number[],
  options: FetchManyOptions,
  filters: FilterKnowledge,
): Promise<readonly T[] | null> {
  const chunks: (readonly number[])[] = []
  for (let start = 0; start < ids.length; start += chunkSize) {
    chunks.push(ids.slice(start, start + chunkSize))
  }
  // Where filters are said to be off, one chunk shows whether it is true before the others are sent.
  const tried = filters.hint === false ? chunks.splice(0, 1) : []
  const found: T[] = []
  let read = 0
  for (const group of [tried, chunks]) {
    const isFiltered = await withLinkedAbort(options.signal, (signal) => fetchChunks(group, signal))
    if (!isFiltered) {
      return null
    }
  }
  return found

  async function fetchChunks(group: readonly (readonly number[])[], signal: AbortSignal): Promise<boolean> {
    try {
      await fetchEach(group, async (chunk) => {
        const records = await fetchChunk(caller, source, idOf, chunk, { ...onlyCall(options), signal })
        if (records === null) {
          throw unfiltered
        }
        found.push(...records)
        read += chunk.length
        options.onProgress?.(read, ids.length)
      })
      return true
    } catch (error) {
      if (error === unfiltered) {
        return false
      }
      throw error
    }
  }
}

async function fetchChunk<T>(
  caller: Caller,
  source: ListSource<T>,
  idOf: (record: T) => number,
  chunk: readonly number[],
  options: CallOptions,
): Promise<readonly T[] | null> {
  const wanted = new Set(chunk)
  const query: QueryPair[] = [...source.query, ['limit', 250], ['page', 1]]
  const path = encodeQuery(source.path, [...query, ...chunk.map((id): QueryPair => ['filter[id][]', id])])
  const page = await callAndDecode(caller, { ...options, method: 'GET', path }, (body) =>
    decodePage(body, source.key, source.decode),
  )
  const isFiltered = page.next === null && page.records.every((record) => wanted.has(idOf(record)))
  return isFiltered ? [...new Map(page.records.map((record) => [idOf(record), record])).values()] : null
}

function fetchSingly<T>(
  caller: Caller,
  source: ListSource<T>,
  ids: readonly number[],
  options: FetchManyOptions,
): Promise<readonly T[]> {
  let read = 0
  return withLinkedAbort(options.signal, async (signal) => {
    const found: T[] = []
    await fetchEach(ids, async (id) => {
      const record = await fetchOne(caller, source, id, { ...onlyCall(options), signal })
      read += 1
      options.onProgress?.(read, ids.length)
      if (record !== null) {
        found.push(record)
      }
    })
    return found
  })
}
