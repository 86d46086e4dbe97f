import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCustomer } from '../../widget/api/decodeCustomer'
import { decodeLead } from '../../widget/api/decodeLead'
import { decodePage } from '../../widget/api/decodePage'
import { createLinkedParentDecoder, createParentDecoder } from '../../widget/api/decodeParent'
import { Malformed } from '../../widget/api/malformed'
import { unknownLinks } from '../../widget/api/decodeLinks'
import { isMainUnknown } from '../../widget/records/isMainUnknown'
import { toMajorText } from '../../widget/records/toMajorText'
import { unreadable } from '../../widget/records/unreadable'
import type { FieldIds } from '../../widget/records/parentWrite'
import { readSample } from './support/readSample'

type Json = Record<string, unknown>

const fields: FieldIds = {
  boughtCount: 1700001,
  boughtSum: 1700002,
  averageCheck: 1700003,
  inWorkCount: 1700004,
  inWorkSum: 1700005,
  refusedCount: 1700006,
  refusedSum: 1700007,
  actualAt: 1700008,
}

const aWireLead = (partial: Json = {}): Json => ({
  ...(readSample('leads_page.json') as { _embedded: { leads: Json[] } })._embedded.leads[0],
  ...partial,
})

const aWireContact = (values: unknown): Json => ({
  ...(readSample('contacts_page.json') as { _embedded: { contacts: Json[] } })._embedded.contacts[0],
  custom_fields_values: values,
})

const stored = (field_id: number, value: unknown): unknown =>
  createParentDecoder('contacts', fields)(aWireContact([{ field_id, values: [{ value }] }])).stored

function placeOf(decode: () => unknown): string {
  try {
    decode()
  } catch (error) {
    if (error instanceof Malformed) {
      return error.place
    }
    throw error
  }
  return 'decoded'
}

