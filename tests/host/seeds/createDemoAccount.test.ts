import { describe, expect, it } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { parseAccountFile } from '../../../host/account/parseAccountFile'
import { createDemoAccount } from '../../../host/seeds/createDemoAccount'
import { printedCompanies } from '../../builders/printedCompanies'
import { bruteForceFigures, type PlainCard } from '../../oracle/bruteForceFigures'
import { bruteForceSales } from '../../oracle/bruteForceSales'
import type { WireAccountFile } from '../../oracle/accountWire'

/** 21.11.2026 21:15 in Moscow. */
const now = 1_795_284_900
const account = createDemoAccount(now)
const moments = [
  '2020-10-15T10:34',
  '2024-01-01T00:00',
  '2025-12-15T13:00',
  '2026-01-20T00:02',
  '2027-06-30T23:59',
]
const december = { from: secondsOf('2025-12-01T10:00'), to: secondsOf('2026-01-01T10:00') }

describe('createDemoAccount', () => {
  it('shows the 19 companies as printed, with their totals, from 15.10.2020 on', () => {
    for (const at of [secondsOf('2020-10-15T10:34'), now]) {
      const rows = printedCards(createDemoAccount(at))
      expect(rows.map(({ name, wire }) => [name, ...Object.values(wire)].join(';'))).toEqual(
        printedCompanies.map((row) => row.join(';')),
      )
      expect(totalOf(rows, 'boughtCount', 'boughtSum')).toEqual([26n, 377_750_000n])
      expect(totalOf(rows, 'inWorkCount', 'inWorkSum')).toEqual([12n, 85_500_000n])
      expect(totalOf(rows, 'refusedCount', 'refusedSum')).toEqual([2n, 30_000_000n])
    }
  })

  it('closes every deal of these companies before 15.10.2020 10:34', () => {
    const ids = new Set(printedCards(account).map(({ id }) => id))
    const leads = (account.leads ?? []).filter((lead) => ids.has(lead._embedded?.companies?.[0]?.id ?? 0))
    expect(leads).toHaveLength(40)
    for (const lead of leads) expect(lead.updated_at).toBeLessThan(secondsOf('2020-10-15T10:34'))
  })

  it('shows the eight repeated clients of December 2025 as printed, and nobody else', () => {
    const rows = bruteForceSales(wire(account), { ...december, rows: 'contacts', atLeast: 2 })
    expect(
      rows.map(({ name, deals, purchases, sum }) => [name, deals, purchases, Number(sum) / 100]),
    ).toEqual([
      ['Татьяна', 3, 0, 27_025],
      ['Иван', 3, 0, 11_500],
      ['Ангелина', 3, 0, 11_235],
      ['Тимофей', 2, 0, 31_625],
      ['Анастасия', 2, 0, 15_600],
      ['Алишер', 2, 0, 13_570],
      ['Екатерина', 2, 0, 13_010],
      ['Дарья', 2, 0, 10_340],
    ])
  })

  it('lets no company, no buyer and nobody around the edges of December 2025 buy twice', () => {
    const month = { from: secondsOf('2025-12-01T00:00'), to: secondsOf('2026-01-01T23:59') }
    const count = (rows: 'contacts' | 'companies' | 'customers', atLeast = 2) =>
      bruteForceSales(wire(account), { ...month, rows, atLeast }, { companies: 'withContacts' }).length
    expect([count('contacts'), count('companies'), count('customers')]).toEqual([8, 0, 0])
    expect(count('contacts', 1)).toBeGreaterThan(100)
  })

  it('holds nothing that is later than its moment', () => {
    for (const at of [...moments.map(secondsOf), now]) {
      expect(latestTime(createDemoAccount(at))).toBeLessThanOrEqual(at)
    }
  })

  it('keeps the past when time goes on', () => {
    const later = createDemoAccount(now + 40 * 86_400 + 7777)
    const before = <T>(list: readonly T[] | undefined, timeOf: (record: T) => number | undefined) =>
      (list ?? []).filter((record) => (timeOf(record) ?? 0) <= now)
    expect(before(later.events, (event) => event.created_at)).toEqual(account.events)
    expect(before(later.notes, (note) => note.created_at)).toEqual(account.notes)
    const byId = <T extends { id: number }>(list: readonly T[] | undefined) =>
      [...(list ?? [])].sort((left, right) => left.id - right.id)
    const purchases = before(later.transactions, (purchase) => purchase.created_at)
    expect(byId(purchases)).toEqual(byId(account.transactions))
    expect(later.companies).toEqual(account.companies)
    const made = before(later.leads, (lead) => lead.created_at).map(({ id, name, price }) => [
      id,
      name,
      price,
    ])
    expect(made).toEqual(account.leads?.map(({ id, name, price }) => [id, name, price]))
    const untouched = before(later.leads, (lead) => lead.updated_at)
    const ids = new Set(untouched.map(({ id }) => id))
    expect(untouched.length).toBeGreaterThan(2500)
    expect(untouched).toEqual(account.leads?.filter(({ id }) => ids.has(id)))
  })

  it('gives the same account for the same moment', () => {
    expect(createDemoAccount(now)).toEqual(account)
  })

  it('has sales today and a repeated client this month, from the first minutes of the day on', () => {
    for (const time of ['2026-02-01T00:02', '2026-03-10T09:00', '2026-11-21T21:15', '2027-01-01T00:01']) {
      const at = secondsOf(time)
      const today = secondsOf(`${time.slice(0, 10)}T00:00`)
      const period = { from: today, to: at + 1, rows: 'contacts' } as const
      expect(bruteForceSales(wire(createDemoAccount(at)), { ...period, atLeast: 2 })).not.toEqual([])
    }
  })

  it('has the promised size', () => {
    const { companies, contacts, leads, customers, pipelines } = account
    expect([companies?.length, customers?.length, pipelines?.length]).toEqual([194, 300, 3])
    expect(contacts?.length).toBeGreaterThan(1100)
    expect(contacts?.length).toBeLessThan(1350)
    expect(leads?.length).toBeGreaterThan(2800)
    expect(leads?.length).toBeLessThan(3200)
  })

  it('has deals of every kind that the figures and the reports must stand', () => {
    const leads = account.leads ?? []
    const some = (test: (lead: (typeof leads)[number]) => boolean) => leads.filter(test).length
    const contactsOf = (lead: (typeof leads)[number]) => lead._embedded?.contacts ?? []
    const companiesOf = (lead: (typeof leads)[number]) => lead._embedded?.companies ?? []
    const unsorted = new Set([60000010, 60000020])
    expect(some((lead) => contactsOf(lead).length > 1)).toBeGreaterThan(200)
    expect(some((lead) => contactsOf(lead).length + companiesOf(lead).length === 0)).toBeGreaterThan(10)
    expect(some((lead) => contactsOf(lead).length === 0 && companiesOf(lead).length > 0)).toBeGreaterThan(10)
    expect(
      some((lead) => contactsOf(lead)[0]?.id !== [...contactsOf(lead)].sort(byId)[0]?.id),
    ).toBeGreaterThan(10)
    expect(some((lead) => lead.price === 0)).toBeGreaterThan(20)
    expect(some((lead) => lead.price_with_minor_units !== undefined)).toBeGreaterThan(100)
    expect(some((lead) => lead.loss_reason_id != null)).toBeGreaterThan(300)
    expect(some((lead) => unsorted.has(lead.status_id))).toBeGreaterThan(10)
    expect(some((lead) => lead.is_deleted === true)).toBeGreaterThan(5)
    for (const lead of leads) {
      expect(contactsOf(lead).filter(({ is_main }) => is_main === true).length).toBe(
        contactsOf(lead).length > 0 ? 1 : 0,
      )
    }
  })

  it('links only to what exists', () => {
    const idsOf = (list: readonly { id: number }[] | undefined) => new Set((list ?? []).map(({ id }) => id))
    const contacts = idsOf(account.contacts)
    const companies = idsOf(account.companies)
    for (const record of [...(account.leads ?? []), ...(account.customers ?? [])]) {
      for (const { id } of record._embedded?.contacts ?? []) expect(contacts.has(id)).toBe(true)
      for (const { id } of record._embedded?.companies ?? []) expect(companies.has(id)).toBe(true)
    }
    for (const entity of ['contacts', 'companies', 'leads'] as const) {
      const fields = idsOf(account.custom_fields?.[entity])
      expect(idsOf(account[entity]).size).toBe(account[entity]?.length)
      for (const record of account[entity] ?? []) {
        for (const { field_id } of record.custom_fields_values ?? [])
          expect(fields.has(field_id ?? 0)).toBe(true)
      }
    }
    const stages = new Set(
      account.pipelines?.flatMap(({ id, _embedded }) =>
        _embedded?.statuses?.map((stage) => `${id} ${stage.id}`),
      ),
    )
    for (const lead of account.leads ?? []) {
      expect(stages.has(`${lead.pipeline_id} ${lead.status_id}`)).toBe(true)
    }
  })

  it('is an account file', () => {
    expect(parseAccountFile(JSON.parse(JSON.stringify(account)))).toMatchObject({ ok: true })
  })

  it('comes without the fields of the widget', () => {
    const { contacts = [], companies = [] } = account.custom_fields ?? {}
    expect([...contacts, ...companies].filter(({ name }) => name?.startsWith('*'))).toEqual([])
    expect(account.widgets).toBeUndefined()
  })
})

function printedCards(file: AccountFile): PlainCard[] {
  const names = new Set(printedCompanies.map(([name]) => name))
  return [...bruteForceFigures(wire(file)).companies.values()].filter(({ name }) => names.has(name))
}

function totalOf(cards: readonly PlainCard[], ...keys: (keyof PlainCard['figures'])[]): bigint[] {
  return keys.map((key) => cards.reduce((sum, { figures }) => sum + figures[key], 0n))
}

/** The latest time anywhere in the account at which something has happened; plans (deadlines, next dates) are none. */
function latestTime(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((latest, [key, inner]) => {
    const isTime = /^(created|updated|closed|completed)_at$/.test(key) && typeof inner === 'number'
    return Math.max(latest, isTime ? inner : latestTime(inner))
  }, 0)
}

function wire(file: AccountFile): WireAccountFile {
  return file as WireAccountFile
}

function byId(left: { id: number }, right: { id: number }): number {
  return left.id - right.id
}

/** Moscow clock to unix seconds. */
function secondsOf(text: string): number {
  return Date.parse(`${text}:00+03:00`) / 1000
}
