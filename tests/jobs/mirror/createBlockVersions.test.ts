import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBlockVersions } from '../../../widget/jobs/mirror/createBlockVersions'
import { createMirrorRecords } from '../../../widget/jobs/mirror/createMirrorRecords'
import type { MirrorRecords } from '../../../widget/jobs/mirror/mirrorRecords'
import type { MinorUnits, UnixSeconds } from '../../../widget/records/brands'
import { createLeadColumnsBuilder } from '../../../widget/records/createLeadColumnsBuilder'
import { createParentIndex } from '../../../widget/records/createParentIndex'
import { blockRows, recordTables } from '../../../widget/records/recordBlocks'
import type { RecordSnapshot } from '../../../widget/store/mirrorSnapshot'
import { aCustomer } from '../../builders/aCustomer'
import { aLead } from '../../builders/aLead'
import { aCompany, aContact, someStored } from '../../builders/aParentCard'
import { expectSame } from '../../builders/expectSame'
import { nextTag } from '../support/noStores'

/** Rows of one part that is copied before it changes. */
const partRows = 32

const blocksOf = (snapshot: RecordSnapshot) =>
  recordTables.flatMap((table) => snapshot.keys[table].map((key) => snapshot.take(key)))

const later = 1_900_000_000 as UnixSeconds
const id = fc.integer({ min: 1, max: 600 })
const change: fc.Arbitrary<(records: MirrorRecords) => void> = fc.oneof(
  fc.tuple(id, fc.uniqueArray(id, { maxLength: 3 })).map(([lead, contacts]) => (records: MirrorRecords) => {
    const links = contacts.map((contact) => ({ id: contact, isMain: false }))
    records.appendLeads([
      aLead({ id: lead, updatedAt: later, amount: 7 as MinorUnits, contacts: links, stageId: 77 }),
    ])
  }),
  id.map((lead) => (records: MirrorRecords) => records.deleteLeads([lead])),
  id.map((customer) => (records: MirrorRecords) => {
    records.appendCustomers([aCustomer({ id: customer, updatedAt: later, companyIds: [customer] })])
  }),
  fc.tuple(id, fc.string()).map(([contact, name]) => (records: MirrorRecords) => {
    records.appendParents('contacts', [
      aContact({ id: contact, name, updatedAt: later, companyIds: [contact] }),
    ])
  }),
  id.map((company) => (records: MirrorRecords) => {
    records.setStored(
      'companies',
      aCompany({ id: company, updatedAt: later, stored: someStored({ boughtCount: 5 }) }),
    )
  }),
)

const someRecords = (): MirrorRecords => {
  const records = createMirrorRecords(nextTag())
  const ids = Array.from({ length: 300 }, (_, place) => place + 1)
  records.appendLeads(
    ids.map((each) => aLead({ id: each, contacts: [{ id: each, isMain: true }], companyIds: [each] })),
  )
  records.appendCustomers(ids.map((each) => aCustomer({ id: each })))
  records.appendParents(
    'contacts',
    ids.map((each) => aContact({ id: each, name: `К${each}`, companyIds: [each % 9] })),
  )
  return records
}

describe('a snapshot', () => {
  it('stays as it was, whatever changes before its blocks are taken, and between', () => {
    const changes = fc.array(change, { maxLength: 12 })
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const records = someRecords()
        const before = structuredClone(blocksOf(records.snapshot()))
        const snapshot = records.snapshot()
        for (const apply of first) apply(records)
        const [early = ''] = snapshot.keys.leads
        const taken = structuredClone(snapshot.take(early))
        for (const apply of second) apply(records)
        // Stages that were met since may stand at the end of a block's list.
        const plain = (block: (typeof before)[number]) => ({ ...block, stages: undefined })
        expectSame(blocksOf(snapshot).map(plain), before.map(plain))
        expectSame(plain(taken), plain(snapshot.take(early)))
        expect(blocksOf(records.snapshot())).toHaveLength(recordTables.length)
      }),
      { numRuns: 60 },
    )
  })

  it('costs a change the copy of the few rows about it, once, and none when it is released', () => {
    const index = createParentIndex()
    const leads = createLeadColumnsBuilder(index, index)
    const count = blockRows * 2 + 300
    for (let each = 1; each <= count; each += 1) leads.append(aLead({ id: each }))
    const copied: number[] = []
    const versions = createBlockVersions('tag', {
      count: (table) => (table === 'leads' ? leads.count : 0),
      slice(_, from, to) {
        copied.push(to - from)
        return leads.slice(from, to) as never
      },
    })
    versions.touch('leads', 0, count)
    const snapshot = versions.snapshot()
    // A page of records, each in another place, and one of them twice.
    const rows = Array.from({ length: 250 }, (_, place) => (place * 7919) % count)
    for (const row of [...rows, ...rows]) versions.touch('leads', row, row + 1)
    expect(copied.length).toBeLessThanOrEqual(250)
    expect(Math.max(...copied)).toBe(partRows)
    versions.touch('leads', count, count + 500)
    expect(copied.length).toBeLessThanOrEqual(250)
    snapshot.release()
    copied.length = 0
    versions.touch('leads', 0, count)
    expect(copied).toEqual([])
    expect(() => snapshot.take(snapshot.keys.leads[0] ?? '')).toThrow(RangeError)
  })
})
