import { callAndDecode } from './callAndDecode'
import type { CallOptions } from './callOptions'
import type { Caller } from './createCaller'
import { decodePage, type Page } from './decodePage'
import { Malformed } from './malformed'
import { mostDoubtful, mostFruitless, notWhole } from './notWhole'
import { onlyCall } from './onlyCall'
import { encodeQuery, type QueryPair } from './query'
import { readFlagOrNull, readId, readObject } from './readWire'

/** A link of a record (API 8). */
export interface RecordLink {
  readonly fromId: number
  readonly toType: string
  readonly toId: number
  /** Whether a contact is the main one; null where the CRM does not say. */
  readonly isMain: boolean | null
}

/** Records asked for by one call: their number is documented nowhere, so it is kept small. */
const idsAtOnce = 50
/** Pages of the CRM are of this size where it does not heed another. */
const usualPage = 50

/**
 * The links of records of one list, by the method that is not part of the filter package: deals and buyers to contacts and companies, contacts
 * to companies and buyers, companies to contacts, deals and buyers. Every asked id has its entry. Rejects with `CrmError`,
 * kind `notWhole` where the pages of one call contradict each other.
 */
export async function readLinks(
  caller: Caller,
  list: string,
  ids: readonly number[],
  options: CallOptions,
): Promise<ReadonlyMap<number, readonly RecordLink[]>> {
  const path = `/api/v4/${list}/links`
  const found = new Map<number, RecordLink[]>(ids.map((id) => [id, []]))
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    for (const link of await readChunk(ids.slice(start, start + idsAtOnce))) {
      found.get(link.fromId)?.push(link)
    }
  }
  return found

  async function readChunk(chunk: readonly number[]): Promise<readonly RecordLink[]> {
    const met = new Map<string, RecordLink>()
    const query = chunk.map((id): QueryPair => ['filter[entity_id][]', id])
    let next: string | null = encodeQuery(path, [...query, ['limit', 250]])
    let pages = 0
    for (let fruitless = 0; next !== null; pages += 1) {
      const page: Page<RecordLink> = await readPage(next, chunk, pages > 0)
      const before = met.size
      for (const link of page.records) {
        met.set(`${link.fromId} ${link.toType} ${link.toId}`, link)
      }
      fruitless = met.size > before ? 0 : fruitless + 1
      next = page.next
      if (next !== null && fruitless >= mostFruitless) {
        throw notWhole(path, 'nothingNew')
      }
    }
    const links = [...met.values()]
    // As many as fill pages without a word of more may be a list that was cut off: fewer records at once show it.
    const mayBeCut = pages === 1 && links.length > 0 && links.length % usualPage === 0
    if (!mayBeCut || chunk.length === 1) {
      return links
    }
    const half = Math.ceil(chunk.length / 2)
    return [...(await readChunk(chunk.slice(0, half))), ...(await readChunk(chunk.slice(half)))]
  }

  /** An empty page is asked for again; one that was promised, or promises another one itself, is not believed at all. */
  async function readPage(
    asked: string,
    chunk: readonly number[],
    isPromised: boolean,
  ): Promise<Page<RecordLink>> {
    for (let tries = 1; ; tries += 1) {
      const page = await callAndDecode(caller, { ...onlyCall(options), method: 'GET', path: asked }, (body) =>
        decodePage(body, 'links', decodeLink(chunk)),
      )
      const isDoubtful = isPromised || page.next !== null
      if (page.records.length > 0 || (!isDoubtful && tries > 1)) {
        return page
      }
      if (isDoubtful && tries >= mostDoubtful) {
        throw notWhole(path, 'pageMissing')
      }
    }
  }
}

const decodeLink =
  (asked: readonly number[]) =>
  (wire: unknown): RecordLink => {
    const link = readObject(wire, '')
    const fromId = readId(link['entity_id'], 'entity_id')
    const toType = link['to_entity_type']
    if (!asked.includes(fromId)) {
      throw new Malformed('entity_id')
    }
    if (typeof toType !== 'string') {
      throw new Malformed('to_entity_type')
    }
    const metadata = link['metadata']
    const flag =
      typeof metadata === 'object' && metadata !== null
        ? (metadata as Record<string, unknown>)['main_contact']
        : null
    return {
      fromId,
      toType,
      toId: readId(link['to_entity_id'], 'to_entity_id'),
      isMain: readFlagOrNull(flag, 'metadata.main_contact'),
    }
  }
