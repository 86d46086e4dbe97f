import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rules } from '../../widget/calc/rules'
import { totalFigures } from '../../widget/calc/totalFigures'
import { totalInSteps } from '../../widget/calc/totalInSteps'
import type { MinorUnits } from '../../widget/records/brands'
import { figureKeys } from '../../widget/records/fieldKeys'
import type { ParentType } from '../../widget/records/parents'
import { runAtOnce } from '../../widget/records/runAtOnce'
import { aCustomer } from '../builders/aCustomer'
import { aLead } from '../builders/aLead'
import { anyAccount } from '../builders/anyAccount'
import { aContact } from '../builders/aParentCard'
import { aSource, type SourceRecords } from '../builders/aSource'
import { countReads } from '../builders/countReads'
import { someRules } from '../builders/someRules'

/** Bought count and sum of every card that got something, by id. */
const boughtBy = (
  type: ParentType,
  records: Partial<SourceRecords>,
  rules: Rules,
): Readonly<Record<number, readonly [number, number]>> => {
  const source = aSource(records)
  const { boughtCount, boughtSum } = totalFigures(source, rules)[type]
  return Object.fromEntries(
    [...source[type].ids].flatMap((id, index) =>
      boughtCount[index] === 0 ? [] : [[id, [boughtCount[index] ?? 0, boughtSum[index] ?? 0]]],
    ),
  )
}

const links = (...ids: number[]) => ids.map((id, position) => ({ id, isMain: position === 0 }))
const unflagged = (...ids: number[]) => ids.map((id) => ({ id, isMain: false }))
const money = (minor: number) => minor as MinorUnits

test('by default every linked contact gets the whole deal', () => {
  const leads = [aLead({ amount: money(100), contacts: links(3, 1, 2) })]
  expect(boughtBy('contacts', { leads }, someRules())).toStrictEqual({
    1: [1, 100],
    2: [1, 100],
    3: [1, 100],
  })
})

test('the main contact alone gets the deal when so set: the flagged one, else the lowest id', () => {
  const leads = [
    aLead({ id: 1, amount: money(100), contacts: links(3, 1, 2) }),
    aLead({ id: 2, amount: money(10), contacts: unflagged(3, 2) }),
    aLead({ id: 3, amount: money(1), contacts: links(2) }),
    aLead({ id: 4, amount: money(1000) }),
  ]
  expect(boughtBy('contacts', { leads }, someRules({ contacts: 'main' }))).toStrictEqual({
    2: [2, 11],
    3: [1, 100],
  })
})

test.each([
  ['a remainder goes to the main contact first', 101, { 1: 50, 3: 51 }, links(3, 1)],
  ['then by ascending id', 200, { 1: 67, 2: 66, 3: 67 }, links(3, 2, 1)],
  ['without a flag by ascending id', 101, { 1: 34, 2: 34, 3: 33 }, unflagged(3, 2, 1)],
  ['less than a unit for each', 2, { 1: 1, 2: 0, 3: 1 }, links(3, 2, 1)],
  ['below zero the same way', -200, { 1: -67, 2: -66, 3: -67 }, links(3, 2, 1)],
  ['nothing', 0, { 1: 0, 2: 0 }, links(2, 1)],
  ['one contact gets the whole', 101, { 7: 101 }, links(7)],
])('a split deal is shared out to the last unit: %s', (_, amount, parts, contacts) => {
  const leads = [aLead({ amount: money(amount), contacts })]
  expect(boughtBy('contacts', { leads }, someRules({ contacts: 'split' }))).toStrictEqual(
    Object.fromEntries(Object.entries(parts).map(([id, part]) => [id, [1, part]])),
  )
})

test('a deal whose part is nothing but whose amount is not stays in the average', () => {
  const source = aSource({ leads: [aLead({ amount: money(1), contacts: links(2, 1) })] })
  const { averageCheck, boughtCount } = totalFigures(
    source,
    someRules({ contacts: 'split', zeroBudget: 'skip' }),
  ).contacts
  expect([boughtCount[source.contacts.indexOf(1)], averageCheck[source.contacts.indexOf(1)]]).toStrictEqual([
    1, 0,
  ])
})

test('purchases of a shared buyer are split in money and whole in number', () => {
  const customers = [aCustomer({ purchasesCount: 3, ltv: money(101), contacts: links(2, 1) })]
  expect(boughtBy('contacts', { customers }, someRules({ contacts: 'split' }))).toStrictEqual({
    1: [3, 50],
    2: [3, 51],
  })
})

