import type { MinorUnits, UnixSeconds } from '../records/brands'
import type { Customer } from '../records/customer'
import { decodeContactLinks, decodeLinkIds } from './decodeLinks'
import { decodeMoney } from './decodeMoney'
import { Malformed } from './malformed'
import {
  readFlag,
  readId,
  readIdOrZero,
  readInteger,
  readName,
  readObject,
  readObjectOrNone,
} from './readWire'

/** A buyer read `with=contacts,companies` (API 5.2); lists that the CRM leaves out are `unknownLinks`. Throws `Malformed`. */
export function decodeCustomer(wire: unknown): Customer {
  const customer = readObject(wire, '')
  const embedded = readObjectOrNone(customer['_embedded'], '_embedded')
  return {
    id: readId(customer['id'], 'id'),
    name: readName(customer['name'], 'name'),
    stageId: readId(customer['status_id'], 'status_id'),
    nextPrice: decodeMoneyOrNone(customer['next_price'], 'next_price'),
    ...decodePurchases(customer['purchases_count'], customer['ltv']),
    responsibleUserId: readIdOrZero(customer['responsible_user_id'], 'responsible_user_id'),
    isDeleted: readFlag(customer['is_deleted'], 'is_deleted'),
    createdAt: readInteger(customer['created_at'], 'created_at') as UnixSeconds,
    updatedAt: readInteger(customer['updated_at'], 'updated_at') as UnixSeconds,
    contacts: decodeContactLinks(embedded),
    companyIds: decodeLinkIds(embedded, 'companies'),
  }
}

/** Null stands for nothing bought where the other one says nothing else: a sum without a number, or a number without a sum, is unknown. */
function decodePurchases(count: unknown, sum: unknown): Pick<Customer, 'purchasesCount' | 'ltv'> {
  const ltv = decodeMoneyOrNone(sum, 'ltv')
  const purchasesCount = count === null && ltv === 0 ? 0 : readInteger(count, 'purchases_count')
  if (purchasesCount < 0) {
    throw new Malformed('purchases_count')
  }
  if (sum === null && purchasesCount > 0) {
    throw new Malformed('ltv')
  }
  return { purchasesCount, ltv }
}

/** null = nothing expected, or nothing bought yet. A missing key is not that. */
function decodeMoneyOrNone(value: unknown, place: string): MinorUnits {
  return value === null ? (0 as MinorUnits) : decodeMoney(value, place)
}
