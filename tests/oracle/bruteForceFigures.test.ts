import { describe, expect, it } from 'vitest'
import type { WireAccountFile, WireCustomer, WireLead } from './accountWire'
import { bruteForceFigures } from './bruteForceFigures'
import type { PartialSettings } from './plainSettings'

const pipelines = [
  {
    id: 1,
    _embedded: {
      statuses: [
        { id: 9, type: 1 },
        { id: 10, type: 0 },
        { id: 11, type: 0 },
        { id: 142, type: 0 },
        { id: 143, type: 0 },
      ],
    },
  },
  { id: 2, is_archive: true, _embedded: { statuses: [{ id: 20, type: 0 }] } },
]
const customers_statuses = [
  { id: 71, sort: 0, is_default: true, type: 4 },
  { id: 72, sort: 1, is_default: false, type: 0 },
  { id: 73, sort: 2, is_default: true, type: 1 },
  { id: 74, sort: 3, is_default: true, type: 2 },
  { id: 75, sort: 4, is_default: true, type: 3 },
]
let lastId = 100

describe('bruteForceFigures', () => {
  it('gives the company two sales, one deal in work and no refusal', () => {
    const leads = [aWon(250000), aWon(250000), aLead({ price: 55000, status_id: 10 })]
    expect(wireOf({ leads })).toEqual(['2', '500000', '250000', '1', '55000', '0', '0'])
  })

  it('averages 99 gifts of 100 and one of 1000 to 109', () => {
    const leads = [...repeat(99, () => aWon(100)), aWon(1000)]
    expect(wireOf({ leads }).slice(0, 3)).toEqual(['100', '10900', '109'])
  })

  it('rounds the average half up: 45100 by 454 is 99.34, 93.87 by 2 is 46.94', () => {
    const gifts = [...repeat(450, () => aWon(100)), ...repeat(4, () => aWon(25))]
    expect(wireOf({ leads: gifts }).slice(0, 3)).toEqual(['454', '45100', '99.34'])
    expect(wireOf({ leads: [aWon(93.87), aWon(0)] }).slice(0, 3)).toEqual(['2', '93.87', '46.94'])
  })

  it('rounds a negative average away from zero and obeys averageDigits', () => {
    expect(wireOf({ leads: [aWon(-93.87), aWon(0)] })[2]).toBe('-46.94')
    expect(wireOf({ leads: [aWon(101), aWon(100)] }, { averageDigits: 0 })[2]).toBe('101')
    expect(wireOf({ leads: [aWon(100.5), aWon(100)] }, { averageDigits: 1 })[2]).toBe('100.3')
  })

  it('sums exactly where binary fractions would drift', () => {
    const leads = repeat(10, () => aWon(0.1))
    expect(wireOf({ leads }).slice(0, 3)).toEqual(['10', '1', '0.1'])
  })

  it('takes price_with_minor_units before price, and rounds each deal to hundredths', () => {
    const leads = [
      aLead({ price: 300, price_with_minor_units: 300.99, status_id: 142 }),
      aLead({ price: 1000.0041, status_id: 142 }),
      aLead({ price: 2000.0044, price_with_minor_units: null, status_id: 142 }),
      aLead({ price: null, status_id: 142 }),
    ]
    expect(wireOf({ leads }).slice(0, 2)).toEqual(['4', '3300.99'])
  })

  it('leaves deals of amount zero out of the average only, when told to skip them', () => {
    const leads = [aWon(2), aWon(0), aWon(0), aWon(2)]
    expect(wireOf({ leads })[2]).toBe('1')
    expect(wireOf({ leads }, { zeroBudget: 'skip' }).slice(0, 3)).toEqual(['4', '4', '2'])
    expect(wireOf({ leads: [aWon(0)] }, { zeroBudget: 'skip' }).slice(0, 3)).toEqual(['1', '0', '0'])
  })

  it('counts neither deleted deals nor unsorted ones, even when their stage is chosen', () => {
    const leads = [aLead({ status_id: 142, is_deleted: true }), aLead({ status_id: 9 })]
    const settings = { inWork: { stages: { 1: [9] } } }
    expect(wireOf({ leads }, settings)).toEqual(['0', '0', '0', '0', '0', '0', '0'])
  })

  it('lets an explicit stage beat the switches', () => {
    const leads = [
      aLead({ status_id: 10, price: 1 }),
      aLead({ status_id: 142, price: 2 }),
      aLead({ status_id: 143, price: 4 }),
    ]
    const settings: PartialSettings = {
      inWork: { stages: { 1: [143] } },
      bought: { stages: { 1: [10] } },
      refused: { lost: false, stages: { 1: [142] } },
    }
    expect(wireOf({ leads }, settings)).toEqual(['1', '1', '1', '1', '4', '1', '2'])
  })

  it('counts a stage nowhere when neither a switch nor a choice covers it', () => {
    const leads = [
      aLead({ status_id: 10, price: 1 }),
      aLead({ status_id: 11, price: 2 }),
      aLead({ status_id: 142 }),
    ]
    const settings: PartialSettings = {
      inWork: { open: false, stages: { 1: [11] } },
      bought: { won: false },
    }
    expect(wireOf({ leads }, settings)).toEqual(['0', '0', '0', '1', '2', '0', '0'])
  })

  it('counts archived pipelines, and unlisted ones by the system ids and by choice', () => {
    const leads = [
      aLead({ pipeline_id: 2, status_id: 20, price: 1 }),
      aLead({ pipeline_id: 3, status_id: 30, price: 2 }),
      aLead({ pipeline_id: 3, status_id: 31, price: 4 }),
      aLead({ pipeline_id: 3, status_id: 142, price: 8 }),
      aLead({ pipeline_id: 3, status_id: 143, price: 16 }),
    ]
    const settings = { inWork: { stages: { 3: [31] } } }
    expect(wireOf({ leads }, settings)).toEqual(['1', '8', '8', '2', '5', '1', '16'])
  })

  it('refuses settings in which one stage has two classes', () => {
    const settings = { inWork: { stages: { 1: [10] } }, bought: { stages: { 1: [10] } } }
    expect(() => wireOf({ leads: [] }, settings)).toThrow('two classes')
  })

  it('counts 25000 once for a contact that is linked twice', () => {
    const links = [{ id: 1, is_main: true }, { id: 1 }]
    expect(contactWire([aLinked(25000, links)], 1).slice(0, 2)).toEqual(['1', '25000'])
  })

  it('gives the whole to all contacts, or to the main one alone', () => {
    const leads = [aLinked(90, [{ id: 3 }, { id: 1 }, { id: 2, is_main: true }])]
    expect([1, 2, 3].map((id) => contactWire(leads, id)[1])).toEqual(['90', '90', '90'])
    const main = [1, 2, 3].map((id) => contactWire(leads, id, { contacts: 'main' })[1])
    expect(main).toEqual(['0', '90', '0'])
    const unflagged = [aLinked(90, [{ id: 3 }, { id: 2 }])]
    expect(contactWire(unflagged, 2, { contacts: 'main' })[1]).toBe('90')
  })

  it('splits to the kopeck, the remainder first to the main contact, then by id', () => {
    const leads = [aLinked(100.01, [{ id: 3 }, { id: 1 }, { id: 2, is_main: true }])]
    const parts = [1, 2, 3].map((id) => contactWire(leads, id, { contacts: 'split' }))
    expect(parts.map((wire) => wire[1])).toEqual(['33.34', '33.34', '33.33'])
    expect(parts.map((wire) => wire[0])).toEqual(['1', '1', '1'])
  })

  it('splits among living contacts only', () => {
    const leads = [aLinked(90, [{ id: 4, is_main: true }, { id: 1 }, { id: 99 }, { id: 2 }])]
    const parts = [1, 2].map((id) => contactWire(leads, id, { contacts: 'split' })[1])
    expect(parts).toEqual(['45', '45'])
    expect(figuresOf({ leads }).contacts.has(4)).toBe(false)
  })

  it('gives a company its own deals, and by choice those of its contacts, each deal once', () => {
    const contacts = [{ id: 1 }, { id: 2 }]
    const leads = [
      aLead({ status_id: 142, price: 1, _embedded: { contacts, companies: [{ id: 50 }] } }),
      aLead({ status_id: 142, price: 2, _embedded: { contacts } }),
      aLead({ status_id: 142, price: 4, _embedded: { contacts, companies: [{ id: 51 }] } }),
      aLead({ status_id: 142, price: 8, _embedded: { contacts: [...contacts, { id: 3 }] } }),
    ]
    const companies = (settings?: PartialSettings) =>
      [50, 51].map((id) => wireText({ leads }, 'companies', id, settings).slice(0, 2))
    expect(companies()).toEqual([
      ['1', '1'],
      ['1', '4'],
    ])
    expect(companies({ companies: 'withContacts' })).toEqual([
      ['3', '11'],
      ['2', '12'],
    ])
  })

  it('adds buyers by the type of their stage and purchases wherever they stand', () => {
    const customers = [
      aBuyer({ status_id: 71, next_price: 1, ltv: 600, purchases_count: 3 }),
      aBuyer({ status_id: 72, next_price: 2, ltv: 0, purchases_count: 0 }),
      aBuyer({ status_id: 73, next_price: 4.5, ltv: 0, purchases_count: 0 }),
      aBuyer({ status_id: 74, next_price: 8, ltv: 100, purchases_count: 1 }),
      aBuyer({ status_id: 75, next_price: 16, ltv: 0, purchases_count: 0 }),
      aBuyer({ status_id: 72, next_price: 32, ltv: 7, purchases_count: 7, is_deleted: true }),
    ]
    expect(wireOf({ customers })).toEqual(['4', '700', '175', '2', '6.5', '1', '16'])
    const other = { buyers: { upcoming: false, notBought: true, purchases: false, closed: false } }
    expect(wireOf({ customers }, other)).toEqual(['0', '0', '0', '1', '8', '0', '0'])
  })

  it('adds ten external deals of 1000 to one of 100', () => {
    const customers = [aBuyer({ ltv: 1000, purchases_count: 10 })]
    expect(wireOf({ customers, leads: [aWon(100)] }).slice(0, 3)).toEqual(['11', '1100', '100'])
  })

  it('counts only purchases in another mode of buyers, and nothing with buyers off', () => {
    const customers = [aBuyer({ status_id: 72, next_price: 5, ltv: 60, purchases_count: 3 })]
    const inMode = (customers_mode: string) => wireOf({ customers, account: { customers_mode } })
    expect(inMode('segments')).toEqual(['3', '60', '20', '0', '0', '0', '0'])
    expect(inMode('disabled')).toEqual(['0', '0', '0', '0', '0', '0', '0'])
  })

  it('places the four system stages by order when their types contradict each other', () => {
    const wrong = customers_statuses.map((each) => (each.id === 73 ? { ...each, type: 3 } : each))
    const customers = [aBuyer({ status_id: 73, next_price: 5 }), aBuyer({ status_id: 75, next_price: 7 })]
    expect(wireOf({ customers, customers_statuses: wrong }).slice(3)).toEqual(['1', '5', '1', '7'])
  })

  it('derives purchases that the file does not total, without deleted ones', () => {
    const customer = aBuyer({})
    const transactions = [
      { id: 1, customer_id: customer.id, price: 100.5 },
      { id: 2, customer_id: customer.id, price: 50 },
      { id: 3, customer_id: customer.id, price: 7, is_deleted: true },
    ]
    expect(wireOf({ customers: [customer], transactions }).slice(0, 3)).toEqual(['2', '150.5', '75.25'])
  })

  it('clears a card with nothing counted only when told so', () => {
    expect(wireOf({ leads: [] })).toEqual(['0', '0', '0', '0', '0', '0', '0'])
    expect(new Set(wireOf({ leads: [] }, { empty: 'clear' }))).toEqual(new Set(['absent']))
    const leads = [aLead({ status_id: 10, price: 5 })]
    expect(wireOf({ leads }, { empty: 'clear' })).toEqual(['0', '0', '0', '1', '5', '0', '0'])
  })

  it('marks figures of more than 15 digits', () => {
    const card = (leads: WireLead[]) => figuresOf({ leads }).companies.get(50)
    expect(card([aWon(9_999_999_999_999.5)])?.isTooLong).toBe(false)
    expect(card([aWon(9_007_199_254_740_991), aWon(1)])?.isTooLong).toBe(true)
  })
})

