import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountFile } from '../../host/account/accountFile'
import type { CrmClient } from '../../widget/api/crmClient'
import type { OnRecords } from '../../widget/api/listCalls'
import type { UnixSeconds } from '../../widget/records/brands'
import { anAccount, fieldIds } from './support/anAccount'
import { ascending } from './support/ascending'
import { createWorld, run, type World } from './support/createWorld'

const second = 1_750_000_000
const since = (second - 5) as UnixSeconds

type Row = { readonly id: number }
type Kind = 'leads' | 'contacts' | 'companies' | 'customers'
type Records = Record<Kind, { id: number; updated_at?: number }[]>

const kinds: readonly Kind[] = ['leads', 'contacts', 'companies', 'customers']
const positions = ['shuffled', 'byPage'] as const

/** The account with the `updated_at` of every row given. */
const timed = (count: number, timeOf: (row: number) => number): AccountFile => {
  const account = anAccount({ leads: count, contacts: count, companies: count, customers: count })
  const lists = account as unknown as Records
  return {
    ...account,
    ...Object.fromEntries(
      kinds.map((kind) => [kind, lists[kind].map((one, row) => ({ ...one, updated_at: timeOf(row) }))]),
    ),
  }
}

/** So many rows changed in one second, the others long before. */
const massEdit = (count: number, changed: number): AccountFile =>
  timed(count, (row) => (row % 3 === 0 && row < changed * 3 ? second : 1_700_000_000 + row))

const aWorld = (account: AccountFile, unverified: object): World => {
  const world = createWorld({ account })
  world.setFaults({ unverified: { customersOrder: true, ...unverified } })
  return world
}

const list = (client: CrmClient, kind: Kind, onRecords: OnRecords<Row>, from = since) => {
  const options = { ...run, since: from }
  if (kind === 'leads') return client.listUpdatedLeads(options, onRecords)
  if (kind === 'customers') return client.listUpdatedCustomers(options, onRecords)
  return client.listUpdatedParents(kind, fieldIds, options, onRecords)
}

/** Ids that a reading of changes gives. */
const changedIn = async (world: World, kind: Kind, from = since): Promise<readonly number[]> => {
  const ids = new Set<number>()
  await world.run(list(world.client, kind, (rows) => rows.forEach(({ id }) => ids.add(id)), from))
  return ascending([...ids])
}

const expectedOf = (world: World, kind: Kind, from = since): readonly number[] => {
  const table = world.host.store.table(kind)
  return ascending(
    [...table.order('id')].filter((row) => table.updatedAtAt(row) >= from).map((row) => table.idAt(row)),
  )
}

