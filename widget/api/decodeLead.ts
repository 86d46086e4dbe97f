import type { MinorUnits, UnixSeconds } from '../records/brands'
import type { Lead } from '../records/lead'
import { decodeContactLinks, decodeLinkIds } from './decodeLinks'
import { decodeMoney } from './decodeMoney'
import { readFlag, readId, readIdOrZero, readInteger, readName, readObject } from './readWire'

/** A deal read `with=contacts` (API 3.2). Throws `Malformed`. */
export function decodeLead(wire: unknown): Lead {
  const lead = readObject(wire, '')
  const embedded = readObject(lead['_embedded'], '_embedded')
  const closedAt = lead['closed_at'] ?? null
  return {
    id: readId(lead['id'], 'id'),
    name: readName(lead['name'], 'name'),
    pipelineId: readId(lead['pipeline_id'], 'pipeline_id'),
    stageId: readId(lead['status_id'], 'status_id'),
    amount: decodeAmount(lead['price_with_minor_units'], lead['price']),
    responsibleUserId: readIdOrZero(lead['responsible_user_id'], 'responsible_user_id'),
    isDeleted: readFlag(lead['is_deleted'], 'is_deleted'),
    createdAt: readInteger(lead['created_at'], 'created_at') as UnixSeconds,
    updatedAt: readInteger(lead['updated_at'], 'updated_at') as UnixSeconds,
    closedAt: closedAt === null ? null : (readInteger(closedAt, 'closed_at') as UnixSeconds),
    contacts: decodeContactLinks(embedded),
    companyIds: decodeLinkIds(embedded, 'companies'),
  }
}

/** `price` is the whole part only where the newer `price_with_minor_units` stands beside it; a deal without a budget has neither. */
function decodeAmount(exact: unknown, whole: unknown): MinorUnits {
  if (exact !== undefined && exact !== null) {
    return decodeMoney(exact, 'price_with_minor_units')
  }
  return whole === undefined || whole === null ? (0 as MinorUnits) : decodeMoney(whole, 'price')
}
