import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createMirrorRecords } from '../../../widget/jobs/mirror/createMirrorRecords'
import type { MirrorRecords } from '../../../widget/jobs/mirror/mirrorRecords'
import type { MinorUnits, UnixSeconds } from '../../../widget/records/brands'
import { blockRows, recordTables } from '../../../widget/records/recordBlocks'
import type { RecordSnapshot } from '../../../widget/store/mirrorSnapshot'
import { aCustomer } from '../../builders/aCustomer'
import { aLead } from '../../builders/aLead'
import { aCompany, aContact, someStored } from '../../builders/aParentCard'
import { anyAccount } from '../../builders/anyAccount'
import { nextTag } from '../support/noStores'

/** Other records made of a snapshot's blocks. */
const restore = (snapshot: RecordSnapshot): MirrorRecords => {
  const records = createMirrorRecords(nextTag())
  for (const table of recordTables)
    for (const key of snapshot.keys[table]) records.load(table, key, snapshot.take(key))
  return records
}

/** Everything in the records, plain. */
const contentOf = (records: MirrorRecords) => {
  const { sources, parents } = records.finish()
  return {
    leads: sources.leads,
    customers: sources.customers,
    contactCompanies: sources.contactCompanies,
    contacts: { ...parents.contacts, index: [...parents.contacts.index.ids] },
    companies: { ...parents.companies, index: [...parents.companies.index.ids] },
  }
}

const aFilled = (count: number): MirrorRecords => {
  const records = createMirrorRecords(nextTag())
  const ids = Array.from({ length: count }, (_, position) => position + 1)
  records.appendLeads(ids.map((id) => aLead({ id, contacts: [{ id: (id % 7) + 1, isMain: true }] })))
  records.appendParents('contacts', [aContact({ id: 1, name: 'Первый 🦊' }), aContact({ id: 2, name: '' })])
  return records
}

describe('records that are stored block by block', () => {
  it('come back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(anyAccount, ({ records: given }) => {
        const records = createMirrorRecords(nextTag())
        records.appendLeads(given.leads)
        records.appendCustomers(given.customers)
        records.appendParents('contacts', given.contacts)
        records.appendParents('companies', given.companies.slice(1))
        expect(contentOf(restore(records.snapshot()))).toEqual(contentOf(records))
      }),
      { numRuns: 200 },
    )
  })

  it('come back in several blocks, and go on from there', () => {
    const records = aFilled(blockRows * 2 + 5)
    const snapshot = records.snapshot()
    expect(snapshot.keys.leads).toHaveLength(3)
    const restored = restore(snapshot)
    for (const each of [records, restored]) {
      each.appendLeads([aLead({ id: 3, amount: 5 as MinorUnits, contacts: [{ id: 99, isMain: false }] })])
      each.deleteLeads([4])
    }
    expect(contentOf(restored)).toEqual(contentOf(records))
    const { contacts } = restored.finish().parents
    const [first, third] = [1, 3].map((id) => contacts.index.indexOf(id))
    expect(contacts.names[first ?? -1]).toBe('Первый 🦊')
    expect(contacts.isListed[third ?? -1]).toBe(0)
  })

  it('change the keys of just the blocks that changed', () => {
    const records = aFilled(blockRows * 2 + 5)
    const { keys: before } = records.snapshot()
    records.appendLeads([aLead({ id: blockRows + 3, amount: 7 as MinorUnits })])
    const { keys: after } = records.snapshot()
    expect(after.leads.map((key, block) => key === before.leads[block])).toEqual([true, false, true])
    expect(after.contacts).toEqual(before.contacts)
  })

  it('keep a snapshot as it was while they change', () => {
    const records = aFilled(40)
    const before = contentOf(records)
    const snapshot = records.snapshot()
    records.appendLeads([
      aLead({ id: 3, updatedAt: 1_800_000_000 as UnixSeconds, contacts: [] }),
      aLead({ id: 900, contacts: [{ id: 901, isMain: true }], companyIds: [902] }),
    ])
    records.appendCustomers([aCustomer({ contacts: [{ id: 1, isMain: true }] })])
    records.setStored('contacts', aContact({ id: 1, stored: someStored({ boughtCount: 5 }) }))
    records.appendParents('companies', [aCompany({ id: 903 })])
    expect(contentOf(restore(snapshot))).toEqual(before)
    expect(contentOf(restore(records.snapshot()))).toEqual(contentOf(records))
  })

  it('refuse a block that cannot follow', () => {
    const records = aFilled(10)
    const snapshot = records.snapshot()
    const [key = ''] = snapshot.keys.leads
    expect(() => {
      records.load('leads', key, snapshot.take(key) as never)
    }).toThrow(RangeError)
  })
})
