import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dropGone } from '../../widget/jobs/dropGone'
import { listedIds } from '../../widget/jobs/listedIds'
import { createMirrorRecords } from '../../widget/jobs/mirror/createMirrorRecords'
import { runAtOnce } from '../../widget/records/runAtOnce'
import { aLead } from '../builders/aLead'
import { aContact } from '../builders/aParentCard'
import { anyAccount } from '../builders/anyAccount'
import { nextTag } from './support/noStores'

const sources = ['leads', 'customers', 'contacts', 'companies'] as const

describe('the ids of a list', () => {
  it('ascend and are those of records that are not deleted, in steps of any length', () => {
    fc.assert(
      fc.property(anyAccount, fc.integer({ min: 1, max: 9 }), ({ records: given }, rows) => {
        const records = createMirrorRecords(nextTag())
        records.appendLeads(given.leads)
        records.appendCustomers(given.customers)
        records.appendParents('contacts', given.contacts)
        records.appendParents('companies', given.companies)
        for (const source of sources) {
          const expected = given[source].filter(({ isDeleted }) => !isDeleted).map(({ id }) => id)
          expect([...runAtOnce(listedIds(records.finish(), source, rows))]).toStrictEqual(
            expected.sort((left, right) => left - right),
          )
        }
      }),
    )
  })

  it('that are gone leave the records a few at a time', () => {
    const records = createMirrorRecords(nextTag())
    const ids = Array.from({ length: 2000 }, (_, place) => place + 1)
    records.appendLeads(ids.map((id) => aLead({ id })))
    records.appendParents(
      'contacts',
      ids.map((id) => aContact({ id })),
    )
    for (const source of ['leads', 'contacts'] as const) {
      const known = records.finish()
      const listed = () => runAtOnce(listedIds(records.finish(), source)).length
      const steps = dropGone(records, known, source, Uint32Array.from(ids), (id) => id !== 7)
      let before = listed()
      let most = 0
      while (steps.next().done !== true) {
        most = Math.max(most, before - listed())
        before = listed()
      }
      expect([most, before]).toEqual([512, 1])
    }
  })
})
