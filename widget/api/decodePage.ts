import { Malformed, nameRecord } from './malformed'
import { isNone, readArray, readObject, readObjectOrNone } from './readWire'

export interface Page<T> {
  readonly records: readonly T[]
  /** Path with query of `_links.next`; null = the list ends here. */
  readonly next: string | null
  /** `_total_items`, where the list says it: not to be built on (API 1.4), but worth a second look. */
  readonly total?: number
}

/**
 * A page of a list (API 1.4): `_embedded.{key}` and `_links.next`. An answer without a body is an empty last page, and so is a page that has
 * its links and nothing embedded, as PHP writes it (`[]`) or leaves it out. Throws `Malformed`, naming the record.
 */
export function decodePage<T>(body: unknown, key: string, decode: (wire: unknown) => T): Page<T> {
  if (body === null) {
    return { records: [], next: null }
  }
  const page = readObject(body, '')
  if (page['_links'] === undefined) {
    throw new Malformed('_links')
  }
  const next = decodeNext(page['_links'])
  const list = isNone(page['_embedded']) ? null : readObject(page['_embedded'], '_embedded')[key]
  const elements = list === null ? [] : readArray(list, `_embedded.${key}`)
  const records = decodeAll(elements, key, decode)
  const total = page['_total_items']
  return typeof total === 'number' ? { records, next, total } : { records, next }
}

/** Decodes each element; what one throws gets the element's place before its own. */
function decodeAll<T>(elements: readonly unknown[], key: string, decode: (wire: unknown) => T): readonly T[] {
  const records: T[] = []
  try {
    for (const element of elements) {
      records.push(decode(element))
    }
  } catch (error) {
    if (!(error instanceof Malformed)) {
      throw error
    }
    const place = ['_embedded', key, records.length, error.place].filter((part) => part !== '').join('.')
    throw new Malformed(place, error.record ?? nameRecord(key, elements[records.length], error.place))
  }
  return records
}

function decodeNext(links: unknown): string | null {
  const next = readObjectOrNone(links, '_links')['next']
  if (next === undefined || next === null) {
    return null
  }
  const href = readObject(next, '_links.next')['href']
  if (typeof href !== 'string') {
    throw new Malformed('_links.next.href')
  }
  // Hrefs are absolute; only the path is followed, so that a request never leaves the page's own account.
  const start = href.indexOf('/api/v4/')
  if (start < 0) {
    throw new Malformed('_links.next.href')
  }
  return href.slice(start)
}
