import type { ContactLink } from '../records/lead'
import { Malformed } from './malformed'
import { readArray, readFlag, readId, readObject, type WireObject } from './readWire'

/**
 * `_embedded.contacts` of a deal or a buyer, in the CRM's order, each contact once. It must be there: a list read without it would
 * look like deals without contacts.
 */
export function decodeContactLinks(embedded: WireObject): readonly ContactLink[] {
  const place = '_embedded.contacts'
  const wire = readArray(embedded['contacts'], place)
  const links: ContactLink[] = []
  for (const [row, element] of wire.entries()) {
    const link = readLink(element, place, row)
    const isMain = readFlag(link['is_main'], `${place}.${row}.is_main`)
    const id = link['id'] as number
    const known = links.findIndex((other) => other.id === id)
    if (known < 0) {
      links.push({ id, isMain })
    } else if (isMain) {
      links[known] = { id, isMain }
    }
  }
  return links
}

/** The same of a list that the CRM leaves out where it has nothing to say (PHP client: `customers` of an account without buyers). */
export function decodeLinkIdsOrNone(embedded: WireObject, key: string): readonly number[] {
  return isAbsent(embedded, key) ? [] : decodeLinkIds(embedded, key)
}

/** null = the CRM did not say: who needs the list must not take that for an empty one. */
export function decodeLinkIdsOrNull(embedded: WireObject, key: string): readonly number[] | null {
  return isAbsent(embedded, key) ? null : decodeLinkIds(embedded, key)
}

const isAbsent = (embedded: WireObject, key: string): boolean =>
  embedded[key] === undefined || embedded[key] === null

/** Ids of an embedded list such as `_embedded.companies`, each once. It must be there. */
export function decodeLinkIds(embedded: WireObject, key: string): readonly number[] {
  const place = `_embedded.${key}`
  const wire = readArray(embedded[key], place)
  if (wire.length === 1) {
    return [readLink(wire[0], place, 0)['id'] as number]
  }
  return [...new Set(wire.map((element, row) => readLink(element, place, row)['id'] as number))]
}

function readLink(element: unknown, place: string, row: number): WireObject {
  try {
    const link = readObject(element, '')
    readId(link['id'], 'id')
    return link
  } catch (error) {
    throw error instanceof Malformed ? new Malformed(`${place}.${row}.${error.place}`) : error
  }
}
