import { expect, test } from 'vitest'
import { averageOf } from '../../widget/calc/averageOf'
import { figuresOf } from '../../widget/calc/figuresOf'
import { totalFigures } from '../../widget/calc/totalFigures'
import type { MinorUnits } from '../../widget/records/brands'
import type { Figures } from '../../widget/records/figures'
import type { Lead } from '../../widget/records/lead'
import type { ParentRef } from '../../widget/records/parents'
import { toMajorText } from '../../widget/records/toMajorText'
import { aCustomer } from '../builders/aCustomer'
import { aLead } from '../builders/aLead'
import { aCompany, aContact } from '../builders/aParentCard'
import { printedCompanies } from '../builders/printedCompanies'
import { aSource, type SourceRecords } from '../builders/aSource'
import { someRules } from '../builders/someRules'

const rub = (major: number): MinorUnits => Math.round(major * 100) as MinorUnits

/** Deals at a stage that sum to the total: equal ones but for the first, which is bigger by 5,000 where there are several. */
const dealsOf = (firstId: number, companyId: number, stageId: number, count: number, total: number): Lead[] =>
  Array.from({ length: count }, (_, position) =>
    aLead({
      id: firstId + position,
      stageId,
      companyIds: [companyId],
      amount: rub(count === 1 ? total : total / count + (position === 0 ? 5000 : -5000 / (count - 1))),
    }),
  )

const figuresFor = (records: Partial<SourceRecords>, parent: ParentRef, rules = someRules()): Figures => {
  const source = aSource(records)
  return figuresOf(totalFigures(source, rules)[parent.type], source[parent.type].indexOf(parent.id))
}

const contact: ParentRef = { type: 'contacts', id: 3001 }
const ofContact = { contacts: [{ id: contact.id, isMain: true }] }
const sales = (...amounts: number[]): Lead[] =>
  amounts.map((amount, position) => aLead({ id: 1 + position, amount: rub(amount), ...ofContact }))

test('the list of 19 companies comes out exactly as printed', () => {
  const leads = printedCompanies.flatMap(([, sold, soldSum, , open, openSum, lost, lostSum], position) => [
    ...dealsOf(1000 + position * 10, 400 + position, 142, sold, soldSum),
    ...dealsOf(1003 + position * 10, 400 + position, 21, open, openSum),
    ...dealsOf(1006 + position * 10, 400 + position, 143, lost, lostSum),
  ])
  const companies = printedCompanies.map(([name], position) => aCompany({ id: 400 + position, name }))
  const source = aSource({ leads, companies })
  const totals = totalFigures(source, someRules()).companies
  const rows = companies.map(({ id, name }) => {
    const figures = figuresOf(totals, source.companies.indexOf(id))
    return [
      name,
      String(figures.boughtCount),
      toMajorText(figures.boughtSum),
      toMajorText(figures.averageCheck ?? Number.NaN),
      String(figures.inWorkCount),
      toMajorText(figures.inWorkSum),
      String(figures.refusedCount),
      toMajorText(figures.refusedSum),
    ]
  })
  expect(rows).toStrictEqual(printedCompanies.map((row) => row.map(String)))

  const total = (column: Float64Array): number => column.reduce((sum, figure) => sum + figure, 0)
  expect([total(totals.boughtCount), total(totals.boughtSum)]).toStrictEqual([26, rub(3_777_500)])
  expect([total(totals.inWorkCount), total(totals.inWorkSum)]).toStrictEqual([12, rub(855_000)])
  expect([total(totals.refusedCount), total(totals.refusedSum)]).toStrictEqual([2, rub(300_000)])
  expect(toMajorText(averageOf(total(totals.boughtSum), total(totals.boughtCount), 2))).toBe('145288.46')
})

