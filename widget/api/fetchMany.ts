import { callAndDecode } from './callAndDecode'
import { completePage } from './completePage'
import type { CallOptions } from './callOptions'
import type { FetchedMany, FetchManyOptions } from './crmClient'
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

type Found<T> = Map<number, T>

/**
 * Records by id. Without the filter package the CRM ignores the filter and gives the whole list: an answer with a record that was not asked
 * for says so, and ids are then read one by one, at most `singleLimit`. So are ids that a filtered answer lacks, or gives in two ways: only
 * a single call proves that a record is gone, since an answer that is not whole looks like one of which some records were deleted.
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
  let found: Found<T> = new Map()
  if (asked.length > 1 && !filters.areOff) {
    const filtered = await fetchFiltered(caller, source, idOf, asked, options, filters)
    filters.areOff = filtered === null
    found = filtered ?? found
  }
  const left = asked.filter((id) => !found.has(id))
  // One id costs a call either way.
  if (left.length > options.singleLimit && (asked.length > 1 || filters.areOff)) {
    return { isComplete: false }
  }
  const singles = await fetchSingly(caller, source, idOf, left, options)
  return { isComplete: true, records: [...found.values(), ...singles], singles: left.length }
}

/** null = the answer was not filtered. */
async function fetchFiltered<T>(
  caller: Caller,
  source: ListSource<T>,
  idOf: (record: T) => number,
  ids: readonly number[],
  options: FetchManyOptions,
  filters: FilterKnowledge,
): Promise<Found<T> | null> {
  const chunks: (readonly number[])[] = []
  for (let start = 0; start < ids.length; start += chunkSize) {
    chunks.push(ids.slice(start, start + chunkSize))
  }
  // Where filters are said to be off, one chunk shows whether it is true before the others are sent.
  const tried = filters.hint === false ? chunks.splice(0, 1) : []
  const found: Found<T> = new Map()
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
        for (const [id, record] of records) {
          found.set(id, record)
        }
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

/** Without ids that the answer gives in two ways. null = it was not filtered. */
async function fetchChunk<T>(
  caller: Caller,
  source: ListSource<T>,
  idOf: (record: T) => number,
  chunk: readonly number[],
  options: CallOptions,
): Promise<Found<T> | null> {
  const wanted = new Set(chunk)
  const query: QueryPair[] = [...source.query, ['limit', 250], ['page', 1]]
  const path = encodeQuery(source.path, [...query, ...chunk.map((id): QueryPair => ['filter[id][]', id])])
  const page = await callAndDecode(caller, { ...options, method: 'GET', path }, (body) =>
    decodePage(body, source.key, source.decode),
  )
  if (page.next !== null || !page.records.every((record) => wanted.has(idOf(record)))) {
    return null
  }
  const { records } = await completePage(caller, source, page, options)
  const found: Found<T> = new Map()
  const contradicted = new Set<number>()
  for (const record of records) {
    const before = found.get(idOf(record))
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(record)) {
      contradicted.add(idOf(record))
    }
    found.set(idOf(record), record)
  }
  for (const id of contradicted) {
    found.delete(id)
  }
  return found
}

function fetchSingly<T>(
  caller: Caller,
  source: ListSource<T>,
  idOf: (record: T) => number,
  ids: readonly number[],
  options: FetchManyOptions,
): Promise<readonly T[]> {
  let read = 0
  return withLinkedAbort(options.signal, async (signal) => {
    const found: T[] = []
    await fetchEach(ids, async (id) => {
      const record = await fetchOne(caller, source, idOf, id, { ...onlyCall(options), signal })
      read += 1
      options.onProgress?.(read, ids.length)
      if (record !== null) {
        found.push(record)
      }
    })
    return found
  })
}
