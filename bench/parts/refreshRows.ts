import { createLargeAccount } from '../../host/seeds/createLargeAccount'
import { createWorld, type World } from '../../tests/jobs/support/createWorld'
import { createMirrorRecords } from '../../widget/jobs/mirror/createMirrorRecords'
import type { Mirror } from '../../widget/jobs/mirror/mirror'
import { refreshMirror } from '../../widget/jobs/mirror/refreshMirror'
import { formatNumber } from '../formatNumber'
import { type BenchRow, rowOf } from '../row'

const sizes = { leads: 1_000_000, contacts: 300_000, companies: 100_000, customers: 20_000 }
const pageSize = 250
/** Calls that do not depend on what changed: one a list, events, and the pages that end them. */
const extra = 20
const changesAtOnce = 5000

/** Requests that bring a mirror of the large account up to date after so many deals have changed. */
export const refreshRows = async (): Promise<readonly BenchRow[]> => {
  const { file, sources } = createLargeAccount({ seed: 1, ...sizes })
  const world = createWorld({ account: file, sources, rate: 1_000_000, unverified: { customersOrder: true } })
  let mirror = await readMirror(world)
  const idAt = (index: number): number => sources.leads?.idAt(index) ?? 0
  const rows: BenchRow[] = []
  const refreshAfter = async (changed: number): Promise<{ requests: number; cards: number } | 'stale'> => {
    world.passTime(3600)
    for (let first = 0; first < changed; first += changesAtOnce)
      await world.change(
        ...Array.from({ length: Math.min(changesAtOnce, changed - first) }, (_, place) => ({
          op: 'update',
          entity: 'leads',
          // Evenly over the account: changes do not lie side by side.
          id: idAt(Math.floor(((first + place + 0.5) * sizes.leads) / changed)),
          set: { price: 1000 + first + place },
        })),
      )
    // What changed in the very second of a refresh is read twice: not the subject here.
    world.passTime(60)
    const from = world.requests.length
    const outcome = await refreshMirror(mirror, world.client, {
      priority: 'run',
      now: world.clock.time(),
      rest: () => Promise.resolve(),
    })
    if (outcome.kind !== 'refreshed') return 'stale'
    mirror = { records: mirror.records, meta: outcome.meta }
    const { contacts, companies } = outcome.changed
    return { requests: world.requests.length - from, cards: contacts.size + companies.size }
  }
  for (const changed of [0, 10, 1000, 100_000]) {
    const limit = Math.ceil(changed / pageSize) + extra
    const outcome = await refreshAfter(changed)
    const requests = outcome === 'stale' ? Number.POSITIVE_INFINITY : outcome.requests
    rows.push(
      rowOf(
        `requests of a refresh after ${formatNumber(changed)} changed deals of ${formatNumber(sizes.leads)}`,
        `grow with what changed: ≤ ⌈k/250⌉ + ${extra} = ${limit}`,
        outcome === 'stale' ? 'a full reading is needed' : `${outcome.requests}`,
        requests <= limit,
        outcome === 'stale'
          ? ''
          : `${formatNumber(outcome.cards)} cards touched; buyers can be ordered by change`,
      ),
    )
  }
  await world.setUnverified({ customersOrder: false })
  const limit = Math.ceil(sizes.customers / pageSize) + extra + 1
  const outcome = await refreshAfter(10)
  const requests = outcome === 'stale' ? Number.POSITIVE_INFINITY : outcome.requests
  return [
    ...rows,
    rowOf(
      'the same after 10 changed deals where the CRM cannot order buyers',
      `buyers ⌈${formatNumber(sizes.customers)}/250⌉, the rest as above: ≤ ${limit}`,
      `${requests}`,
      requests <= limit,
    ),
  ]
}

const readMirror = async (world: World): Promise<Mirror> => {
  const records = createMirrorRecords('bench')
  const { client } = world
  const now = world.clock.time()
  const options = { priority: 'run', startPage: 0 } as const
  const fieldIds = { contacts: {}, companies: {} }
  await client.listLeads(options, (leads) => records.appendLeads(leads))
  await client.listCustomers(options, (customers) => records.appendCustomers(customers))
  for (const type of ['contacts', 'companies'] as const)
    await client.listParents(type, {}, options, (cards) => records.appendParents(type, cards))
  const watermarks = { leads: now, customers: now, contacts: now, companies: now, events: now }
  const tables = ['leads', 'customers', 'contacts', 'companies'] as const
  return { records, meta: { fullReadAt: now, watermarks, sources: tables, fieldIds } }
}
