import { describe, expect, it } from 'vitest'

import type { CrmEvent } from '../../widget/api/listCalls'
import { createTakenChanges } from '../../widget/jobs/createTakenChanges'
import { touchedBy } from '../../widget/jobs/touchedRecords'
import type { UnixSeconds } from '../../widget/records/brands'

const now = 1_790_000_000 as UnixSeconds
let given = 0

const anEvent = (type: string, entityType: string, entityId: number, secondsLater = 0): CrmEvent => ({
  id: `event-${(given += 1)}`,
  type,
  entityType,
  entityId,
  createdAt: (now + secondsLater) as UnixSeconds,
  createdBy: 1,
  valueAfter: [],
  valueBefore: [],
})

const aLink = (from: [string, number], to: [string, number], type = 'entity_linked'): CrmEvent => ({
  ...anEvent(type, ...from),
  valueAfter: [{ link: { entity: { type: to[0], id: to[1] } } }],
})

describe('what events tell to be read', () => {
  it.each([
    [['lead', 5], ['contact', 7], { leads: [5], customers: [], contacts: [], companies: [] }],
    [['contact', 7], ['lead', 5], { leads: [5], customers: [], contacts: [], companies: [] }],
    [['company', 9], ['customer', 3], { leads: [], customers: [3], contacts: [], companies: [] }],
    [['company', 9], ['contact', 7], { leads: [], customers: [], contacts: [7], companies: [] }],
    [['lead', 5], ['customer', 3], { leads: [5], customers: [3], contacts: [], companies: [] }],
  ] as const)('of a link of %j with %j: the record that keeps it', (from, to, expected) => {
    const { leads, customers, contacts, companies } = touchedBy([aLink([...from], [...to])])
    expect({
      leads: [...leads],
      customers: [...customers],
      contacts: [...contacts],
      companies: [...companies],
    }).toEqual(expected)
  })

  it('of a link without its other end: the record that it names', () => {
    expect([...touchedBy([anEvent('entity_linked', 'contact', 7)]).contacts]).toEqual([7])
  })

  it('of a deletion nothing, also when the record was unlinked after it', () => {
    const events = [
      anEvent('lead_deleted', 'lead', 5),
      aLink(['contact', 7], ['lead', 5], 'contact_unlinked'),
      anEvent('contact_deleted', 'contact', 7),
      anEvent('lead_unlinked', 'contact', 7, 1),
    ]
    const { deleted, moved } = touchedBy(events)
    expect([...deleted.leads]).toEqual([5])
    expect([...deleted.contacts]).toEqual([7])
    expect([...moved.contacts]).toEqual([7])
  })

  it.each([
    ['restored later', anEvent('lead_restored', 'lead', 5, 1)],
    ['restored in the same second, whichever came first', anEvent('lead_restored', 'lead', 5)],
    ['merged with another later', anEvent('entity_merged', 'lead', 5, 1)],
    ['linked later', aLink(['contact', 7], ['lead', 5])],
  ])('of a deleted record that was %s: the record', (_, later) => {
    const deletion = anEvent('lead_deleted', 'lead', 5)
    for (const events of [
      [deletion, later],
      [later, deletion],
    ]) {
      const { leads, deleted } = touchedBy(events)
      expect([...deleted.leads]).toEqual([])
      expect([...leads]).toEqual([5])
    }
  })

  it('of a deletion the record where an event that was met before takes it back', () => {
    const restored = anEvent('lead_restored', 'lead', 5)
    const deletion = anEvent('lead_deleted', 'lead', 5)
    expect([...touchedBy([deletion], [deletion, restored]).leads]).toEqual([5])
  })

  it('of a buyer that was deleted the buyer: no event tells of one that is back', () => {
    expect([...touchedBy([anEvent('customer_deleted', 'customer', 3)]).customers]).toEqual([3])
  })
})

describe('changes that were taken in', () => {
  const lists = ['leads', 'contacts'] as const

  it('are those that are older than the look by more than clocks differ', () => {
    const events = [-10, -4, -3, 0, 5].map((later) => anEvent('lead_restored', 'lead', 5, later))
    const taken = createTakenChanges()
    expect(taken.newOf(events, lists)).toEqual(events)
    taken.keep(events, lists, now)
    expect(taken.newOf(events, lists)).toEqual(events.slice(2))
    taken.keep(events, lists, (now + 4) as UnixSeconds)
    expect(taken.newOf(events, lists)).toEqual(events.slice(4))
  })

  it('are not those of a look at other lists', () => {
    const events = [anEvent('transaction_added', 'customer', 3, -60)]
    const taken = createTakenChanges()
    taken.keep(events, lists, now)
    expect(taken.newOf(events, [...lists, 'customers'])).toEqual(events)
  })
})
