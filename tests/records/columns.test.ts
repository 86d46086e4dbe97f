import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { LinkColumns, ParentIndex } from '../../widget/records/columns'
import type { UnixSeconds } from '../../widget/records/brands'
import { createContactCompaniesBuilder } from '../../widget/records/createContactCompaniesBuilder'
import { createCustomerColumnsBuilder } from '../../widget/records/createCustomerColumnsBuilder'
import { createLeadColumnsBuilder } from '../../widget/records/createLeadColumnsBuilder'
import { createParentColumnsBuilder } from '../../widget/records/createParentColumnsBuilder'
import { createParentIndex } from '../../widget/records/createParentIndex'
import { aCustomer } from '../builders/aCustomer'
import { aLead } from '../builders/aLead'
import { aContact, someStored } from '../builders/aParentCard'

const at = (seconds: number) => seconds as UnixSeconds
const linked = (links: LinkColumns, row: number, index: ParentIndex): readonly number[] =>
  [...links.targets.subarray(links.offsets[row], links.offsets[row + 1])].map(
    (target) => index.ids[target] ?? -1,
  )

const someBuilders = () => {
  const contacts = createParentIndex()
  const companies = createParentIndex()
  return {
    contacts,
    companies,
    leads: createLeadColumnsBuilder(contacts, companies),
    customers: createCustomerColumnsBuilder(contacts, companies),
    cards: createParentColumnsBuilder(contacts),
    contactCompanies: createContactCompaniesBuilder(contacts, companies),
  }
}

test('an index numbers ids in the order in which they are met', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 3000 }), (ids) => {
      const index = createParentIndex(1)
      const unique = [...new Set(ids)]
      for (const id of ids) expect(index.add(id)).toBe(unique.indexOf(id))
      expect(index.count).toBe(unique.length)
      expect([...index.ids]).toStrictEqual(unique)
      expect(unique.map((id) => index.indexOf(id))).toStrictEqual([...unique.keys()])
    }),
    { numRuns: 20 },
  )
})

test('an index does not know ids that it never met', () => {
  const index = createParentIndex()
  index.add(5)
  for (const id of [0, 4, 6, 2 ** 32 + 5, -5, 5.5]) expect(index.indexOf(id)).toBe(-1)
})

test.each([-1, 1.5, 2 ** 32, Number.NaN])('an index refuses %d as an id', (id) => {
  expect(() => createParentIndex().add(id)).toThrow(RangeError)
})

test('thousands of ids stay findable while the index grows, and others unknown', () => {
  const index = createParentIndex(4)
  const wrong: unknown[] = []
  const check = (what: string, id: number, found: number, wanted: number): void => {
    if (found !== wanted) wrong.push([what, id, found, wanted])
  }
  for (let id = 1; id <= 20_000; id += 1) {
    check('add', id, index.add(id * 16), id - 1)
    // Some that moved already, some that did not, and some that never came.
    for (const known of [1, Math.ceil(id / 3), Math.ceil(id / 2), id]) {
      check('find', known, index.indexOf(known * 16), known - 1)
      check('add again', known, index.add(known * 16), known - 1)
    }
    check('not find', id, index.indexOf(id * 16 + 1), -1)
  }
  for (let id = 1; id <= 20_000; id += 1) check('find at last', id, index.indexOf(id * 16), id - 1)
  expect(wrong).toStrictEqual([])
})

test('no single id of thousands makes an index look for the places of many', () => {
  const look = vi.spyOn(Math, 'imul')
  const index = createParentIndex(4)
  let most = 0
  for (let id = 1; id <= 50_000; id += 1) {
    look.mockClear()
    index.add(id * 16)
    most = Math.max(most, look.mock.calls.length)
  }
  look.mockRestore()
  expect(most).toBeLessThanOrEqual(8)
})

