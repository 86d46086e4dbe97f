import { callAndDecode } from './callAndDecode'
import type { CallOptions } from './crmClient'
import type { Caller } from './createCaller'
import { decodePage, type Page } from './decodePage'
import type { ListSource } from './listSource'
import { encodeQuery } from './query'

/**
 * Reads a short list by following `_links.next` as the CRM gives it: the page size of some methods is not what was asked for
 * (custom fields: API 1.5). Each record once.
 */
export async function listSmall<T extends { readonly id: number }>(
  caller: Caller,
  source: ListSource<T>,
  options: CallOptions,
): Promise<readonly T[]> {
  const found = new Map<number, T>()
  const asked = new Set<string>()
  let path: string | null = encodeQuery(source.path, source.query)
  while (path !== null && !asked.has(path)) {
    asked.add(path)
    const page: Page<T> = await callAndDecode(caller, { ...options, method: 'GET', path }, (body) =>
      decodePage(body, source.key, source.decode),
    )
    for (const record of page.records) {
      found.set(record.id, record)
    }
    path = page.next
  }
  return [...found.values()]
}
