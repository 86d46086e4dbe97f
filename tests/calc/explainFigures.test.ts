import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainFigures } from '../../widget/calc/explainFigures'
import type { Explanation } from '../../widget/calc/explanation'
import { figuresOf } from '../../widget/calc/figuresOf'
import { totalFigures } from '../../widget/calc/totalFigures'
import type { MinorUnits, UnixSeconds } from '../../widget/records/brands'
import { type ParentRef, parentTypes } from '../../widget/records/parents'
import { aCustomer } from '../builders/aCustomer'
import { aLead } from '../builders/aLead'
import { anyAccount } from '../builders/anyAccount'
import { aContact } from '../builders/aParentCard'
import { aSource, type SourceRecords } from '../builders/aSource'
import { someRules } from '../builders/someRules'

const explain = (records: Partial<SourceRecords>, parent: ParentRef, rules = someRules()): Explanation =>
  explainFigures(aSource(records), rules, parent, {
    lead: (id) => records.leads?.find((lead) => lead.id === id),
    customer: (id) => records.customers?.find((customer) => customer.id === id),
  })

const money = (minor: number) => minor as MinorUnits
const seconds = (time: number) => time as UnixSeconds
const contact: ParentRef = { type: 'contacts', id: 1 }
const company: ParentRef = { type: 'companies', id: 9 }
const ofContact = { contacts: [{ id: 1, isMain: true }] }
const reasons = (explanation: Explanation) =>
  explanation.rejections.map((rejection) => [
    rejection.source,
    rejection.id,
    rejection.reason,
    rejection.amount,
  ])

test('a deal is told with name, stage, closing date, amount and share', () => {
  const contacts = [
    { id: 1, isMain: false },
    { id: 2, isMain: true },
  ]
  const leads = [
    aLead({ id: 6, name: 'Ремонт', amount: money(101), closedAt: seconds(500), contacts }),
    aLead({ id: 5, stageId: 21, closedAt: null, createdAt: seconds(400), ...ofContact }),
  ]
  const explanation = explain({ leads }, contact, someRules({ contacts: 'split' }))
  expect(explanation).toStrictEqual({
    parent: contact,
    figures: {
      boughtCount: 1,
      boughtSum: 50,
      averageCheck: 50,
      inWorkCount: 1,
      inWorkSum: 100_000,
      refusedCount: 0,
      refusedSum: 0,
    },
    contributions: [
      {
        source: 'lead',
        id: 5,
        name: 'Сделка',
        pipelineId: 10,
        stageId: 21,
        date: 400,
        dateOf: 'creation',
        stageClass: 'inWork',
        count: 1,
        amount: 100_000,
        wholeAmount: 100_000,
        via: 'own',
      },
      {
        source: 'lead',
        id: 6,
        name: 'Ремонт',
        pipelineId: 10,
        stageId: 142,
        date: 500,
        dateOf: 'closing',
        stageClass: 'bought',
        count: 1,
        amount: 50,
        wholeAmount: 101,
        via: 'own',
      },
    ],
    rejections: [],
  })
})

test('a buyer is told by its stage and by its purchases', () => {
  const customers = [aCustomer({ id: 7, stageId: 74, ...ofContact })]
  const { contributions, rejections } = explain({ customers }, contact)
  const buyer = {
    id: 7,
    name: 'Покупатель',
    pipelineId: null,
    stageId: 74,
    date: null,
    dateOf: null,
    via: 'own',
  }
  expect(contributions).toStrictEqual([
    { ...buyer, source: 'customer', stageClass: 'refused', count: 1, amount: 30_000, wholeAmount: 30_000 },
    { ...buyer, source: 'purchases', stageClass: 'bought', count: 2, amount: 50_000, wholeAmount: 50_000 },
  ])
  expect(rejections).toStrictEqual([])
})