test('deals keep amount, stage, trash and links', () => {
  const { leads, contacts, companies } = someBuilders()
  leads.append(aLead({ id: 1, contacts: [{ id: 9, isMain: true }], companyIds: [7] }))
  leads.append(aLead({ id: 2, pipelineId: 20, isDeleted: true, amount: 5 as never }))
  leads.append(aLead({ id: 3, stageId: 143 }))
  const columns = leads.finish()
  expect(columns.count).toBe(3)
  expect([...columns.ids]).toStrictEqual([1, 2, 3])
  expect([...columns.amounts]).toStrictEqual([100_000, 5, 100_000])
  expect([...columns.isDeleted]).toStrictEqual([0, 1, 0])
  expect([...columns.stage].map((stage) => columns.stages[stage])).toStrictEqual([
    { pipelineId: 10, stageId: 142 },
    { pipelineId: 20, stageId: 142 },
    { pipelineId: 10, stageId: 143 },
  ])
  expect(linked(columns.contacts, 0, contacts)).toStrictEqual([9])
  expect(linked(columns.companies, 0, companies)).toStrictEqual([7])
  expect(linked(columns.contacts, 1, contacts)).toStrictEqual([])
})

test('linked contacts stand each once, the main one first, the rest by id', () => {
  const { leads, contacts } = someBuilders()
  const links = (flagged: readonly number[]) =>
    [40, 30, 50, 30, 10].map((id) => ({ id, isMain: flagged.includes(id) }))
  leads.append(aLead({ id: 1, contacts: links([40]) }))
  leads.append(aLead({ id: 2, contacts: links([]) }))
  leads.append(aLead({ id: 3, contacts: links([50, 30]) }))
  const columns = leads.finish()
  expect(linked(columns.contacts, 0, contacts)).toStrictEqual([40, 10, 30, 50])
  expect(linked(columns.contacts, 1, contacts)).toStrictEqual([10, 30, 40, 50])
  expect(linked(columns.contacts, 2, contacts)).toStrictEqual([30, 10, 40, 50])
})

test('a deal that comes again replaces the older record and is ignored when it is older itself', () => {
  const { leads, contacts, companies } = someBuilders()
  const first = aLead({ id: 1, updatedAt: at(200), contacts: [{ id: 9, isMain: true }], companyIds: [7] })
  expect(leads.append(first)).toBe('added')
  expect(leads.append(aLead({ id: 2, contacts: [{ id: 8, isMain: true }] }))).toBe('added')
  expect(leads.append({ ...first, updatedAt: at(199), stageId: 143 })).toBe('ignored')
  const moved = [
    { id: 5, isMain: false },
    { id: 9, isMain: true },
  ]
  expect(leads.append({ ...first, updatedAt: at(200), stageId: 21, companyIds: [], contacts: moved })).toBe(
    'replaced',
  )
  const columns = leads.finish()
  expect(leads.count).toBe(2)
  expect(columns.stages[columns.stage[0] ?? -1]?.stageId).toBe(21)
  expect(linked(columns.contacts, 0, contacts)).toStrictEqual([9, 5])
  expect(linked(columns.contacts, 1, contacts)).toStrictEqual([8])
  expect(linked(columns.companies, 0, companies)).toStrictEqual([])
})

test('finished columns do not change when more is appended', () => {
  const { leads, contacts } = someBuilders()
  leads.append(aLead({ id: 1, updatedAt: at(1), contacts: [{ id: 9, isMain: true }] }))
  const columns = leads.finish()
  leads.append(aLead({ id: 1, updatedAt: at(2), amount: 1 as never, contacts: [{ id: 3, isMain: true }] }))
  leads.append(aLead({ id: 2 }))
  leads.markDeleted(1)
  expect(columns).toMatchObject({ count: 1, amounts: new Float64Array([100_000]) })
  expect(columns.isDeleted[0]).toBe(0)
  expect(linked(columns.contacts, 0, contacts)).toStrictEqual([9])
})

test('a deal or a buyer that is gone is marked, an unknown one is not', () => {
  const { leads, customers } = someBuilders()
  leads.append(aLead({ id: 1 }))
  customers.append(aCustomer({ id: 1 }))
  expect([leads.markDeleted(1), leads.markDeleted(2)]).toStrictEqual([true, false])
  expect([customers.markDeleted(1), customers.markDeleted(2)]).toStrictEqual([true, false])
  expect([leads.finish().isDeleted[0], customers.finish().isDeleted[0]]).toStrictEqual([1, 1])
})

