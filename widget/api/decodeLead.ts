import type { MinorUnits, UnixSeconds } from '../records/brands'
import type { Lead } from '../records/lead'
import { decodeContactLinks, decodeLinkIds } from './decodeLinks'
import { decodeMoney } from './decodeMoney'
import {
  readFlag,
  readId,
  readIdOrZero,
  readInteger,
  readName,
  readObject,
  readObjectOrNone,
} from './readWire'

/** A deal read `with=contacts` (API 3.2); lists that the CRM leaves out are `unknownLinks`. Throws `Malformed`. */
export function decodeLead(wire: unknown): Lead {
  const lead = readObject(wire, '')
  const embedded = readObjectOrNone(lead['_embedded'], '_embedded')
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
    closedAt: decodeClosedAt(lead['closed_at']),
    contacts: decodeContactLinks(embedded),
    companyIds: decodeLinkIds(embedded, 'companies'),
  }
}

/** An open deal has null, or 0 (PHP client: only a time above it counts). */
function decodeClosedAt(value: unknown): UnixSeconds | null {
  const time = value === null || value === undefined ? 0 : readInteger(value, 'closed_at')
  return time > 0 ? (time as UnixSeconds) : null
}

/** `price` is the whole part only where the newer `price_with_minor_units` stands beside it; a deal without a budget has neither. */
function decodeAmount(exact: unknown, whole: unknown): MinorUnits {
  if (exact !== undefined && exact !== null) {
    return decodeMoney(exact, 'price_with_minor_units')
  }
  return whole === undefined || whole === null ? (0 as MinorUnits) : decodeMoney(whole, 'price')
}
