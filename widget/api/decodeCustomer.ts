import type { MinorUnits, UnixSeconds } from '../records/brands'
import type { Customer } from '../records/customer'
import { decodeContactLinks, decodeLinkIds } from './decodeLinks'
import { decodeMoney } from './decodeMoney'
import { Malformed } from './malformed'
import { readFlag, readId, readIdOrZero, readInteger, readName, readObject } from './readWire'

/** A buyer read `with=contacts,companies` (API 5.2). Throws `Malformed`. */
export function decodeCustomer(wire: unknown): Customer {
  const customer = readObject(wire, '')
  const embedded = readObject(customer['_embedded'], '_embedded')
  const purchasesCount = readCount(customer['purchases_count'], 'purchases_count')
  return {
    id: readId(customer['id'], 'id'),
    name: readName(customer['name'], 'name'),
    stageId: readId(customer['status_id'], 'status_id'),
    nextPrice: decodeMoneyOrNone(customer['next_price'], 'next_price'),
    ltv:
      purchasesCount === 0 ? decodeMoneyOrNone(customer['ltv'], 'ltv') : decodeMoney(customer['ltv'], 'ltv'),
    purchasesCount,
    responsibleUserId: readIdOrZero(customer['responsible_user_id'], 'responsible_user_id'),
    isDeleted: readFlag(customer['is_deleted'], 'is_deleted'),
    createdAt: readInteger(customer['created_at'], 'created_at') as UnixSeconds,
    updatedAt: readInteger(customer['updated_at'], 'updated_at') as UnixSeconds,
    contacts: decodeContactLinks(embedded),
    companyIds: decodeLinkIds(embedded, 'companies'),
  }
}

/** null = nothing expected, or nothing bought yet. A missing key is not that. */
function decodeMoneyOrNone(value: unknown, place: string): MinorUnits {
  return value === null ? (0 as MinorUnits) : decodeMoney(value, place)
}

function readCount(value: unknown, place: string): number {
  const count = value === null ? 0 : readInteger(value, place)
  if (count < 0) {
    throw new Malformed(place)
  }
  return count
}
