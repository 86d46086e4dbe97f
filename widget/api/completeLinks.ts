import { CrmError, isCrmError } from '../records/crmError'
import type { ContactLink } from '../records/lead'
import { isMainUnknown } from '../records/isMainUnknown'
import type { CallOptions } from './callOptions'
import type { Caller } from './createCaller'
import { unknownLinks } from './decodeLinks'
import { readLinks, type RecordLink } from './readLinks'

/** What of a record may be left open by the answer that brought it. */
interface Linked {
  readonly id: number
  readonly name: string
  readonly contacts?: readonly ContactLink[]
  readonly companyIds: readonly number[]
}

/**
 * Puts in what a page left open: lists of links that it did not give, and which contact is the main one where that is needed. The links of
 * these records are asked for, at no call where nothing is open. Rejects with `CrmError`; kind `malformed` names the record of which
 * nobody can say it.
 */
export async function completeLinks<T extends Linked>(
  caller: Caller,
  list: string,
  records: readonly T[],
  options: CallOptions,
): Promise<readonly T[]> {
  const placeOf = ({ contacts, companyIds }: Linked): string | null => {
    if (contacts === unknownLinks) return '_embedded.contacts'
    if (companyIds === unknownLinks) return '_embedded.companies'
    return options.needsMain === true && isMainUnknown(contacts ?? []) ? 'is_main' : null
  }
  const open = records.filter((record) => placeOf(record) !== null)
  const [first] = open
  if (first === undefined) {
    return records
  }
  const fail = (record: Linked, cause?: unknown): never => {
    const { id, name } = record
    const place = placeOf(record) ?? 'is_main'
    const call = { method: 'GET', path: `/api/v4/${list}`, status: 200, detail: place }
    throw new CrmError({ kind: 'malformed', ...call, record: { list, id, name, place }, cause })
  }
  const links = await readLinks(
    caller,
    list,
    open.map(({ id }) => id),
    options,
  ).catch((error: unknown) => (isUnhelpful(error) ? fail(first, error) : Promise.reject(error)))
  return records.map((record) => {
    if (placeOf(record) === null) {
      return record
    }
    const completed = complete(record, links.get(record.id) ?? [])
    return placeOf(completed) === null ? completed : fail(completed)
  })
}

function complete<T extends Linked>(record: T, links: readonly RecordLink[]): T {
  const { contacts, companyIds } = record
  const toContacts = new Map(
    links.flatMap(({ toType, toId, isMain }) => (toType === 'contacts' ? [[toId, isMain] as const] : [])),
  )
  const known =
    contacts === unknownLinks
      ? Array.from(toContacts, ([id, isMain]) => ({ id, isMain }))
      : contacts?.map(({ id, isMain }) => ({ id, isMain: isMain ?? toContacts.get(id) ?? null }))
  const companies =
    companyIds === unknownLinks
      ? links.flatMap(({ toType, toId }) => (toType === 'companies' ? [toId] : []))
      : companyIds
  return {
    ...record,
    ...(known === undefined ? {} : { contacts: known }),
    companyIds: [...new Set(companies)],
  }
}

/** The CRM has no such answer for us: what was open stays open. */
const isUnhelpful = (error: unknown): boolean =>
  isCrmError(error) && ['notFound', 'forbidden', 'refused', 'unprocessable', 'malformed'].includes(error.kind)