describe('records that changed in one second', () => {
  for (const kind of kinds)
    for (const tiesOrder of positions)
      for (const filters of [true, false])
        it(`are all found though their order is another at each page: 1,100 ${kind}, ${tiesOrder}, filters ${filters}`, async () => {
          const world = aWorld(massEdit(3500, 1100), { tiesOrder, filters })
          const found = await changedIn(world, kind)
          expect(found).toHaveLength(1100)
          expect(found).toEqual(expectedOf(world, kind))
        })

  it('cost one call more than without ties where they fit into one page, and no list is read as a whole', async () => {
    const account = timed(5000, (row) => (row >= 4700 && row < 4800 ? second : 1_749_000_000 + row))
    const from = (1_749_000_000 + 4600) as UnixSeconds
    const stable = aWorld(account, { filters: false })
    await changedIn(stable, 'leads', from)
    for (const tiesOrder of positions) {
      const world = aWorld(account, { tiesOrder, filters: false })
      expect(await changedIn(world, 'leads', from)).toEqual(expectedOf(world, 'leads', from))
      expect(world.arrivals.length - stable.arrivals.length).toBeLessThanOrEqual(1)
    }
  })

  it('are read by a filter of their second, and the list of 20,000 is not read as a whole', async () => {
    const world = aWorld(massEdit(20_000, 1100), { tiesOrder: 'shuffled', filters: true })
    expect(await changedIn(world, 'contacts')).toHaveLength(1100)
    expect(world.arrivals.length).toBeLessThan(20)
  })

  it('cost nothing more where the CRM keeps its order', async () => {
    const world = aWorld(massEdit(3500, 1100), { filters: true })
    expect(await changedIn(world, 'leads')).toHaveLength(1100)
    // Five pages, the proof of the order, and a look whether one of these was deleted between.
    expect(world.arrivals).toHaveLength(7)
  })

  it('are not taken from an answer to a filter that leaves some of them out', async () => {
    const world = aWorld(massEdit(3500, 1100), { tiesOrder: 'shuffled', filters: true })
    world.setFaults({
      unverified: { customersOrder: true, tiesOrder: 'shuffled', filters: true },
      rules: [{ path: '/filter.*updated_at/', status: 204, body: '' }],
    })
    expect(await changedIn(world, 'leads')).toEqual(expectedOf(world, 'leads'))
  })

  it('are all found in groups of any size, whatever is deleted or changed between two pages', async () => {
    const group = fc.record({ size: fc.integer({ min: 1, max: 400 }), gap: fc.integer({ min: 1, max: 50 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(group, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...positions),
        fc.boolean(),
        fc.constantFrom(...kinds),
        fc.array(
          fc.record({
            op: fc.constantFrom('delete', 'update'),
            draw: fc.nat(3000),
            n: fc.integer({ min: 1, max: 6 }),
          }),
          {
            maxLength: 6,
          },
        ),
        async (groups, tiesOrder, filters, kind, meanwhile) => {
          const times = groups.flatMap(({ size }, place) => {
            const at = second + groups.slice(0, place).reduce((sum, { gap }) => sum + gap, 0)
            return Array.from({ length: size }, () => at)
          })
          const count = times.length + 600
          // Neighbours by id are not neighbours by time.
          const account = timed(count, (row) => times[(row * 7919) % count] ?? 1_700_000_000 + row)
          const world = aWorld(account, { tiesOrder, filters })
          const table = world.host.store.table(kind)
          const changes = meanwhile.map(({ op, draw, n }) => ({
            op,
            entity: kind,
            id: table.idAt(draw % count),
            ...(op === 'update' ? { set: { name: 'Другое' } } : {}),
            afterRequest: { method: 'GET', path: `/${kind}\\?`, n },
          }))
          await world.host.app.fetch(
            new Request('http://demo.amocrm.test/__host/changes', {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify(changes),
            }),
          )
          const found = new Set(await changedIn(world, kind))
          // What changes during the reading may be missing.
          const started = 1_760_000_000
          const index = (id: number) => table.liveIndexOf(id)
          const missed = expectedOf(world, kind).filter(
            (id) => !found.has(id) && table.updatedAtAt(index(id)) < started,
          )
          expect(missed).toEqual([])
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('the end of a list of changes', () => {
  const allChanged = (count: number) => timed(count, (row) => second + row)

  it('is not taken from a full page without a next one', async () => {
    const world = aWorld(allChanged(700), {})
    world.setFaults({
      rules: [{ path: '/leads.*page=2/', times: 1, body: withoutNext(await pageOf(world, 2)) }],
    })
    expect(await changedIn(world, 'leads')).toHaveLength(700)
  })

  it.each([
    ['an empty answer', { status: 204, body: '' }],
    ['an answer of a few rows', 'short'],
  ])('is not taken from %s where another page was promised', async (_, answer) => {
    const world = aWorld(allChanged(1100), {})
    const body = answer === 'short' ? { body: await pageOf(world, 2, 100) } : (answer as object)
    world.setFaults({ rules: [{ path: '/leads.*updated_at.*page=2/', ...body }] })
    expect(await changedIn(world, 'leads')).toHaveLength(1100)
  })

  /** A page of deals as the local CRM gives it, with no more than so many rows. */
  const pageOf = async (world: World, page: number, rows = 250): Promise<string> => {
    const query = `with=contacts&order[updated_at]=desc&limit=250&page=${page}`
    const headers = { Authorization: 'Bearer local-token' }
    const request = new Request(`http://demo.amocrm.test/api/v4/leads?${query}`, { headers })
    const body = (await (await world.host.app.fetch(request)).json()) as { _embedded: { leads: unknown[] } }
    body._embedded.leads = body._embedded.leads.slice(0, rows)
    return JSON.stringify(body)
  }

  const withoutNext = (body: string): string => {
    const page = JSON.parse(body) as { _links: { next?: unknown } }
    delete page._links.next
    return JSON.stringify(page)
  }
})
