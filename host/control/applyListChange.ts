import { nextIdOf } from '../account/accountLists'
import type { AccountStore } from '../account/accountStore'
import type { Stamp } from '../account/recordTable'
import { addTransaction, deleteTransaction, type NewTransaction } from '../account/transactionChanges'
import { ENTITY_TYPES } from '../account/wire'
import { ChangeError } from './ChangeError'
import type { Change } from './parseChange'

/** Changes of everything but the four entities: purchases, notes, tasks, stages, fields and groups. */
export function applyListChange(store: AccountStore, change: Change, stamp: Stamp): number | string {
  switch (change.entity) {
    case 'transactions':
      return changeTransaction(store, change, stamp)
    case 'notes':
    case 'tasks':
      return changeListed(store, change.entity, change, stamp)
    case 'custom_fields':
      return changeField(store, change)
    case 'custom_fields_groups':
      return changeGroup(store, change)
    default:
      return changeStage(store, change)
  }
}

function changeTransaction(store: AccountStore, change: Change, stamp: Stamp): number {
  const set = change.set ?? {}
  if (change.op === 'create') {
    const index = store.table('customers').indexOf(Number(set['customer_id']))
    if (index < 0) throw new ChangeError(`покупателя ${Number(set['customer_id'])} нет в аккаунте`)
    return addTransaction(store, index, set as unknown as NewTransaction, stamp).id
  }
  const found = store.lists.transactions.get(Number(change.id))
  if (!found) throw new ChangeError(`покупки ${change.id} нет в аккаунте`)
  if (change.op !== 'delete') throw unsupported(change)
  deleteTransaction(store, found, stamp)
  return found.id
}

function changeListed(store: AccountStore, list: 'notes' | 'tasks', change: Change, stamp: Stamp): number {
  const items = store.lists[list] as Map<number, { id: number }>
  const id = Number(change.id ?? nextIdOf(store.lists, list))
  const known = items.get(id)
  if (change.op !== 'create' && !known) throw new ChangeError(`${list} ${id} нет в аккаунте`)
  if (change.op === 'delete') items.delete(id)
  else if (change.op === 'create' || change.op === 'update') {
    const author = { created_by: stamp.by, created_at: stamp.at, responsible_user_id: stamp.by, group_id: 0 }
    const standing = list === 'notes' ? { note_type: 'common', params: {} } : TASK_DEFAULTS
    const item: { id: number } & Record<string, unknown> = {
      ...author,
      ...standing,
      account_id: store.account.id,
      ...known,
      ...change.set,
      updated_by: stamp.by,
      updated_at: stamp.at,
      id,
    }
    items.set(id, item)
  } else throw unsupported(change)
  return id
}

const TASK_DEFAULTS = { duration: 0, is_completed: false, task_type_id: 1, text: '', result: [] }

function changeField(store: AccountStore, change: Change): number {
  const id = Number(change.id)
  const entity = ENTITY_TYPES.find((type) => store.fields[type].field(id))
  const registry = entity && store.fields[entity]
  if (!registry) throw new ChangeError(`поля ${change.id} нет в аккаунте`)
  if (change.op === 'delete') {
    registry.deleteField(id)
    store.table(entity).values.drop(id)
  } else if (change.op === 'update') registry.putField({ ...change.set, id })
  else throw unsupported(change)
  return id
}

function changeGroup(store: AccountStore, change: Change): string {
  const id = String(change.id ?? '')
  const registry = ENTITY_TYPES.map((entity) => store.fields[entity]).find(
    (one) => one.group(id) && !one.group(id)?.is_predefined,
  )
  if (!registry) throw new ChangeError(`группы ${id} нет в аккаунте`)
  if (change.op === 'delete') registry.deleteGroup(id)
  else if (change.op === 'update') registry.putGroup({ ...change.set, id })
  else throw unsupported(change)
  return id
}

/** `pipelines` by id; `statuses` by id, with `set.pipeline_id` where the id is not enough. */
function changeStage(store: AccountStore, change: Change): number {
  const id = Number(change.id)
  const set = change.set ?? {}
  if (change.entity === 'pipelines') {
    const place = store.pipelines.findIndex((pipeline) => pipeline.id === id)
    const pipeline = store.pipelines[place]
    if (!pipeline) throw new ChangeError(`воронки ${change.id} нет в аккаунте`)
    if (change.op === 'delete') store.pipelines.splice(place, 1)
    else if (change.op === 'update') Object.assign(pipeline, set, { id })
    else throw unsupported(change)
    return id
  }
  const pipeline = store.pipelines.find(
    (one) =>
      (set['pipeline_id'] === undefined || one.id === set['pipeline_id']) &&
      (change.op === 'create' || one._embedded.statuses.some((stage) => stage.id === id)),
  )
  if (!pipeline) throw new ChangeError(`этапа ${change.id} нет в аккаунте`)
  const stages = pipeline._embedded.statuses
  const place = stages.findIndex((stage) => stage.id === id)
  if (change.op === 'delete') stages.splice(place, 1)
  else if (change.op === 'update') Object.assign(stages[place] ?? {}, set, { id, pipeline_id: pipeline.id })
  else if (change.op === 'create')
    stages.push({
      name: `Этап ${id}`,
      sort: 100,
      is_editable: true,
      color: '#99ccff',
      type: 0,
      account_id: store.account.id,
      ...set,
      id,
      pipeline_id: pipeline.id,
    })
  else throw unsupported(change)
  stages.sort((one, other) => one.sort - other.sort)
  return id
}

function unsupported(change: Change): ChangeError {
  return new ChangeError(`${change.op} для ${change.entity} не бывает`)
}