test.each([
  ['250, 250, 50 and 50', [250, 250, 50, 50], 4, 600, 150],
  ['100, 300 and 50', [100, 300, 50], 3, 450, 150],
  ['200, 400 and 300', [200, 400, 300], 3, 900, 300],
  ['3 and 5', [3, 5], 2, 8, 4],
  ['99 of 100 and one of 1000', [...Array.from({ length: 99 }, () => 100), 1000], 100, 10_900, 109],
  ['450 of 100 and 4 of 25', [...Array.from({ length: 450 }, () => 100), 25, 25, 25, 25], 454, 45_100, 99.34],
  ['two orders of 93.87', [50, 43.87], 2, 93.87, 46.94],
  ['27 025 by three', [9000, 9000, 9025], 3, 27_025, 9008.33],
])('deals of %s are summed, counted and averaged', (_, amounts, count, sum, average) => {
  expect(figuresFor({ leads: sales(...amounts) }, contact)).toMatchObject({
    boughtCount: count,
    boughtSum: rub(sum),
    averageCheck: rub(average),
  })
})

test('hundredths that no float can hold are summed exactly', () => {
  const figures = figuresFor({ leads: sales(...Array.from({ length: 1000 }, () => 0.1)) }, contact)
  expect(figures.boughtSum).toBe(10_000)
})

test('a deal in the trash is taken out of the figures', () => {
  const leads = sales(100).map((lead) => ({ ...lead, isDeleted: true }))
  expect(figuresFor({ leads }, contact)).toStrictEqual({
    boughtCount: 0,
    boughtSum: 0,
    averageCheck: null,
    inWorkCount: 0,
    inWorkSum: 0,
    refusedCount: 0,
    refusedSum: 0,
  })
})

test('deals without budget count in the average, or leave it when so set', () => {
  const leads = sales(2, 0, 0, 2)
  expect(figuresFor({ leads }, contact).averageCheck).toBe(rub(1))
  expect(figuresFor({ leads }, contact, someRules({ zeroBudget: 'skip' }))).toMatchObject({
    boughtCount: 4,
    boughtSum: rub(4),
    averageCheck: rub(2),
  })
})

test('when all bought deals are without budget and those leave the average, there is none', () => {
  const figures = figuresFor({ leads: sales(0, 0) }, contact, someRules({ zeroBudget: 'skip' }))
  expect(figures).toMatchObject({ boughtCount: 2, boughtSum: 0, averageCheck: null })
})

test('free purchases stay in the average whatever is set for deals', () => {
  const customers = [aCustomer({ ltv: 0 as MinorUnits, purchasesCount: 3, ...ofContact })]
  const rules = someRules({ zeroBudget: 'skip' })
  expect(figuresFor({ leads: sales(400), customers }, contact, rules)).toMatchObject({
    boughtCount: 4,
    averageCheck: rub(100),
  })
})

test('deals and purchases of one client are summed: 10 for 1 000 and 1 for 100 make 11 for 1 100', () => {
  const customers = [aCustomer({ ltv: rub(1000), purchasesCount: 10, stageId: 70, ...ofContact })]
  expect(figuresFor({ leads: sales(100), customers }, contact)).toMatchObject({
    boughtCount: 11,
    boughtSum: rub(1100),
    averageCheck: rub(100),
  })
})

test('a company that is linked itself and through two contacts gets the deal once', () => {
  const records = {
    leads: [
      aLead({
        amount: rub(25_000),
        companyIds: [4001],
        contacts: [
          { id: 3001, isMain: true },
          { id: 3002, isMain: false },
        ],
      }),
    ],
    contacts: [aContact({ companyIds: [4001] }), aContact({ id: 3002, companyIds: [4001] })],
  }
  for (const companies of ['own', 'withContacts'] as const)
    expect(figuresFor(records, { type: 'companies', id: 4001 }, someRules({ companies }))).toMatchObject({
      boughtCount: 1,
      boughtSum: rub(25_000),
    })
})

test('a contact that is linked twice gets the deal once', () => {
  const contacts = [
    { id: 3001, isMain: false },
    { id: 3001, isMain: true },
  ]
  expect(figuresFor({ leads: [aLead({ amount: rub(25_000), contacts })] }, contact)).toMatchObject({
    boughtCount: 1,
    boughtSum: rub(25_000),
  })
})
