import type { ParentType } from '../records/parents'
import type { Steps } from '../records/steps'
import type { ChangedRecords, Changes, Stamped } from './changes'
import { deletedCard } from './deletedCard'
import type { MirrorRecords } from './mirror/mirrorRecords'
import type { FinishedRecords } from './runRecords'

/** As many records are put in at a time. */
const pageSize = 250

/** Puts what changed into the records, a page's worth in a step; of cards those of the given entities. */
export function* applyChanges(
  records: MirrorRecords,
  known: FinishedRecords,
  changes: Pick<Changes, 'leads' | 'customers' | ParentType>,
  types: readonly ParentType[],
): Steps<void> {
  const { leads, customers } = changes
  const { absent } = records.taken
  for (const { page, isCurrent } of foundPages(leads)) {
    records.appendLeads(page, isCurrent)
    yield
  }
  for (const { page, isCurrent } of foundPages(customers)) {
    records.appendCustomers(page, isCurrent)
    yield
  }
  for (const page of inPages(leads.gone)) {
    records.deleteLeads(page)
    yield
  }
  for (const page of inPages(customers.gone)) {
    records.deleteCustomers(page)
    yield
  }
  for (const type of types) {
    for (const { page, isCurrent } of foundPages(changes[type])) {
      records.appendParents(type, page, isCurrent)
      for (const { id } of page) absent[type].delete(id)
      yield
    }
    for (const page of inPages(changes[type].gone)) {
      const gone = page.map((id) => deletedCard(known.parents[type], id))
      records.appendParents(
        type,
        gone.filter((card) => card !== null),
      )
      for (const id of page) absent[type].add(id)
      yield
    }
  }
}

/** Pages of which each holds records that replace later ones too, or none of them. */
function* foundPages<T extends Stamped>({
  found,
  current,
}: ChangedRecords<T>): Generator<{ readonly page: readonly T[]; readonly isCurrent: boolean }> {
  for (const isCurrent of [false, true]) {
    const records = [...found.values()].filter(({ id }) => current.has(id) === isCurrent)
    for (const page of inPages(records)) yield { page, isCurrent }
  }
}

/** Arrays of at most a page's worth. */
function* inPages<T>(records: Iterable<T>): Generator<readonly T[]> {
  let page: T[] = []
  for (const record of records) {
    page.push(record)
    if (page.length < pageSize) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