test('a company gets the whole of its deals, split among contacts or not', () => {
  const leads = [aLead({ amount: money(101), contacts: links(1, 2), companyIds: [9] })]
  for (const contacts of ['all', 'main', 'split'] as const)
    expect(boughtBy('companies', { leads }, someRules({ contacts }))).toStrictEqual({ 9: [1, 101] })
})

const ofContacts = {
  leads: [
    aLead({ id: 1, amount: money(1), contacts: links(1, 2, 3, 4) }),
    aLead({ id: 2, amount: money(10), contacts: links(1), companyIds: [8] }),
    aLead({ id: 3, amount: money(100), contacts: links(5) }),
  ],
  contacts: [
    aContact({ id: 1, companyIds: [9] }),
    aContact({ id: 2, companyIds: [7] }),
    aContact({ id: 3, companyIds: [9] }),
    aContact({ id: 4 }),
  ],
}

test('deals without a company are not the contacts’ companies’ by default', () => {
  expect(boughtBy('companies', ofContacts, someRules())).toStrictEqual({ 8: [1, 10] })
})

test('with contacts, a deal without a company goes once to each company of all its contacts', () => {
  for (const contacts of ['all', 'main', 'split'] as const)
    expect(
      boughtBy('companies', ofContacts, someRules({ companies: 'withContacts', contacts })),
    ).toStrictEqual({ 7: [1, 1], 8: [1, 10], 9: [1, 1] })
})

test('with contacts, a deal, a buyer and its purchases at the same place of their lists all reach the company', () => {
  const source = aSource({
    leads: [aLead({ amount: money(1), contacts: links(1) })],
    customers: [aCustomer({ nextPrice: money(10), ltv: money(100), purchasesCount: 2, contacts: links(1) })],
    contacts: [aContact({ id: 1, companyIds: [9] })],
  })
  const { boughtCount, boughtSum, inWorkCount, inWorkSum } = totalFigures(
    source,
    someRules({ companies: 'withContacts' }),
  ).companies
  expect([boughtCount[0], boughtSum[0], inWorkCount[0], inWorkSum[0]]).toStrictEqual([3, 101, 1, 10])
})

test('the parts of a split deal sum to the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 9 }),
      (amount, ids) => {
        const leads = [aLead({ amount: money(amount), contacts: links(...ids) })]
        const parts = Object.values(boughtBy('contacts', { leads }, someRules({ contacts: 'split' })))
        const sums = parts.map(([, part]) => part)
        expect(parts).toHaveLength(ids.length)
        expect(sums.reduce((sum, part) => sum + part, 0)).toBe(amount)
        expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('the order of deals and buyers does not matter', () => {
  fc.assert(
    fc.property(anyAccount, ({ records, rules }) => {
      const straight = aSource(records)
      const turned = aSource({
        leads: [...records.leads].reverse(),
        customers: [...records.customers].reverse(),
        contacts: [...records.contacts].reverse(),
        companies: [...records.companies].reverse(),
      })
      const [left, right] = [totalFigures(straight, rules), totalFigures(turned, rules)]
      for (const type of ['contacts', 'companies'] as const)
        for (const id of straight[type].ids)
          for (const key of figureKeys)
            expect(left[type][key][straight[type].indexOf(id)]).toBe(
              right[type][key][turned[type].indexOf(id)],
            )
    }),
  )
})

test('totals in steps of any length are those made at once', () => {
  fc.assert(
    fc.property(anyAccount, fc.integer({ min: 1, max: 7 }), ({ records, rules }, rows) => {
      const source = aSource(records)
      expect(runAtOnce(totalInSteps(source, rules, rows))).toStrictEqual(totalFigures(source, rules))
    }),
  )
})

test('totals fold no more rows in a step than they are told', () => {
  const leads = Array.from({ length: 100 }, (_, row) => aLead({ id: row + 1, contacts: links(1) }))
  const source = aSource({ leads })
  const isDeleted = countReads(source.leads.isDeleted)
  const leadColumns = { ...source.leads, isDeleted: isDeleted.column }
  const steps = totalInSteps({ ...source, leads: leadColumns }, someRules(), 8)
  const each: number[] = []
  for (let isDone = false; !isDone; each.push(isDeleted.take())) isDone = steps.next().done === true
  expect(Math.max(...each)).toBe(8)
  expect(each.reduce((sum, count) => sum + count)).toBe(100)
})
