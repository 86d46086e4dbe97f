import { nextIdOf } from '../../account/accountLists'
import type { AccountStore } from '../../account/accountStore'
import { SINGULAR } from '../../account/recordSet'
import { ENTITY_TYPES } from '../../account/wire'
import type { WireTask } from '../../account/wireActivity'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { findMissing } from '../checkBatch'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { type ElementIssues, problem, validationProblem } from '../problem'
import {
  parseQuery,
  type QueryValue,
  queryAt,
  queryNumbers,
  queryPage,
  querySpan,
  queryTexts,
} from '../query'
import { readBatch, readObject, requestIdOf } from '../requestBody'
import { recordFilter } from '../rights'

type Element = Record<string, unknown>

const NUMBERS = ['responsible_user_id', 'task_type_id', 'duration', 'complete_till', 'created_by'] as const

/** Tasks: reading, making, completing. There is no deletion in the API. */
export function addTaskRoutes(router: ApiRouter, context: HostContext): void {
  router.get('/tasks', apiHandler(context, listTasks))
  router.post('/tasks', apiHandler(context, createTasks))
  router.patch('/tasks', apiHandler(context, updateTasks))
  router.get(
    '/tasks/:id{[0-9]+}',
    apiHandler(context, ({ url, param }) => {
      const task = context.store.lists.tasks.get(Number(param('id')))
      return task ? hal(taskAnswer(task, url.origin)) : noContent()
    }),
  )
  router.patch(
    '/tasks/:id{[0-9]+}',
    apiHandler(context, async (call) => {
      const read = await readObject(call.request)
      if (!read.ok) return read.response
      const task = context.store.lists.tasks.get(Number(call.param('id')))
      return task ? hal(changeTask(call, task, read.body, 0)) : problem(404)
    }),
  )
}

function listTasks({ context, user, url }: ApiCall): Response {
  const { store } = context
  const query = parseQuery(url.search)
  const filter = (key: string): QueryValue | undefined => queryAt(query, 'filter', key)
  const sets = {
    id: new Set(queryNumbers(filter('id'))),
    responsible_user_id: new Set(queryNumbers(filter('responsible_user_id'))),
    created_by: new Set(queryNumbers(filter('created_by'))),
    task_type_id: new Set(queryNumbers(filter('task_type') ?? filter('task_type_id'))),
    entity_id: new Set(queryTexts(filter('entity_type')).length > 0 ? queryNumbers(filter('entity_id')) : []),
  }
  const entityTypes = new Set(queryTexts(filter('entity_type')))
  const completed = queryNumbers(filter('is_completed'))[0]
  const span = querySpan(filter('updated_at'))
  const since = queryNumbers(filter('updated_at'))[0] ?? Number.NEGATIVE_INFINITY
  const visible = new Map(
    ENTITY_TYPES.map((entity) => [entity as string, recordFilter(store, user, entity, 'view')]),
  )
  const tasks = [...store.lists.tasks.values()].filter((task) => {
    for (const key of Object.keys(sets) as (keyof typeof sets)[])
      if (sets[key].size > 0 && !sets[key].has(task[key])) return false
    if (entityTypes.size > 0 && !entityTypes.has(task.entity_type)) return false
    if (completed !== undefined && task.is_completed !== (completed === 1)) return false
    if (span ? task.updated_at < span.from || task.updated_at > span.to : task.updated_at <= since)
      return false
    const test = visible.get(task.entity_type)
    return !test || test(store.table(task.entity_type as 'leads').indexOf(task.entity_id))
  })
  const key = (['created_at', 'complete_till'] as const).find((one) => queryAt(query, 'order', one)) ?? 'id'
  const down = queryAt(query, 'order', key) === 'desc' ? -1 : 1
  tasks.sort((one, other) => down * (one[key] - other[key] || one.id - other.id))
  return halSlice(url, 'tasks', tasks, queryPage(query), (task) => taskAnswer(task, url.origin))
}

async function createTasks(call: ApiCall): Promise<Response> {
  const { context, url } = call
  const read = await readBatch(call.request)
  if (!read.ok) return read.response
  const refused: ElementIssues[] = read.body
    .map((element, place) => ({
      request_id: requestIdOf(element, place),
      errors: findIssues(context.store, element),
    }))
    .filter(({ errors }) => errors.length > 0)
  if (refused.length > 0) return validationProblem(refused)
  const tasks = read.body.map((element, place) => {
    const task = newTask(call, element)
    context.store.lists.tasks.set(task.id, task)
    addEvent(context.store, task, 'task_added', call.user.id, task.created_at)
    refreshClosest(context.store, task)
    return { id: task.id, request_id: requestIdOf(element, place), _links: taskLinks(task, url.origin) }
  })
  return hal({ _links: selfLink(`${url.origin}/api/v4/tasks`), _embedded: { tasks } })
}