test('a deal that comes to a company through its contact is told so', () => {
  const records = {
    leads: [
      aLead({ id: 5, ...ofContact }),
      aLead({ id: 6, companyIds: [9], ...ofContact }),
      aLead({ id: 7, companyIds: [8], ...ofContact }),
      aLead({ id: 8 }),
    ],
    contacts: [aContact({ id: 1, companyIds: [9] })],
  }
  const rules = someRules({ companies: 'withContacts' })
  const { contributions, rejections } = explain(records, company, rules)
  expect(contributions.map(({ id, via }) => [id, via])).toStrictEqual([
    [5, 'contact'],
    [6, 'own'],
  ])
  expect(rejections.map(({ id, reason }) => [id, reason])).toStrictEqual([[7, 'otherCompany']])
  expect(explain(records, company).contributions.map(({ id }) => id)).toStrictEqual([6])
  expect(explain(records, company).rejections).toStrictEqual([])
})

test('each deal that was left out has its reason', () => {
  const leads = [
    aLead({ id: 1, stageId: 11, ...ofContact }),
    aLead({ id: 2, stageId: 77, ...ofContact }),
    aLead({ id: 3, isDeleted: true, ...ofContact }),
    aLead({
      id: 4,
      contacts: [...ofContact.contacts, { id: 2, isMain: true }].map((link) => ({
        ...link,
        isMain: link.id === 2,
      })),
    }),
    aLead({ id: 5, isDeleted: true }),
  ]
  expect(reasons(explain({ leads }, contact, someRules({ contacts: 'main' })))).toStrictEqual([
    ['lead', 1, 'unsorted', 100_000],
    ['lead', 2, 'stageNotChosen', 100_000],
    ['lead', 3, 'leadDeleted', 100_000],
    ['lead', 4, 'otherMainContact', 100_000],
  ])
})

test('a deal without budget that leaves the average is counted and named', () => {
  const leads = [aLead({ id: 1, amount: money(0), ...ofContact }), aLead({ id: 2, ...ofContact })]
  const { figures, contributions, rejections } = explain(
    { leads },
    contact,
    someRules({ zeroBudget: 'skip' }),
  )
  expect(figures).toMatchObject({ boughtCount: 2, boughtSum: 100_000, averageCheck: 100_000 })
  expect(contributions.map(({ id, stageClass }) => [id, stageClass])).toStrictEqual([
    [1, 'bought'],
    [2, 'bought'],
  ])
  expect(rejections).toMatchObject([{ source: 'lead', id: 1, reason: 'zeroBudgetNotInAverage', amount: 0 }])
  expect(explain({ leads }, contact).rejections).toStrictEqual([])
})

test('each buyer that was left out has its reason', () => {
  const nothing = { purchasesCount: 0, ltv: money(0) }
  const customers = [
    aCustomer({ id: 1, stageId: 73, ...ofContact }),
    aCustomer({ id: 2, stageId: 70, ...nothing, ...ofContact }),
    aCustomer({ id: 3, stageId: 71, isDeleted: true, ...ofContact }),
    aCustomer({ id: 4, stageId: 99, ...ofContact }),
    aCustomer({ id: 5, stageId: 70, purchasesCount: 0, ltv: money(1), ...ofContact }),
  ]
  expect(reasons(explain({ customers }, contact))).toStrictEqual([
    ['customer', 1, 'buyersSwitchedOff', 30_000],
    ['customer', 3, 'customerDeleted', 30_000],
    ['customer', 4, 'stageNotChosen', 30_000],
    ['purchases', 2, 'nothingBought', 0],
  ])
  const segments = someRules({}, { customersMode: 'segments', customerStages: [] })
  expect(reasons(explain({ customers }, contact, segments))).toStrictEqual([
    ['purchases', 2, 'nothingBought', 0],
    ['purchases', 3, 'customerDeleted', 50_000],
  ])
})

