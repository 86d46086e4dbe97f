import * as fc from 'fast-check'

import type { World } from '../support/createWorld'

/** A change as words; numbers are drawn and fitted to what the account holds when it is made. */
export interface DrawnChange {
  readonly kind:
    | 'add'
    | 'edit'
    | 'delete'
    | 'restore'
    | 'merge'
    | 'link'
    | 'unlink'
    | 'move'
    | 'purchase'
    | 'takeBack'
    | 'rename'
  readonly entity: 'leads' | 'customers' | 'contacts' | 'companies'
  readonly draws: readonly [number, number, number]
  readonly amount: number
  readonly secondsLater: number
}

/** Changes of every kind, some in one second, some days apart. */
export const anyChanges: fc.Arbitrary<readonly DrawnChange[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      ...(['add', 'edit', 'edit', 'delete', 'restore', 'merge', 'link', 'unlink', 'move'] as const),
      ...(['purchase', 'takeBack', 'rename'] as const),
    ),
    entity: fc.constantFrom(...(['leads', 'leads', 'customers', 'contacts', 'companies'] as const)),
    draws: fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)),
    amount: fc.integer({ min: 0, max: 100_000 }),
    secondsLater: fc.constantFrom(0, 0, 1, 7, 90_000),
  }),
  { minLength: 1, maxLength: 12 },
)

interface Row {
  readonly id: number
  readonly is_deleted?: boolean
}

/** Makes the changes one by one in the world's account; those that fit nothing are left out. */
export const makeChanges = async (world: World, changes: readonly DrawnChange[]): Promise<void> => {
  for (const change of changes) {
    world.passTime(change.secondsLater)
    const body = bodyOf(world, change)
    if (body !== null) await world.change(body)
  }
}

const bodyOf = (world: World, { kind, entity, draws, amount }: DrawnChange): object | null => {
  const account = world.account()
  const rows = (account[entity] ?? []) as readonly Row[]
  const [first, second, third] = draws
  const pick = (list: readonly Row[], draw: number): number | null => list[draw % list.length]?.id ?? null
  const living = (name: typeof entity) =>
    ((account[name] ?? []) as readonly Row[]).filter((row) => row.is_deleted !== true)
  const alive = living(entity)
  const id = pick(alive, first)
  const parentType = second % 3 === 0 ? 'companies' : 'contacts'
  const parentId = pick(living(parentType), third)
  if (kind === 'add') return { op: 'create', entity, set: newRecord(entity, draws, amount, living) }
  if (kind === 'restore') {
    const deleted = pick(
      rows.filter((row) => row.is_deleted === true),
      first,
    )
    return deleted === null ? null : { op: 'restore', entity, id: deleted }
  }
  if (kind === 'takeBack') {
    const purchase = pick(account.transactions ?? [], first)
    return purchase === null ? null : { op: 'delete', entity: 'transactions', id: purchase }
  }
  if (kind === 'purchase') {
    const customerId = pick(living('customers'), first)
    return customerId === null
      ? null
      : { op: 'create', entity: 'transactions', set: { customer_id: customerId, price: amount } }
  }
  if (id === null) return null
  if (kind === 'delete') return { op: 'delete', entity, id }
  if (kind === 'rename') return { op: 'update', entity, id, set: { name: `Имя ${amount}` } }
  if (kind === 'edit') return { op: 'update', entity, id, set: editOf(entity, draws, amount) }
  if (kind === 'merge') {
    const into = pick(
      alive.filter((row) => row.id !== id),
      second,
    )
    return into === null || entity === 'customers' ? null : { op: 'merge', entity, id, into }
  }
  if (kind === 'move') {
    const contactId = pick(living('contacts'), first)
    const companyId = pick(living('companies'), second)
    return contactId === null || companyId === null
      ? null
      : {
          op: third % 3 === 0 ? 'unlink' : 'link',
          entity: 'contacts',
          id: contactId,
          to: { entity: 'companies', id: companyId },
        }
  }
  if (parentId === null || entity === 'contacts' || entity === 'companies') return null
  return { op: kind, entity, id, to: { entity: parentType, id: parentId, is_main: second % 2 === 0 } }
}

const editOf = (
  entity: DrawnChange['entity'],
  [first, second]: DrawnChange['draws'],
  amount: number,
): object => {
  if (entity === 'leads')
    return second % 2 === 0 ? { price: amount } : { status_id: [100, 142, 143][first % 3], pipeline_id: 10 }
  if (entity === 'customers')
    return second % 2 === 0 ? { next_price: amount } : { status_id: 70 + (first % 5) }
  return { name: `Имя ${amount}` }
}

const newRecord = (
  entity: DrawnChange['entity'],
  [first, second, third]: DrawnChange['draws'],
  amount: number,
  living: (name: 'contacts' | 'companies') => readonly Row[],
): object => {
  const idOf = (rows: readonly Row[], draw: number) =>
    rows.length === 0 ? [] : [{ id: rows[draw % rows.length]?.id ?? 0 }]
  const companies = third % 2 === 0 ? [] : idOf(living('companies'), second)
  const contacts = first % 4 === 0 ? [] : idOf(living('contacts'), first)
  if (entity === 'companies') return { name: `Компания ${amount}` }
  if (entity === 'contacts') return { name: `Контакт ${amount}`, _embedded: { companies } }
  const links = { name: `Новая ${amount}`, _embedded: { contacts, companies } }
  if (entity === 'leads')
    return { ...links, price: amount, pipeline_id: 10, status_id: [100, 142, 143][second % 3] }
  return { ...links, next_price: amount, status_id: 70 + (second % 5), next_date: 1_790_000_000 }
}
