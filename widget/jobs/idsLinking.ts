import type { LinkColumns, ParentIndex } from '../records/columns'
import type { ParentType } from '../records/parents'
import type { FinishedRecords } from './runRecords'

/** What hangs on cards. */
export const hangingKinds = ['leads', 'customers'] as const
export type HangingKind = (typeof hangingKinds)[number]

/** Ids of the known deals or buyers that link one of the given cards. */
export const idsLinking = (
  known: FinishedRecords,
  kind: HangingKind,
  type: ParentType,
  parentIds: ReadonlySet<number>,
): readonly number[] => {
  const rows = known.sources[kind]
  return rowsLinking(rows[type], rows.count, known.sources[type], parentIds).map((row) => rows.ids[row] ?? 0)
}

/** Ids of the contacts that are known to belong to one of the companies. */
export const contactsOf = (
  { sources }: FinishedRecords,
  companyIds: ReadonlySet<number>,
): readonly number[] => {
  const { contacts, companies, contactCompanies } = sources
  const count = contactCompanies.offsets.length - 1
  return rowsLinking(contactCompanies, count, companies, companyIds).map((row) => contacts.ids[row] ?? 0)
}

const rowsLinking = (
  { offsets, targets }: LinkColumns,
  count: number,
  parents: ParentIndex,
  parentIds: ReadonlySet<number>,
): readonly number[] => {
  const isWanted = new Uint8Array(parents.count)
  for (const id of parentIds) if (parents.indexOf(id) >= 0) isWanted[parents.indexOf(id)] = 1
  const found: number[] = []
  for (let row = 0; row < count; row += 1) {
    const end = offsets[row + 1] ?? 0
    let link = offsets[row] ?? 0
    while (link < end && isWanted[targets[link] ?? 0] === 0) link += 1
    if (link < end) found.push(row)
  }
  return found
}