test('buyers keep their sums, counts, stages and links, and newer records win', () => {
  const { customers, contacts, companies } = someBuilders()
  const links = { contacts: [{ id: 4, isMain: true }], companyIds: [6] }
  expect(customers.append(aCustomer({ id: 1, updatedAt: at(5), ...links }))).toBe('added')
  expect(customers.append(aCustomer({ id: 2, stageId: 74, isDeleted: true }))).toBe('added')
  expect(customers.append(aCustomer({ id: 1, updatedAt: at(4), purchasesCount: 9 }))).toBe('ignored')
  expect(customers.append(aCustomer({ id: 1, updatedAt: at(5), purchasesCount: 3, ...links }))).toBe(
    'replaced',
  )
  const columns = customers.finish()
  expect(columns).toMatchObject({
    count: 2,
    stages: [71, 74],
    stage: new Uint16Array([0, 1]),
    ltvs: new Float64Array([50_000, 50_000]),
    nextPrices: new Float64Array([30_000, 30_000]),
    purchasesCounts: new Uint32Array([3, 2]),
    isDeleted: new Uint8Array([0, 1]),
  })
  expect(customers.count).toBe(2)
  expect(linked(columns.contacts, 0, contacts)).toStrictEqual([4])
  expect(linked(columns.companies, 0, companies)).toStrictEqual([6])
})

test('cards keep what stands in their fields; what is absent is not a number', () => {
  const { cards, contacts } = someBuilders()
  contacts.add(1)
  const stored = someStored({ boughtCount: 2, boughtSum: 0, actualAt: 1_700_000_000 })
  expect(cards.append(aContact({ id: 2, name: 'Анна', responsibleUserId: 7, stored }))).toBe('added')
  const columns = cards.finish()
  expect([...columns.isListed]).toStrictEqual([0, 1])
  expect(columns.names).toStrictEqual([undefined, 'Анна'])
  expect(columns.responsibleUserIds[1]).toBe(7)
  expect(columns.updatedAt[1]).toBe(1_700_100_000)
  expect(columns.stored.boughtCount).toStrictEqual(new Float64Array([Number.NaN, 2]))
  expect(columns.stored.boughtSum).toStrictEqual(new Float64Array([Number.NaN, 0]))
  expect(columns.stored.refusedSum).toStrictEqual(new Float64Array([Number.NaN, Number.NaN]))
  expect(columns.stored.actualAt).toStrictEqual(new Float64Array([Number.NaN, 1_700_000_000]))
})

test('a card that comes again replaces the older one; a deleted card is not listed', () => {
  const { cards } = someBuilders()
  const card = aContact({ id: 2, updatedAt: at(10), stored: someStored({ boughtCount: 1 }) })
  cards.append(card)
  expect(cards.append({ ...card, updatedAt: at(9), name: 'Старое имя' })).toBe('ignored')
  expect(cards.append({ ...card, updatedAt: at(11), isDeleted: true, stored: someStored() })).toBe('replaced')
  const columns = cards.finish()
  expect(columns.isListed[0]).toBe(0)
  expect(columns.names).toStrictEqual(['Мария Тестова'])
  expect(columns.stored.boughtCount[0]).toBeNaN()
})

test('cards are as many as the index knows, also when it grew after the last card', () => {
  const { cards, contacts } = someBuilders()
  cards.append(aContact({ id: 1 }))
  for (let id = 2; id < 40; id += 1) contacts.add(id)
  const columns = cards.finish()
  expect(columns.isListed).toHaveLength(39)
  expect(columns.names).toHaveLength(39)
  expect(columns.stored.inWorkSum).toHaveLength(39)
  expect(columns.stored.inWorkSum[38]).toBeNaN()
})

test('the company of a contact is the one that was read last', () => {
  const { contactCompanies, contacts, companies } = someBuilders()
  contacts.add(1)
  contactCompanies.append(aContact({ id: 2, companyIds: [7] }))
  contactCompanies.append(aContact({ id: 3, companyIds: [8, 8] }))
  contactCompanies.append(aContact({ id: 2, companyIds: [9] }))
  contacts.add(4)
  const links = contactCompanies.finish()
  expect([0, 1, 2, 3].map((row) => linked(links, row, companies))).toStrictEqual([[], [9], [8], []])
})
