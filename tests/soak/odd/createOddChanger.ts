import type { Random } from '../../../host/seeds/createRandom'
import type { OddChange, OddWorld } from './createOddWorld'

/** Draws changes as the CRM's other users make them. */
export interface OddChanger {
  /** Makes one change, unless the one drawn makes no sense for the records that are left. */
  change(): Promise<void>
  /** How many were made. */
  count(): number
}

type Entity = 'leads' | 'contacts' | 'companies' | 'customers'

const stages = [
  { pipeline_id: 10, status_id: 100 },
  { pipeline_id: 20, status_id: 201 },
  { pipeline_id: 10, status_id: 142 },
  { pipeline_id: 20, status_id: 142 },
  { pipeline_id: 10, status_id: 143 },
]

/** `onChange`: told each change once it is made. */
export const createOddChanger = (
  world: OddWorld,
  random: Random,
  onChange: (change: OddChange) => void,
): OddChanger => {
  const trash: OddChange[] = []
  let made = 0
  const idOf = (entity: Entity): number => {
    const table = world.host.store.table(entity)
    const live = Array.from({ length: table.size }, (_, index) => index).filter((index) =>
      table.isLive(index),
    )
    return live.length === 0 ? 0 : table.idAt(random.pick(live))
  }
  const update = (entity: Entity, set: object): OddChange => ({ op: 'update', entity, id: idOf(entity), set })
  const kinds: readonly (readonly [weight: number, draw: () => OddChange | undefined])[] = [
    [8, () => update('leads', { price: random.integer(0, 9_000_000) / 100 })],
    [6, () => update('leads', random.pick(stages))],
    [2, () => update('contacts', { name: `Переименован ${random.integer(1, 999)}` })],
    [2, () => update('customers', { next_price: random.integer(0, 90_000) })],
    [4, () => discard('leads')],
    [2, () => discard('contacts')],
    [1, () => discard('companies')],
    [1, () => discard('customers')],
    [3, () => trash.pop()],
    [1, () => ({ op: 'merge', entity: 'contacts', id: idOf('contacts'), into: idOf('contacts') })],
    [1, () => ({ op: 'merge', entity: 'leads', id: idOf('leads'), into: idOf('leads') })],
    [5, () => link('leads', 'contacts', 'link')],
    [3, () => link('leads', 'companies', 'link')],
    [2, () => link('contacts', 'companies', 'link')],
    [1, () => link('customers', 'contacts', 'link')],
    [4, () => link('leads', 'contacts', 'unlink')],
    [
      4,
      () => ({
        op: 'create',
        entity: 'leads',
        set: {
          name: 'Новая сделка',
          ...random.pick(stages),
          price: random.integer(0, 90_000),
          _embedded: { contacts: [{ id: idOf('contacts') }], companies: [] },
        },
      }),
    ],
    [1, () => ({ op: 'create', entity: 'contacts', set: { name: 'Новый контакт' } })],
    [1, () => ({ op: 'create', entity: 'companies', set: { name: 'Новая компания' } })],
    [
      2,
      () => ({
        op: 'create',
        entity: 'transactions',
        set: { customer_id: idOf('customers'), price: random.integer(1, 9000) },
      }),
    ],
  ]
  const discard = (entity: Entity): OddChange => {
    const id = idOf(entity)
    trash.push({ op: 'restore', entity, id })
    return { op: 'delete', entity, id }
  }
  const link = (entity: Entity, to: 'contacts' | 'companies', op: 'link' | 'unlink'): OddChange => {
    const id = idOf(entity)
    const { store } = world.host
    const index = store.table(entity).indexOf(id)
    const linked =
      entity === 'companies' || index < 0 ? undefined : store.links[entity].linksOf(index).contacts[0]
    const target = op === 'unlink' ? (linked?.id ?? 0) : idOf(to)
    return {
      op,
      entity,
      id,
      to: { entity: to, id: target, ...(to === 'contacts' && { is_main: random.isHit(0.3) }) },
    }
  }
  const deck = kinds.flatMap(([weight, draw]) => Array.from({ length: weight }, () => draw))

  return {
    async change() {
      const drawn = random.pick(deck)()
      if (drawn === undefined || !(await world.change(drawn))) return
      made += 1
      onChange(drawn)
    },
    count: () => made,
  }
}