describe('decoding of deals', () => {
  it('reads a page with its links and the address of the next one', () => {
    const page = decodePage(readSample('leads_page.json'), 'leads', decodeLead)
    expect(page.next).toBe('/api/v4/leads?with=contacts&limit=5&order%5Bid%5D=asc&page=2')
    expect(page.records[0]).toEqual({
      id: 41000001,
      name: 'Поставка №1',
      pipelineId: 7100001,
      stageId: 142,
      amount: 12_000_000,
      responsibleUserId: 8800002,
      isDeleted: false,
      createdAt: 1735700000,
      updatedAt: 1748000005,
      closedAt: 1748000000,
      contacts: [
        { id: 51000001, isMain: true },
        { id: 51000002, isMain: false },
      ],
      companyIds: [52000001],
    })
    expect(decodePage(readSample('leads_page_last.json'), 'leads', decodeLead).next).toBeNull()
  })

  it('reads an answer without a body as the end of the list', () => {
    expect(decodePage(null, 'leads', decodeLead)).toEqual({ records: [], next: null })
  })

  it('prefers the price with minor units and reads a deal without a budget as zero', () => {
    expect(decodeLead(aWireLead({ price: 300, price_with_minor_units: 300.99 })).amount).toBe(30_099)
    expect(decodeLead(aWireLead({ price: 300, price_with_minor_units: null })).amount).toBe(30_000)
    expect(decodeLead(aWireLead({ price: null })).amount).toBe(0)
    expect(decodeLead(aWireLead({ price: -0.5 })).amount).toBe(-50)
  })

  it('keeps every amount of two decimals exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (minor) => {
        expect(decodeLead(aWireLead({ price_with_minor_units: minor / 100 })).amount).toBe(minor)
      }),
    )
  })

  it('names the place of what it does not understand', () => {
    const embedded = (contacts: unknown): Json => ({ _embedded: { companies: [], contacts } })
    expect(placeOf(() => decodeLead(aWireLead({ id: 2 ** 32 })))).toBe('id')
    expect(placeOf(() => decodeLead(aWireLead({ id: '7a' })))).toBe('id')
    expect(placeOf(() => decodeLead(aWireLead({ price: 'сто' })))).toBe('price')
    expect(placeOf(() => decodeLead(aWireLead({ status_id: undefined })))).toBe('status_id')
    expect(placeOf(() => decodeLead(aWireLead({ is_deleted: 'да' })))).toBe('is_deleted')
    expect(placeOf(() => decodeLead(aWireLead(embedded('нет'))))).toBe('_embedded.contacts')
    expect(placeOf(() => decodeLead(aWireLead(embedded([{ id: 1 }, { id: null }]))))).toBe(
      '_embedded.contacts.1.id',
    )
    const page = { _links: {}, _embedded: { leads: [aWireLead(), aWireLead({ closed_at: 'soon' })] } }
    expect(placeOf(() => decodePage(page, 'leads', decodeLead))).toBe('_embedded.leads.1.closed_at')
  })

  it('reads numbers as text and flags as numbers', () => {
    const { _embedded, ...lead } = aWireLead({ price_with_minor_units: '300.99' })
    const text = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value)
    const wire = Object.fromEntries(Object.entries(lead).map(([key, value]) => [key, text(value)]))
    const contacts = [
      { id: '51000001', is_main: 1 },
      { id: 51000002, is_main: '0' },
    ]
    const companies = [{ id: '52000001' }]
    expect(decodeLead({ ...wire, is_deleted: 0, _embedded: { contacts, companies } })).toEqual({
      ...decodeLead({ ...lead, _embedded }),
      amount: 30_099,
    })
  })

  it('leaves open what the CRM leaves out: no list of contacts, no main one', () => {
    for (const _embedded of [undefined, null, [], {}, { contacts: null, companies: null }]) {
      const lead = decodeLead(aWireLead({ _embedded }))
      expect(lead.contacts).toBe(unknownLinks)
      expect(lead.companyIds).toBe(unknownLinks)
    }
    const two = decodeLead(aWireLead({ _embedded: { companies: [], contacts: [{ id: 1 }, { id: 2 }] } }))
    expect(isMainUnknown(two.contacts)).toBe(true)
    const known = {
      companies: [],
      contacts: [{ id: 1, is_main: false }, { id: 2 }, { id: 3, is_main: true }],
    }
    expect(isMainUnknown(decodeLead(aWireLead({ _embedded: known })).contacts)).toBe(false)
    const one = { companies: [], contacts: [{ id: 1 }] }
    expect(isMainUnknown(decodeLead(aWireLead({ _embedded: one })).contacts)).toBe(false)
  })

  it('names the record of a page in which something is not understood', () => {
    const page = {
      _links: {},
      _embedded: { leads: [aWireLead(), aWireLead({ id: 7, name: 'А', price: {} })] },
    }
    expect(() => decodePage(page, 'leads', decodeLead)).toThrow(
      expect.objectContaining({ record: { list: 'leads', id: 7, name: 'А', place: 'price' } }) as Error,
    )
  })

  it('reads a page in which nothing is, as PHP may write it', () => {
    for (const _embedded of [undefined, null, [], { leads: null }, { leads: [] }])
      expect(decodePage({ _links: [], _embedded }, 'leads', decodeLead)).toEqual({ records: [], next: null })
  })

  it('refuses pages without their list or their links', () => {
    expect(placeOf(() => decodePage({ _links: {}, _embedded: {} }, 'leads', decodeLead))).toBe(
      '_embedded.leads',
    )
    expect(placeOf(() => decodePage({ _embedded: { leads: [] } }, 'leads', decodeLead))).toBe('_links')
    expect(placeOf(() => decodePage([], 'leads', decodeLead))).toBe('')
  })
})

describe('decoding of buyers', () => {
  it('reads a page', () => {
    const page = decodePage(readSample('customers_page.json'), 'customers', decodeCustomer)
    expect(page.records[0]).toMatchObject({
      id: 91000001,
      stageId: 47000001,
      nextPrice: 2_000_000,
      ltv: 6_000_000,
      purchasesCount: 3,
      contacts: [{ id: 51000001, isMain: true }],
      companyIds: [52000001],
    })
  })

  it('takes null for nothing bought or expected, but no missing key', () => {
    const wire = (readSample('customers_page.json') as { _embedded: { customers: Json[] } })._embedded
      .customers[1]
    const empty = decodeCustomer({ ...wire, next_price: null, ltv: null, purchases_count: null })
    expect([empty.nextPrice, empty.ltv, empty.purchasesCount]).toEqual([0, 0, 0])
    expect(placeOf(() => decodeCustomer({ ...wire, ltv: undefined }))).toBe('ltv')
    expect(placeOf(() => decodeCustomer({ ...wire, ltv: null, purchases_count: 2 }))).toBe('ltv')
    expect(placeOf(() => decodeCustomer({ ...wire, next_price: undefined }))).toBe('next_price')
    for (const purchases_count of [null, undefined])
      expect(placeOf(() => decodeCustomer({ ...wire, ltv: 500, purchases_count }))).toBe('purchases_count')
  })
})

