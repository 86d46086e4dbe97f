import type { ParentType } from '../records/parents'
import type { ListSource } from './listSource'

/** Contacts or companies, read with what the decoder needs. */
export function parentSource<T>(
  type: ParentType,
  decode: (wire: unknown) => T,
  links?: readonly string[],
): ListSource<T> {
  return {
    path: `/api/v4/${type}`,
    key: type,
    query: links === undefined ? [] : [['with', links.join(',')]],
    decode,
  }
}