function findIssues(store: AccountStore, element: Element): ElementIssues['errors'] {
  const issues = findMissing(element, 'text', 'complete_till')
  const entity = ENTITY_TYPES.find((type) => type === element['entity_type'])
  const isKnown = entity && store.table(entity).liveIndexOf(Number(element['entity_id'])) >= 0
  // Some clients write 0 for a task of nobody.
  if (element['entity_id'] && !isKnown)
    issues.push({
      code: 'NotSupportedChoice',
      path: entity ? 'entity_id' : 'entity_type',
      detail: 'The value you selected is not a valid choice.',
    })
  return issues
}

function newTask({ context, user }: ApiCall, element: Element): WireTask {
  const now = context.clock.now()
  const owner = typeof element['responsible_user_id'] === 'number' ? element['responsible_user_id'] : user.id
  const task: WireTask = {
    id: nextIdOf(context.store.lists, 'tasks'),
    created_by: user.id,
    updated_by: user.id,
    created_at: now,
    updated_at: now,
    responsible_user_id: owner,
    group_id: context.store.user(owner)?.rights.group_id ?? 0,
    entity_id: Number(element['entity_id'] ?? 0),
    entity_type: typeof element['entity_type'] === 'string' ? element['entity_type'] : '',
    duration: 0,
    is_completed: false,
    task_type_id: 1,
    text: '',
    result: [],
    complete_till: now,
    account_id: context.store.account.id,
  }
  putKeys(task, element)
  return task
}

function putKeys(task: WireTask, element: Element): void {
  for (const key of NUMBERS) if (typeof element[key] === 'number') task[key] = element[key]
  if (typeof element['text'] === 'string') task.text = element['text']
  if (typeof element['is_completed'] === 'boolean') task.is_completed = element['is_completed']
  const result = element['result'] as { text?: unknown } | undefined
  if (typeof result?.text === 'string') task.result = { text: result.text }
}

async function updateTasks(call: ApiCall): Promise<Response> {
  const read = await readBatch(call.request)
  if (!read.ok) return read.response
  const found = read.body.map((element) => call.context.store.lists.tasks.get(Number(element['id'])))
  const wrong = found.findIndex((task) => !task)
  if (wrong >= 0) {
    const detail = 'The value you selected is not a valid choice.'
    const errors = [{ code: 'NotSupportedChoice', path: 'id', detail }]
    return validationProblem([{ request_id: requestIdOf(read.body[wrong] ?? {}, wrong), errors }])
  }
  const tasks = found.flatMap((task, place) =>
    task ? [changeTask(call, task, read.body[place] ?? {}, place)] : [],
  )
  return hal({ _links: selfLink(`${call.url.origin}/api/v4/tasks`), _embedded: { tasks } })
}

function changeTask(
  { context, user, url }: ApiCall,
  task: WireTask,
  element: Element,
  place: number,
): unknown {
  const wasCompleted = task.is_completed
  putKeys(task, element)
  task.updated_at = context.clock.now()
  task.updated_by = user.id
  if (task.is_completed && !wasCompleted)
    addEvent(context.store, task, 'task_completed', user.id, task.updated_at)
  refreshClosest(context.store, task)
  const { id, updated_at } = task
  return { id, updated_at, request_id: requestIdOf(element, place), _links: taskLinks(task, url.origin) }
}

/** `closest_task_at` of a record mirrors its nearest open task; its stamp does not move. */
function refreshClosest(store: AccountStore, task: WireTask): void {
  const entity = ENTITY_TYPES.find((type) => type === task.entity_type)
  const index = entity ? store.table(entity).indexOf(task.entity_id) : -1
  if (!entity || index < 0) return
  const open = [...store.lists.tasks.values()].filter(
    (one) => !one.is_completed && one.entity_id === task.entity_id && one.entity_type === entity,
  )
  const closest = open.length > 0 ? Math.min(...open.map((one) => one.complete_till)) : null
  const { updated_at: at, updated_by: by } = store.table(entity).read(index)
  store.table(entity).edit(index, { closest_task_at: closest }, { at, by })
}

function addEvent(store: AccountStore, task: WireTask, type: string, by: number, at: number): void {
  const entity = ENTITY_TYPES.find((one) => one === task.entity_type)
  if (entity)
    store.events.add({ type, entityType: SINGULAR[entity], entityId: task.entity_id, by, at, after: [] })
}

function taskAnswer(task: WireTask, origin: string): unknown {
  return { ...task, _links: taskLinks(task, origin) }
}

function taskLinks(task: WireTask, origin: string): { self: { href: string } } {
  return selfLink(`${origin}/api/v4/tasks/${task.id}`)
}
