import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMirrorRecords } from '../../widget/jobs/mirror/createMirrorRecords'
import { createCustomerColumnsBuilder } from '../../widget/records/createCustomerColumnsBuilder'
import { createLeadColumnsBuilder } from '../../widget/records/createLeadColumnsBuilder'
import { createParentIndex } from '../../widget/records/createParentIndex'
import { joinBlocks } from '../../widget/records/joinBlocks'
import { type RecordBlocks, type RecordTable, recordTables } from '../../widget/records/recordBlocks'
import { anyAccount } from '../builders/anyAccount'

/** The block cut at the given places and joined again. */
const cutAndJoin = <T extends RecordTable>(
  table: T,
  count: number,
  cuts: readonly number[],
  slice: (from: number, to: number) => RecordBlocks[T],
): RecordBlocks[T] => {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (count + 1)), count])].sort(
    (left, right) => left - right,
  )
  const blocks = places.slice(1).map((place, position) => slice(places[position] ?? 0, place))
  return joinBlocks(table, blocks)
}

test('blocks that follow one another are joined to the one that they were cut from', () => {
  fc.assert(
    fc.property(anyAccount, fc.array(fc.nat(), { maxLength: 4 }), ({ records }, cuts) => {
      const index = { contacts: createParentIndex(), companies: createParentIndex() }
      const leads = createLeadColumnsBuilder(index.contacts, index.companies)
      const customers = createCustomerColumnsBuilder(index.contacts, index.companies)
      for (const lead of records.leads) leads.append(lead)
      for (const customer of records.customers) customers.append(customer)
      for (const [table, builder] of [
        ['leads', leads],
        ['customers', customers],
      ] as const) {
        if (builder.count === 0) continue
        const joined = cutAndJoin(table, builder.count, cuts, (from, to) => builder.slice(from, to) as never)
        expect(joined).toStrictEqual(builder.slice(0, builder.count))
      }
    }),
  )
})

test('cards too, with their names and companies', () => {
  fc.assert(
    fc.property(anyAccount, fc.array(fc.nat(), { maxLength: 4 }), ({ records: given }, cuts) => {
      const records = createMirrorRecords('whole')
      records.appendLeads(given.leads)
      records.appendParents('contacts', given.contacts)
      records.appendParents('companies', given.companies)
      const snapshot = records.snapshot()
      for (const table of recordTables.slice(0, 2)) {
        const [key] = snapshot.keys[table]
        if (key === undefined) continue
        const whole = snapshot.take(key) as RecordBlocks['contacts']
        const joined = cutAndJoin('contacts', whole.count, cuts, (from, to) => cut(whole, from, to))
        expect(joined).toStrictEqual(whole)
      }
    }),
  )
})

/** Rows of a block of cards, cut in the plainest way. */
const cut = (block: RecordBlocks['contacts'], from: number, to: number): RecordBlocks['contacts'] => {
  const startOf = (ends: Uint32Array, row: number): number => (row === 0 ? 0 : (ends[row - 1] ?? 0))
  const firstName = startOf(block.nameEnds, from)
  const { offsets, targets } = block.companies
  const hasLinks = offsets.length > 1
  const firstTarget = offsets[from] ?? 0
  return {
    ...block,
    count: to - from,
    ids: block.ids.slice(from, to),
    isListed: block.isListed.slice(from, to),
    nameText: block.nameText.slice(firstName, startOf(block.nameEnds, to)),
    nameEnds: block.nameEnds.slice(from, to).map((end) => end - firstName),
    responsibleUserIds: block.responsibleUserIds.slice(from, to),
    updatedAt: block.updatedAt.slice(from, to),
    stored: Object.fromEntries(
      Object.entries(block.stored).map(([key, values]: [string, Float64Array]) => [
        key,
        values.slice(from, to),
      ]),
    ) as never,
    companies: hasLinks
      ? {
          offsets: offsets.slice(from, to + 1).map((offset) => offset - firstTarget),
          targets: targets.slice(firstTarget, offsets[to] ?? 0),
        }
      : block.companies,
  }
}
