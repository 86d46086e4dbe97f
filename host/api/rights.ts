import type { AccountStore } from '../account/accountStore'
import type { EntityType } from '../account/wire'
import type { RightLetter, WireEntityRights, WireUser } from '../account/wireAccount'

/** What a user may do with a record. */
export type RecordAction = 'view' | 'edit' | 'delete' | 'export'

/** Rights matrix that an entity follows: buyers follow the leads'. */
export function entityRights(user: WireUser, entity: EntityType): WireEntityRights {
  return user.rights[entity === 'customers' ? 'leads' : entity]
}

/**
 * A test for the records a user may view or edit, or null when he may do so with all of them. It reads typed columns,
 * so it is cheap for lists.
 */
export function recordFilter(
  store: AccountStore,
  user: WireUser,
  entity: EntityType,
  action: RecordAction,
): ((index: number) => boolean) | null {
  if (user.rights.is_admin) return null
  const letter = entityRights(user, entity)[action]
  const denied = entity === 'leads' ? deniedStages(user, action) : new Set<string>()
  if (letter === 'A' && denied.size === 0) return null
  const table = store.tables[entity] as (typeof store.tables)['leads']
  const owners = table.column('responsible_user_id')
  const byLetter = ownerTest(store, user, letter)
  if (denied.size === 0) return (index) => byLetter(owners[index] ?? 0)
  const pipelines = table.column('pipeline_id')
  const stages = table.column('status_id')
  return (index) => byLetter(owners[index] ?? 0) && !denied.has(`${pipelines[index]}/${stages[index]}`)
}

/** Whether a user may do something with one record. */
export function mayRecord(
  store: AccountStore,
  user: WireUser,
  entity: EntityType,
  index: number,
  action: RecordAction,
): boolean {
  const filter = recordFilter(store, user, entity, action)
  return filter === null || filter(index)
}

/** Whether a user may create records of an entity. */
export function mayAdd(user: WireUser, entity: EntityType): boolean {
  return user.rights.is_admin || entityRights(user, entity).add !== 'D'
}

function ownerTest(store: AccountStore, user: WireUser, letter: RightLetter): (owner: number) => boolean {
  if (letter === 'A') return () => true
  if (letter === 'D') return () => false
  if (letter !== 'G') return (owner) => owner === user.id
  const group = user.rights.group_id ?? 0
  const inGroup = new Set(
    store.users.filter((other) => (other.rights.group_id ?? 0) === group).map((other) => other.id),
  )
  return (owner) => inGroup.has(owner)
}

function deniedStages(user: WireUser, action: RecordAction): Set<string> {
  return new Set(
    user.rights.status_rights
      .filter((right) => right.entity_type === 'leads' && right.rights[action] === 'D')
      .map((right) => `${right.pipeline_id}/${right.status_id}`),
  )
}
