import { Malformed } from './malformed'
import { readArray, readObject } from './readWire'

export interface Page<T> {
  readonly records: readonly T[]
  /** Path with query of `_links.next`; null = the list ends here. */
  readonly next: string | null
  /** `_total_items`, where the list says it: not to be built on (API 1.4), but worth a second look. */
  readonly total?: number
}

/** A page of a list (API 1.4): `_embedded.{key}` and `_links.next`. An answer without a body is an empty last page. Throws `Malformed`. */
export function decodePage<T>(body: unknown, key: string, decode: (wire: unknown) => T): Page<T> {
  if (body === null) {
    return { records: [], next: null }
  }
  const page = readObject(body, '')
  const embedded = readObject(page['_embedded'], '_embedded')
  const elements = readArray(embedded[key], `_embedded.${key}`)
  const records = decodeAll(elements, `_embedded.${key}`, decode)
  const next = decodeNext(page['_links'])
  const total = page['_total_items']
  return typeof total === 'number' ? { records, next, total } : { records, next }
}

/** Decodes each element; what one throws gets the element's place before its own. */
function decodeAll<T>(
  elements: readonly unknown[],
  place: string,
  decode: (wire: unknown) => T,
): readonly T[] {
  const records: T[] = []
  try {
    for (const element of elements) {
      records.push(decode(element))
    }
  } catch (error) {
    throw error instanceof Malformed
      ? new Malformed([place, records.length, error.place].filter((part) => part !== '').join('.'))
      : error
  }
  return records
}

function decodeNext(links: unknown): string | null {
  const next = readObject(links, '_links')['next']
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
