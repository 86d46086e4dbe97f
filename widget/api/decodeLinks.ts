import type { ContactLink } from '../records/lead'
import { readArray, readFlagOrNull, readId, readObject, type WireObject } from './readWire'

/**
 * Stands for an embedded list that the CRM left out, or gave as null: nobody may take that for an empty one, since a list read without it
 * would look like deals without contacts. `completeLinks` puts in its place what the links of the record tell.
 */
export const unknownLinks: readonly never[] = []

/** `_embedded.contacts` of a deal or a buyer, in the CRM's order, each contact once. */
export function decodeContactLinks(embedded: WireObject): readonly ContactLink[] {
  const place = '_embedded.contacts'
  if (isAbsent(embedded, 'contacts')) {
    return unknownLinks
  }
  const wire = readArray(embedded['contacts'], place)
  const links: ContactLink[] = []
  for (let row = 0; row < wire.length; row += 1) {
    const id = readLinkId(wire[row], place, row)
    const flag = (wire[row] as WireObject)['is_main']
    const isMain = typeof flag === 'boolean' ? flag : readFlagOrNull(flag, `${place}.${row}.is_main`)
    const known = links.findIndex((other) => other.id === id)
    if (known < 0) {
      links.push({ id, isMain })
    } else if (isMain === true || links[known]?.isMain === null) {
      links[known] = { id, isMain }
    }
  }
  return links
}

const isAbsent = (embedded: WireObject, key: string): boolean =>
  embedded[key] === undefined || embedded[key] === null

/** The same list; null = the CRM did not say. */
export function decodeLinkIdsOrNull(embedded: WireObject, key: string): readonly number[] | null {
  const ids = decodeLinkIds(embedded, key)
  return ids === unknownLinks ? null : ids
}

/** Ids of an embedded list such as `_embedded.companies`, each once. */
export function decodeLinkIds(embedded: WireObject, key: string): readonly number[] {
  if (isAbsent(embedded, key)) {
    return unknownLinks
  }
  const place = `_embedded.${key}`
  const wire = readArray(embedded[key], place)
  if (wire.length === 1) {
    return [readLinkId(wire[0], place, 0)]
  }
  return [...new Set(wire.map((element, row) => readLinkId(element, place, row)))]
}

/** The text of the place is made for the rare link that needs one. */
function readLinkId(element: unknown, place: string, row: number): number {
  const link = typeof element === 'object' && element !== null ? (element as WireObject) : null
  const id = link?.['id']
  return typeof id === 'number' && Number.isInteger(id) && id > 0 && id < 2 ** 32
    ? id
    : readId(readObject(element, `${place}.${row}`)['id'], `${place}.${row}.id`)
}
