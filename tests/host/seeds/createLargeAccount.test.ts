import { assert, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordSource } from '../../../host/account/recordSource'
import { createLargeAccount } from '../../../host/seeds/createLargeAccount'

const size = { leads: 40_000, contacts: 12_000, companies: 4000, customers: 1500, seed: 7 }
const { file, sources } = createLargeAccount(size)
const { leads, contacts, companies, customers } = requireSources(sources)
const sizes = record({
  leads: integer({ min: 0, max: 400 }),
  contacts: integer({ min: 0, max: 60 }),
  companies: integer({ min: 0, max: 20 }),
  customers: integer({ min: 0, max: 30 }),
  seed: integer(),
})

describe('createLargeAccount', () => {
  it('gives the same records for the same seed, others for another', () => {
    const again = requireSources(createLargeAccount(size).sources)
    const other = requireSources(createLargeAccount({ ...size, seed: 8 }).sources)
    for (const index of [0, 1, 777, 39_999]) {
      expect(again.leads.recordAt(index)).toEqual(leads.recordAt(index))
      expect(other.leads.recordAt(index)).not.toEqual(leads.recordAt(index))
    }
    expect(again.contacts.recordAt(11_999)).toEqual(contacts.recordAt(11_999))
    expect(again.customers.recordAt(5)).toEqual(customers.recordAt(5))
    expect(leads.recordAt(3)).not.toBe(leads.recordAt(3))
  })

  it('finds each record by its id and nothing by another', () => {
    for (const source of [leads, contacts, companies, customers]) {
      const wrong: number[] = []
      let last = 0
      for (let index = 0; index < source.count; index += 1) {
        const id = source.idAt(index)
        const isFree = id === last + 1 || source.indexOf(id - 1) === -1
        if (id <= last || !isFree || source.indexOf(id) !== index) wrong.push(index)
        last = id
      }
      expect(wrong).toEqual([])
      for (const id of [0, -1, 1.5, last + 1, Number.NaN, source.idAt(0) - 1]) {
        expect(source.indexOf(id)).toBe(-1)
      }
    }
  })

  it('answers alike by columns and by record, at any size and seed', () => {
    assert(
      property(sizes, (each) => {
        const account = requireSources(createLargeAccount(each).sources)
        for (const source of [account.leads, account.contacts, account.companies, account.customers]) {
          for (let index = 0; index < source.count; index += 1) expectAgreement(source, index)
        }
        for (let index = 0; index < account.leads.count; index += 1) {
          const links = account.leads.contactIdsAt?.(index) ?? []
          const companyId = account.leads.companyIdAt?.(index) ?? null
          expect(new Set(links).size).toBe(links.length)
          for (const id of links) expect(account.contacts.indexOf(id)).toBeGreaterThanOrEqual(0)
          if (companyId !== null) expect(account.companies.indexOf(companyId)).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('keeps the promised averages', () => {
    const share = (test: (index: number) => boolean | number) => {
      let sum = 0
      for (let index = 0; index < leads.count; index += 1) sum += Number(test(index))
      return sum / leads.count
    }
    expect(share((index) => leads.contactIdsAt?.(index).length ?? 0)).toBeCloseTo(1.33, 1)
    expect(share((index) => leads.companyIdAt?.(index) !== null)).toBeCloseTo(0.7, 1)
    expect(share((index) => leads.recordAt(index).status_id === 142)).toBeCloseTo(0.25, 1)
    expect(share((index) => leads.recordAt(index).status_id === 143)).toBeCloseTo(0.15, 1)
    expect(share((index) => leads.recordAt(index).price_with_minor_units !== undefined)).toBeGreaterThan(0.1)
    const deleted = share((index) => leads.isDeletedAt?.(index) ?? false)
    expect(deleted).toBeGreaterThan(0.001)
    expect(deleted).toBeLessThan(0.004)
  })

  it('puts deals only into stages that the account lists', () => {
    const stages = new Set(
      file.pipelines?.flatMap(({ id, _embedded }) =>
        _embedded?.statuses?.map((stage) => `${id} ${stage.id}`),
      ),
    )
    for (let index = 0; index < 5000; index += 1) {
      const { pipeline_id, status_id } = leads.recordAt(index)
      expect(stages.has(`${pipeline_id} ${status_id}`)).toBe(true)
    }
  })

  it('spreads changes over two years, with many in the same second', () => {
    const times = Array.from({ length: leads.count }, (_, index) => leads.updatedAtAt(index))
    const [first = 0, ...sorted] = [...times].sort((left, right) => left - right)
    expect((sorted.at(-1) ?? 0) - first).toBeGreaterThan(700 * 86_400)
    expect(new Set(times).size).toBeLessThan(leads.count * 0.95)
    expect(times.every((time, index) => time >= leads.createdAtAt(index))).toBe(true)
  })

  it('gives buyers purchases whose totals agree', () => {
    let purchases = 0
    for (let index = 0; index < customers.count; index += 1) {
      const { purchases_count = 0, ltv = 0, average_check = 0 } = customers.recordAt(index)
      expect(average_check * purchases_count).toBe(ltv)
      purchases += purchases_count
    }
    expect(purchases).toBeGreaterThan(customers.count)
  })
})

type Sources = Required<ReturnType<typeof createLargeAccount>['sources']>

function requireSources(given: ReturnType<typeof createLargeAccount>['sources']): Sources {
  return given as Sources
}

function expectAgreement(
  source: RecordSource<{ id: number; updated_at?: number; created_at?: number; is_deleted?: boolean }>,
  index: number,
): void {
  const found = source.recordAt(index)
  expect(found.id).toBe(source.idAt(index))
  expect(found.updated_at).toBe(source.updatedAtAt(index))
  expect(found.created_at).toBe(source.createdAtAt(index))
  expect(found.is_deleted ?? false).toBe(source.isDeletedAt?.(index) ?? false)
}