test('free purchases, a paid sum without purchases and a buyer of no price are left out by attribution only', () => {
  const shared = {
    contacts: [...ofContact.contacts, { id: 0, isMain: true }].map((link) => ({
      ...link,
      isMain: link.id === 0,
    })),
  }
  const customers = [
    aCustomer({ id: 1, nextPrice: money(0), purchasesCount: 0, ltv: money(5), ...shared }),
    aCustomer({ id: 2, purchasesCount: 3, ltv: money(0), ...shared }),
  ]
  expect(reasons(explain({ customers }, contact, someRules({ contacts: 'main' })))).toStrictEqual([
    ['customer', 1, 'otherMainContact', 0],
    ['customer', 2, 'otherMainContact', 30_000],
    ['purchases', 1, 'otherMainContact', 5],
    ['purchases', 2, 'otherMainContact', 0],
  ])
})

test('purchases that are switched off are named', () => {
  const customers = [aCustomer({ id: 1, stageId: 70, ...ofContact })]
  const { settings } = someRules()
  const rules = someRules({ buyers: { ...settings.buyers, purchases: false } })
  expect(reasons(explain({ customers }, contact, rules))).toStrictEqual([
    ['purchases', 1, 'purchasesSwitchedOff', 50_000],
  ])
})

test.each(['segments', 'dynamic'] as const)('in mode %s only purchases of buyers count', (customersMode) => {
  const customers = [aCustomer({ id: 1, ...ofContact })]
  const { contributions } = explain({ customers }, contact, someRules({}, { customersMode }))
  expect(contributions.map(({ source }) => source)).toStrictEqual(['purchases'])
})

test.each(['disabled', 'unavailable'] as const)('with buyers %s only deals count', (customersMode) => {
  const records = { customers: [aCustomer({ id: 1, ...ofContact })], leads: [aLead({ ...ofContact })] }
  const { contributions, rejections } = explain(records, contact, someRules({}, { customersMode }))
  expect(contributions.map(({ source }) => source)).toStrictEqual(['lead'])
  expect(rejections).toStrictEqual([])
})

test('what has no name in the lookup is told without one', () => {
  const source = aSource({ leads: [aLead({ ...ofContact })], customers: [aCustomer({ ...ofContact })] })
  const { contributions } = explainFigures(source, someRules(), contact, {
    lead: () => undefined,
    customer: () => undefined,
  })
  expect(contributions.map(({ name, date }) => [name, date])).toStrictEqual([
    ['', null],
    ['', null],
    ['', null],
  ])
})

test('a card on which nothing hangs has figures of nothing', () => {
  const { figures, contributions, rejections } = explain({ leads: [aLead()] }, contact)
  expect(figures).toMatchObject({ boughtCount: 0, averageCheck: null, refusedSum: 0 })
  expect([contributions, rejections]).toStrictEqual([[], []])
})

test('the contributions of every card sum to its figures, whatever the mode and the settings', () => {
  fc.assert(
    fc.property(anyAccount, ({ records, rules }) => {
      const source = aSource(records)
      const totals = totalFigures(source, rules)
      const lookup = { lead: () => undefined, customer: () => undefined }
      for (const type of parentTypes)
        for (const [index, id] of source[type].ids.entries()) {
          const { figures, contributions } = explainFigures(source, rules, { type, id }, lookup)
          expect(figures).toStrictEqual(figuresOf(totals[type], index))
          const bought = contributions.filter((each) => each.stageClass === 'bought')
          expect(bought.reduce((sum, each) => sum + each.amount, 0)).toBe(totals[type].boughtSum[index])
        }
    }),
    { numRuns: 300 },
  )
})

test('whatever hangs on a contact is either counted or left out for a reason, never both', () => {
  fc.assert(
    fc.property(anyAccount, ({ records, rules }) => {
      for (const { id } of records.contacts) {
        const { contributions, rejections } = explain(records, { type: 'contacts', id }, rules)
        const counted = contributions.filter((each) => each.source === 'lead').map((each) => each.id)
        const left = rejections
          .filter((each) => each.source === 'lead' && each.reason !== 'zeroBudgetNotInAverage')
          .map((each) => each.id)
        const linked = records.leads.filter((lead) => lead.contacts.some((link) => link.id === id))
        expect(counted.length + left.length).toBe(linked.length)
        expect(new Set([...counted, ...left])).toStrictEqual(new Set(linked.map((lead) => lead.id)))
      }
    }),
  )
})
