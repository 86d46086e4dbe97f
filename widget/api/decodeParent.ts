import type { UnixSeconds } from '../records/brands'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'
import type { FieldIds } from '../records/parentWrite'
import { createStoredDecoder } from './decodeStored'
import { decodeLinkIds, decodeLinkIdsOrNull } from './decodeLinks'
import {
  readFlag,
  readId,
  readIdOrZero,
  readInteger,
  readName,
  readObject,
  readObjectOrNone,
} from './readWire'

/** A card with the ids of what hangs on it; null where the CRM did not say. */
export interface LinkedParent {
  readonly card: ParentCard
  readonly leadIds: readonly number[] | null
  readonly customerIds: readonly number[] | null
  /** Of a company: its contacts. Of a contact: empty. */
  readonly contactIds: readonly number[] | null
}

/** A decoder of contacts or companies as the lists give them (API 6.2). It throws `Malformed`. */
export function createParentDecoder(type: ParentType, fields: FieldIds): (wire: unknown) => ParentCard {
  const decodeStored = createStoredDecoder(fields)
  return (wire) => {
    const card = readObject(wire, '')
    return {
      id: readId(card['id'], 'id'),
      name: readName(card['name'], 'name'),
      responsibleUserId: readIdOrZero(card['responsible_user_id'], 'responsible_user_id'),
      groupId: readIdOrZero(card['group_id'], 'group_id'),
      updatedAt: readInteger(card['updated_at'], 'updated_at') as UnixSeconds,
      isDeleted: readFlag(card['is_deleted'], 'is_deleted'),
      companyIds:
        type === 'contacts'
          ? decodeLinkIds(readObjectOrNone(card['_embedded'], '_embedded'), 'companies')
          : [],
      stored: decodeStored(card['custom_fields_values']),
    }
  }
}

/** The same for cards read `with=leads,customers` and, for companies, `contacts`. */
export function createLinkedParentDecoder(
  type: ParentType,
  fields: FieldIds,
): (wire: unknown) => LinkedParent {
  const decodeCard = createParentDecoder(type, fields)
  return (wire) => {
    const embedded = readObjectOrNone(readObject(wire, '')['_embedded'], '_embedded')
    return {
      card: decodeCard(wire),
      leadIds: decodeLinkIdsOrNull(embedded, 'leads'),
      customerIds: decodeLinkIdsOrNull(embedded, 'customers'),
      contactIds: type === 'companies' ? decodeLinkIdsOrNull(embedded, 'contacts') : [],
    }
  }
}
