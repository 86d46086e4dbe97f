import { USER_IDS } from '../../host/account/defaultUsers'
import { ENTITY_TYPES, type EntityType } from '../../host/account/wire'
import type { Change } from '../../host/control/parseChange'
import type { HostApp } from '../../host/createApp'
import type { Random } from '../../host/seeds/createRandom'
import { largeStageIds, ordinaryPipelineIds } from '../../host/seeds/large/largePipelines'
import { origin } from '../jobs/support/createAppAdapter'

/** The CRM's other users, who change its records while a run is on. */
export interface Changer {
  /** How many changes of each kind were made: `delete leads`. */
  readonly counts: Readonly<Record<string, number>>
  /** All changes in their order; `at`: ms since 1970, after it was made. */
  readonly log: readonly { readonly at: number; readonly id: number; readonly change: Change }[]
  /** Makes one change. */
  change(): Promise<void>
  /** From now on nothing is changed. */
  stop(): void
}

/** Is told each change before it is made and after, with the id of the record. */
export interface ChangeWatcher {
  before(change: Change): void
  after(change: Change, id: number): void
}

type Kind = (random: Random) => Change | null

/** Records that are changed again and again. */
const favourites = 400

/** Changes drawn from `random`, sent as `POST /__host/changes`. */
export const createChanger = (host: HostApp, random: Random, watcher: ChangeWatcher): Changer => {
  const { store } = host
  const counts: Record<string, number> = {}
  const trash: Record<EntityType, number[]> = { leads: [], contacts: [], companies: [], customers: [] }
  const purchases: number[] = []
  const log: { at: number; id: number; change: Change }[] = []
  let isStopped = false

  const idOf = (entity: EntityType): number => {
    const table = store.table(entity)
    for (;;) {
      const most = random.isHit(0.3) ? Math.min(favourites, table.size) : table.size
      const index = random.integer(0, most - 1)
      if (table.isLive(index)) return table.idAt(index)
    }
  }
  const update =
    (entity: EntityType, setOf: (random: Random) => Record<string, unknown>): Kind =>
    (chance) => ({ op: 'update', entity, id: idOf(entity), set: setOf(chance) })
  const discard =
    (entity: EntityType): Kind =>
    () => {
      const id = idOf(entity)
      trash[entity].push(id)
      return { op: 'delete', entity, id }
    }
  const restore =
    (entity: EntityType): Kind =>
    (chance) => {
      const [id] = trash[entity].splice(chance.integer(0, trash[entity].length - 1), 1)
      return id === undefined ? null : { op: 'restore', entity, id }
    }
  const merge =
    (entity: EntityType): Kind =>
    () => ({ op: 'merge', entity, id: idOf(entity), into: idOf(entity) })
  const link =
    (entity: EntityType, to: 'contacts' | 'companies'): Kind =>
    (chance) => ({
      op: 'link',
      entity,
      id: idOf(entity),
      to: { entity: to, id: idOf(to), ...(to === 'contacts' ? { is_main: chance.isHit(0.3) } : {}) },
    })
  const unlink =
    (entity: 'leads' | 'customers' | 'contacts', to: 'contacts' | 'companies'): Kind =>
    () => {
      const id = idOf(entity)
      const links = store.links[entity].linksOf(store.table(entity).indexOf(id))
      const linked = to === 'contacts' ? links.contacts[0]?.id : links.companyId
      return typeof linked === 'number' ? { op: 'unlink', entity, id, to: { entity: to, id: linked } } : null
    }
  const linksOf = () => ({ contacts: [{ id: idOf('contacts') }], companies: [{ id: idOf('companies') }] })

  const kinds: readonly (readonly [weight: number, kind: Kind])[] = [
    [16, update('leads', (chance) => ({ price: chance.integer(0, 900_000) / 100 }))],
    [10, update('leads', stageOf)],
    [3, update('contacts', (chance) => ({ name: `Переименован ${chance.integer(1, 999)}` }))],
    [3, update('companies', (chance) => ({ name: `Переименована ${chance.integer(1, 999)}` }))],
    [4, update('customers', (chance) => ({ next_price: chance.integer(0, 90_000) }))],
    [5, discard('leads')],
    [4, discard('contacts')],
    [2, discard('companies')],
    [1, discard('customers')],
    [4, restore('leads')],
    [3, restore('contacts')],
    [2, restore('companies')],
    [1, restore('customers')],
    [3, merge('leads')],
    [3, merge('contacts')],
    [2, merge('companies')],
    [6, link('leads', 'contacts')],
    [4, link('leads', 'companies')],
    [2, link('contacts', 'companies')],
    [2, link('customers', 'contacts')],
    [5, unlink('leads', 'contacts')],
    [3, unlink('leads', 'companies')],
    [2, unlink('contacts', 'companies')],
    [1, unlink('customers', 'contacts')],
    [
      5,
      (chance) => ({
        op: 'create',
        entity: 'leads',
        set: { ...stageOf(chance), price: chance.integer(0, 90_000), _embedded: linksOf() },
      }),
    ],
    [2, () => ({ op: 'create', entity: 'contacts', set: { name: 'Новый контакт' } })],
    [1, () => ({ op: 'create', entity: 'companies', set: { name: 'Новая компания' } })],
    [
      3,
      (chance) => ({
        op: 'create',
        entity: 'transactions',
        set: { customer_id: idOf('customers'), price: chance.integer(1, 9000) },
      }),
    ],
    [
      1,
      () =>
        purchases.length === 0 ? null : { op: 'delete', entity: 'transactions', id: purchases.pop() ?? 0 },
    ],
  ]
  const deck = kinds.flatMap(([weight, kind]) => Array.from({ length: weight }, () => kind))

  return {
    counts,
    log,
    async change() {
      const drawn = random.pick(deck)(random)
      if (isStopped || drawn === null) return
      const change: Change = { ...drawn, by: USER_IDS.manager }
      watcher.before(change)
      const body = JSON.stringify([change])
      const answer = await host.app.fetch(new Request(`${origin}/__host/changes`, { method: 'POST', body }))
      // A deal that is merged into itself, for example: there is nothing to change then.
      if (!answer.ok) return
      const { changes } = (await answer.json()) as { changes: readonly { id: number }[] }
      const id = changes[0]?.id ?? 0
      if (change.op === 'create' && change.entity === 'transactions') purchases.push(id)
      const name = `${change.op} ${change.entity}`
      counts[name] = (counts[name] ?? 0) + 1
      log.push({ at: Date.now(), id, change })
      watcher.after(change, id)
    },
    stop() {
      isStopped = true
    },
  }
}

/** True for the entities that have cards and lists of their own. */
export const isRecord = (entity: string): entity is EntityType =>
  ENTITY_TYPES.some((known) => known === entity)

const stageOf = (random: Random): Record<string, unknown> => {
  const pipelineId = random.pick(ordinaryPipelineIds)
  return {
    pipeline_id: pipelineId,
    status_id: random.pick([142, 143, random.pick(largeStageIds(pipelineId))]),
  }
}