function aLead(partial: Partial<WireLead>): WireLead {
  lastId += 1
  return {
    id: lastId,
    pipeline_id: 1,
    status_id: 10,
    price: 0,
    _embedded: { companies: [{ id: 50 }] },
    ...partial,
  }
}

function aWon(price: number): WireLead {
  return aLead({ price, status_id: 142 })
}

function aLinked(price: number, contacts: { id: number; is_main?: boolean }[]): WireLead {
  return aLead({ price, status_id: 142, _embedded: { contacts } })
}

function aBuyer(partial: Partial<WireCustomer>): WireCustomer {
  lastId += 1
  return { id: lastId, status_id: 71, _embedded: { companies: [{ id: 50 }] }, ...partial }
}

function repeat<T>(times: number, make: () => T): T[] {
  return Array.from({ length: times }, make)
}

function figuresOf(partial: WireAccountFile, settings?: PartialSettings) {
  const file: WireAccountFile = {
    pipelines,
    customers_statuses,
    contacts: [
      { id: 1, _embedded: { companies: [{ id: 50 }] } },
      { id: 2, _embedded: { companies: [{ id: 50 }] } },
      { id: 3, _embedded: { companies: [{ id: 51 }] } },
      { id: 4, is_deleted: true },
    ],
    companies: [{ id: 50 }, { id: 51 }],
    ...partial,
  }
  return bruteForceFigures(file, settings)
}

function wireText(
  partial: WireAccountFile,
  entity: 'contacts' | 'companies',
  id: number,
  settings?: PartialSettings,
) {
  return Object.values(figuresOf(partial, settings)[entity].get(id)?.wire ?? {})
}

function wireOf(partial: WireAccountFile, settings?: PartialSettings): string[] {
  return wireText(partial, 'companies', 50, settings)
}

function contactWire(leads: WireLead[], id: number, settings?: PartialSettings): string[] {
  return wireText({ leads }, 'contacts', id, settings)
}
