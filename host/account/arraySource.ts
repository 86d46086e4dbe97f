import type { ContactLink, RecordSource } from './recordSource'
import type { Given, WireRecord } from './wire'

type FileRecord = Given<WireRecord, 'id'>

/** Stands in for a time that an account file leaves out (unix seconds). */
export const MISSING_TIME = 1_700_000_000

/**
 * Makes a source of parsed records. They are sorted by id here; duplicates must have been refused before.
 * Without any `is_main` key on a record's contacts the first one is the main contact.
 */
export function createArraySource<T extends FileRecord>(records: readonly T[]): RecordSource<T> {
  const sorted = isAscending(records) ? records : [...records].sort((one, other) => one.id - other.id)
  const at = (index: number): T => {
    const record = sorted[index]
    if (!record) throw new RangeError(`no record at index ${index}`)
    return record
  }
  return {
    count: sorted.length,
    idAt: (index) => at(index).id,
    indexOf: (id) => findId(sorted, id),
    recordAt: (index) => copyOf(at(index)),
    updatedAtAt: (index) => at(index).updated_at ?? MISSING_TIME,
    createdAtAt: (index) => at(index).created_at ?? MISSING_TIME,
    contactIdsAt: (index) => (at(index)._embedded?.contacts ?? []).map((contact) => contact.id),
    contactLinksAt: (index) => contactLinksOf(at(index)),
    companyIdAt: (index) => at(index)._embedded?.companies?.[0]?.id ?? null,
    isDeletedAt: (index) => at(index).is_deleted === true,
  }
}

function isAscending(records: readonly FileRecord[]): boolean {
  return records.every((record, index) => index === 0 || (records[index - 1]?.id ?? 0) < record.id)
}

function findId(sorted: readonly FileRecord[], id: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = sorted[middle]?.id ?? 0
    if (found === id) return middle
    if (found < id) low = middle + 1
    else high = middle - 1
  }
  return -1
}

function copyOf<T extends FileRecord>(record: T): T {
  return record._embedded ? { ...record, _embedded: { ...record._embedded } } : { ...record }
}

function contactLinksOf(record: FileRecord): ContactLink[] {
  const contacts = record._embedded?.contacts ?? []
  const flagged = contacts.some((contact) => contact.is_main !== undefined)
  return contacts.map((contact, index) => ({
    id: contact.id,
    is_main: flagged ? contact.is_main === true : index === 0,
  }))
}
