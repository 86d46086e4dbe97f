import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createChanges } from '../../widget/jobs/createChanges'
import { isKnownCard } from '../../widget/jobs/isKnownCard'
import { createMirrorRecords } from '../../widget/jobs/mirror/createMirrorRecords'
import type { UnixSeconds } from '../../widget/records/brands'
import { fieldKeys } from '../../widget/records/fieldKeys'
import type { ParentCard } from '../../widget/records/parentCard'
import { type ParentType, parentTypes } from '../../widget/records/parents'
import { runAtOnce } from '../../widget/records/runAtOnce'
import { aCustomer } from '../builders/aCustomer'
import { aLead } from '../builders/aLead'
import { aContact, someStored } from '../builders/aParentCard'
import { anAccount } from './support/anAccount'
import { createWorld } from './support/createWorld'
import { nextTag } from './support/noStores'

const at = (seconds: number) => seconds as UnixSeconds
const sources = ['leads', 'customers', 'contacts', 'companies'] as const
const ids = (count: number) => Array.from({ length: count }, (_, place) => place + 1)

const changesOver = (records: ReturnType<typeof createMirrorRecords>) => {
  const { client } = createWorld({ account: anAccount({ contactCount: 1, leads: [] }) })
  const run = { deps: { client }, records, sources, fieldIds: { contacts: {}, companies: {} } }
  return createChanges(run, records.finish(), { priority: 'run' })
}

describe('changes', () => {
  it('reach the records a page at a time', () => {
    const records = createMirrorRecords(nextTag())
    records.appendParents(
      'companies',
      ids(700).map((id) => aContact({ id })),
    )
    const changes = changesOver(records)
    changes.keepLeads(ids(1000).map((id) => aLead({ id })))
    changes.keepCustomers(ids(300).map((id) => aCustomer({ id })))
    changes.keepParents(
      'contacts',
      ids(600).map((id) => aContact({ id })),
    )
    for (const id of ids(700)) changes.companies.gone.add(id)
    const sizeOf = () => {
      const { parents } = records.finish()
      const listed = parentTypes.map((type) => parents[type].isListed.reduce((sum, flag) => sum + flag, 0))
      return [records.counts.leads, records.counts.customers, ...listed]
    }
    let before = sizeOf()
    const steps = changes.applyInSteps(at(1))
    let most = 0
    while (steps.next().done !== true) {
      const size = sizeOf()
      most = Math.max(most, ...size.map((count, place) => Math.abs(count - (before[place] ?? 0))))
      before = size
    }
    expect(most).toBe(250)
    expect(sizeOf()).toEqual([1000, 300, 600, 0])
  })

  it('keep the newest state of a record that comes again, in whatever order', () => {
    const records = createMirrorRecords(nextTag())
    const changes = changesOver(records)
    changes.keepLeads([aLead({ id: 1, updatedAt: at(9), stageId: 77 })])
    changes.keepLeads([aLead({ id: 1, updatedAt: at(8), stageId: 66 })])
    changes.keepLeads([aLead({ id: 2, updatedAt: at(8), stageId: 66 })])
    changes.keepLeads([aLead({ id: 2, updatedAt: at(8), stageId: 55 })])
    expect([...changes.leads.found.values()].map(({ stageId }) => stageId)).toEqual([77, 55])
  })

  it('leave out cards that are as they are known, and keep the others', () => {
    const records = createMirrorRecords(nextTag())
    const known = ids(500).map((id) => aContact({ id, companyIds: [id % 3] }))
    records.appendParents('contacts', known)
    const changes = changesOver(records)
    const renamed = {
      ...aContact({ id: 7, companyIds: [1] }),
      name: 'Другое имя',
      updatedAt: at(1_800_000_000),
    }
    changes.keepParents('contacts', [...known.filter(({ id }) => id !== 7), renamed])
    expect([...changes.contacts.found.keys()]).toEqual([7])
    const { contacts } = records.snapshot().keys
    runAtOnce(changes.applyInSteps(at(1)))
    expect(records.finish().parents.contacts.names[6]).toBe('Другое имя')
    expect(records.snapshot().keys.contacts).not.toEqual(contacts)
  })
})

describe('a card is known', () => {
  const value = fc.option(fc.integer({ min: -3, max: 3 }))
  const card: fc.Arbitrary<ParentCard> = fc
    .record({
      id: fc.integer({ min: 1, max: 3 }),
      name: fc.constantFrom('', 'Анна', 'Яна'),
      responsibleUserId: fc.nat(2),
      updatedAt: fc.nat(2).map(at),
      isDeleted: fc.nat(5).map((draw) => draw === 0),
      companyIds: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
      values: fc.tuple(value, value),
    })
    .map(({ values: [boughtSum, actualAt], ...given }) =>
      aContact({ ...given, stored: someStored({ boughtSum, actualAt }) }),
    )

  it('when all that the records keep of it is the same, its date included', () => {
    fc.assert(
      fc.property(card, card, fc.constantFrom<ParentType>('contacts', 'companies'), (one, other, type) => {
        const records = createMirrorRecords(nextTag())
        records.appendParents(type, [one])
        const keptOf = ({ id, name, responsibleUserId, updatedAt, companyIds, stored }: ParentCard) => [
          id,
          name,
          responsibleUserId,
          updatedAt,
          type === 'contacts' ? companyIds : [],
          fieldKeys.map((key) => stored[key]),
        ]
        const isSame = JSON.stringify(keptOf(one)) === JSON.stringify(keptOf(other))
        const isListed = !one.isDeleted && !other.isDeleted
        expect(isKnownCard(records.finish(), type, other)).toBe(isSame && isListed)
        expect(isKnownCard(records.finish(), type, one)).toBe(!one.isDeleted)
      }),
    )
  })
})