describe('decoding of cards', () => {
  it('finds our values by the ids of the fields', () => {
    const page = decodePage(
      readSample('contacts_page.json'),
      'contacts',
      createParentDecoder('contacts', fields),
    )
    expect(page.records[0]).toEqual({
      id: 51000001,
      name: 'Иван Петров',
      responsibleUserId: 8800002,
      groupId: 550001,
      updatedAt: 1751000000,
      isDeleted: false,
      companyIds: [52000001],
      stored: {
        boughtCount: 2,
        boughtSum: 20_000_000,
        averageCheck: 10_000_000,
        inWorkCount: 1,
        inWorkSum: 4_500_000,
        refusedCount: 0,
        refusedSum: 0,
        actualAt: 1751000000,
      },
    })
    expect(page.records[1]?.stored.boughtCount).toBeNull()
  })

  it('reads numbers as text or number, times as seconds or text', () => {
    expect(stored(1700002, '1234.56')).toMatchObject({ boughtSum: 123_456 })
    expect(stored(1700002, 1234.5)).toMatchObject({ boughtSum: 123_450 })
    expect(stored(1700002, '10.125')).toMatchObject({ boughtSum: 1012.5 })
    expect(stored(1700001, '3')).toMatchObject({ boughtCount: 3 })
    expect(stored(1700008, '2025-07-08T18:40:00+00:00')).toMatchObject({ actualAt: 1_752_000_000 })
    expect(stored(1700008, '1752000000')).toMatchObject({ actualAt: 1_752_000_000 })
  })

  it.each(['3015.332', '0.0000001', '1.005', '-7.1234', '1e-9', '12345678901.234'])(
    "puts back %s, somebody's own value, as it stood in the field",
    (value) => {
      const decode = createParentDecoder('contacts', fields)
      const { boughtSum } = decode(aWireContact([{ field_id: 1700002, values: [{ value }] }])).stored
      expect(toMajorText(boughtSum!)).toBe(String(Number(value)))
    },
  )

  it('reads what is absent or empty as null and never guesses', () => {
    expect(stored(1700001, '')).toMatchObject({ boughtCount: null })
    expect(stored(1700001, null)).toMatchObject({ boughtCount: null })
    const decode = createParentDecoder('contacts', fields)
    expect(decode(aWireContact([{ field_id: 1700001, values: null }])).stored.boughtCount).toBeNull()
    expect(decode(aWireContact([{ field_id: 1700001, values: [] }])).stored.boughtCount).toBeNull()
    for (const nothing of [undefined, null, []])
      expect(decode(aWireContact(nothing)).stored.boughtCount).toBeNull()
    expect(placeOf(() => decode(aWireContact('нет')))).toBe('custom_fields_values')
  })

  it('keeps a value that is no number apart from numbers and from nothing', () => {
    for (const value of ['много', '12,5', true, {}, undefined])
      expect(stored(1700002, value)).toMatchObject({ boughtSum: unreadable, boughtCount: null })
    expect(stored(1700008, 'вчера')).toMatchObject({ actualAt: unreadable })
    const decode = createParentDecoder('contacts', fields)
    const twice = [1, 2].map((value) => ({ field_id: '1700001', values: [{ value }] }))
    expect(decode(aWireContact(twice)).stored.boughtCount).toBe(unreadable)
    const values = [{ value: '1' }, { value: '2' }]
    expect(decode(aWireContact([{ field_id: 1700001, values }])).stored.boughtCount).toBe(unreadable)
  })

  it('reads the ids of what hangs on a company', () => {
    const page = decodePage(
      readSample('companies_page.json'),
      'companies',
      createLinkedParentDecoder('companies', fields),
    )
    const first = page.records[0]
    expect(first?.card.companyIds).toEqual([])
    expect(first?.contactIds).toContain(51000001)
    expect(first?.leadIds).toContain(41000001)
    expect(first?.customerIds).toContain(91000001)
  })

  it('takes no absent list of what hangs on a card for an empty one', () => {
    const decode = createLinkedParentDecoder('companies', fields)
    const wire = (readSample('companies_page.json') as { _embedded: { companies: Json[] } })._embedded
      .companies[0]
    const embedded = (wire?.['_embedded'] ?? {}) as Json
    for (const [list, key] of [
      ['leads', 'leadIds'],
      ['customers', 'customerIds'],
      ['contacts', 'contactIds'],
    ] as const)
      for (const absent of [undefined, null])
        expect(decode({ ...wire, _embedded: { ...embedded, [list]: absent } })[key]).toBeNull()
    expect(decode({ ...wire, _embedded: { ...embedded, customers: [] } }).customerIds).toEqual([])
  })
})
