import { callAndDecode } from './callAndDecode'
import type { CallOptions } from './callOptions'
import type { Caller } from './createCaller'
import { decodePage, type Page } from './decodePage'
import type { ListSource } from './listSource'
import { mostDoubtful, mostFruitless, notWhole } from './notWhole'
import { encodeQuery } from './query'

/**
 * Reads a short list by following `_links.next` as the CRM gives it: the page size of some methods is not what was asked for
 * (custom fields: API 1.5). Each record once. A page that was promised and is empty is asked for again, with the one before it, which may
 * be the last one by now; a list that says to hold more is looked for beyond its end, an empty one once more.
 * @throws CrmError, of kind `notWhole` where the list contradicts itself
 */
export async function listSmall<T extends { readonly id: number }>(
  caller: Caller,
  source: ListSource<T>,
  options: CallOptions,
): Promise<readonly T[]> {
  const found = new Map<number, T>()
  const first = encodeQuery(source.path, source.query)
  let before = first
  let fruitless = 0
  let doubtful = 0
  let total: number | undefined
  for (let path: string | null = first; path !== null; ) {
    const known = found.size
    const page = await read(path)
    fruitless = found.size > known ? 0 : fruitless + 1
    if (page.next !== null && fruitless >= mostFruitless) {
      throw notWhole(source.path, 'nothingNew')
    }
    if (page.records.length === 0 && page.next === null) {
      doubtful += 1
      if (doubtful > mostDoubtful) {
        if (found.size === total) {
          break
        }
        throw notWhole(source.path, 'pageMissing')
      }
      const again = await read(before)
      path = path === first && again.records.length === 0 ? null : again.next
      continue
    }
    before = path
    total = page.total
    path = page.next ?? ((total ?? 0) > found.size ? await findBeyond(path) : null)
  }
  return [...found.values()]

  async function read(path: string): Promise<Page<T>> {
    const page = await callAndDecode(caller, { ...options, method: 'GET', path }, (body) =>
      decodePage(body, source.key, source.decode),
    )
    for (const record of page.records) {
      found.set(record.id, record)
    }
    return page
  }

  /** What follows the page after this one; null where there is none, or nothing new in it. */
  async function findBeyond(path: string): Promise<string | null> {
    const known = found.size
    const beyond = pageAfter(path)
    const { next } = await read(beyond)
    return found.size === known ? null : (next ?? findBeyond(beyond))
  }
}

function pageAfter(path: string): string {
  return path.replace(/([?&]page=)(\d+)/, (_, key: string, page: string) => `${key}${Number(page) + 1}`)
}
