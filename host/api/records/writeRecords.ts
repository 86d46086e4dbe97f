import { createRecord } from '../../account/createRecord'
import type { RecordSet } from '../../account/recordSet'
import { updateRecord } from '../../account/updateRecord'
import type { EntityType, WireRecord } from '../../account/wire'
import type { WireUser } from '../../account/wireAccount'
import { LOST_STAGE } from '../../account/defaultPipelines'
import { hal, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import {
  type ElementIssues,
  problem,
  rightsProblem,
  validationProblem,
  type ValidationIssue,
} from '../problem'
import { readBatch, readObject, requestIdOf } from '../requestBody'
import { mayAdd, recordFilter } from '../rights'
import { recordHref } from '../serializeRecord'
import { readRecordSet } from './readRecordSet'
import { stampOf } from './stampOf'

type Element = Record<string, unknown>

interface Planned {
  index: number
  set: RecordSet
  element: Element
  place: number
}

/** POST of an entity's list: one invalid element refuses the batch. */
export async function createRecords(
  context: HostContext,
  user: WireUser,
  entity: EntityType,
  request: Request,
): Promise<Response> {
  const read = await readBatch(request)
  if (!read.ok) return read.response
  if (!mayAdd(user, entity)) return rightsProblem()
  const { store } = context
  const sets: RecordSet[] = []
  const refused: ElementIssues[] = []
  for (const [place, element] of read.body.entries()) {
    const parsed = readRecordSet(store, entity, element, null, context.faults.unverified)
    if (parsed.ok) sets.push(parsed.set)
    else refused.push({ request_id: requestIdOf(element, place), errors: parsed.issues })
  }
  if (refused.length > 0) return validationProblem(refused)
  const origin = new URL(request.url).origin
  const items = sets.map((set, place) => {
    const element = read.body[place] ?? {}
    const index = createRecord(store, entity, set, stampOf(context, user, element))
    const id = store.table(entity).idAt(index)
    return { id, request_id: requestIdOf(element, place), _links: selfLink(recordHref(origin, entity, id)) }
  })
  return hal(listAnswer(origin, entity, items))
}

/** PATCH of an entity's list: an array of objects with `id`; one invalid element refuses the batch. */
export async function updateRecords(
  context: HostContext,
  user: WireUser,
  entity: EntityType,
  request: Request,
): Promise<Response> {
  const read = await readBatch(request)
  if (!read.ok) return read.response
  const planned: Planned[] = []
  const refused: ElementIssues[] = []
  for (const [place, element] of read.body.entries()) {
    const index = indexOf(context, entity, element['id'])
    if (index < 0 && context.faults.unverified.batchMissingId === 'skip' && element['id'] !== undefined)
      continue
    const plan = index < 0 ? missingId(element) : planOne(context, entity, index, element)
    if (Array.isArray(plan)) refused.push({ request_id: requestIdOf(element, place), errors: plan })
    else planned.push({ ...plan, place })
  }
  if (refused.length > 0) return validationProblem(refused)
  const stopped = findRefusal(context, user, entity, planned)
  if (stopped) return stopped
  const origin = new URL(request.url).origin
  const items = planned.map(({ index, set, element, place }) => {
    updateRecord(context.store, entity, index, set, stampOf(context, user, element))
    return patchAnswer(context, entity, index, origin, element, place)
  })
  return hal(listAnswer(origin, entity, items))
}

/** PATCH of one record: an object. An unknown id is 404. */
export async function updateOneRecord(
  context: HostContext,
  user: WireUser,
  entity: EntityType,
  id: number,
  request: Request,
): Promise<Response> {
  const read = await readObject(request)
  if (!read.ok) return read.response
  const index = context.store.table(entity).liveIndexOf(id)
  if (index < 0) return problem(404)
  const plan = planOne(context, entity, index, read.body)
  if (Array.isArray(plan)) return validationProblem([{ request_id: requestIdOf(read.body, 0), errors: plan }])
  const stopped = findRefusal(context, user, entity, [plan])
  if (stopped) return stopped
  updateRecord(context.store, entity, index, plan.set, stampOf(context, user, read.body))
  const { name, updated_at } = context.store.table(entity).read(index)
  const href = recordHref(new URL(request.url).origin, entity, id)
  return hal({ id, name, updated_at, _links: selfLink(href) })
}

function indexOf(context: HostContext, entity: EntityType, id: unknown): number {
  return typeof id === 'number' ? context.store.table(entity).liveIndexOf(id) : -1
}

function missingId(element: Element): ValidationIssue[] {
  if (element['id'] === undefined)
    return [{ code: 'FieldMissing', path: 'id', detail: 'This field is missing.' }]
  return [{ code: 'NotSupportedChoice', path: 'id', detail: 'The value you selected is not a valid choice.' }]
}

function planOne(
  context: HostContext,
  entity: EntityType,
  index: number,
  element: Element,
): Omit<Planned, 'place'> | ValidationIssue[] {
  const before: WireRecord = context.store.table(entity).read(index)
  const parsed = readRecordSet(context.store, entity, element, before, context.faults.unverified)
  return parsed.ok ? { index, set: parsed.set, element } : parsed.issues
}

/** 403 when one of the records is not the user's to edit; 400 of the business kind for a loss reason out of place. */
function findRefusal(
  context: HostContext,
  user: WireUser,
  entity: EntityType,
  planned: Pick<Planned, 'index' | 'set'>[],
): Response | null {
  for (const action of ['view', 'edit'] as const) {
    const filter = recordFilter(context.store, user, entity, action)
    if (filter && !planned.every(({ index }) => filter(index))) return rightsProblem()
  }
  if (entity !== 'leads') return null
  const misplaced = planned.filter(({ index, set }) => {
    const reason = set.plain['loss_reason_id']
    const stage = set.plain['status_id'] ?? context.store.tables.leads.read(index).status_id
    return typeof reason === 'number' && stage !== LOST_STAGE
  })
  if (misplaced.length === 0) return null
  const errors = Object.fromEntries(
    misplaced.map(({ index }) => [
      context.store.tables.leads.idAt(index),
      'Loss reason is available only for lost leads',
    ]),
  )
  return problem(400, 'Invalid request body', { errors })
}

function listAnswer(origin: string, entity: EntityType, items: unknown[]): unknown {
  return { _links: selfLink(`${origin}/api/v4/${entity}`), _embedded: { [entity]: items } }
}

/** Contacts and companies echo a `request_id` only where one was sent, deals and buyers always. */
function patchAnswer(
  context: HostContext,
  entity: EntityType,
  index: number,
  origin: string,
  element: Element,
  place: number,
): unknown {
  const { id, name, updated_at } = context.store.table(entity).read(index)
  const own = element['request_id'] !== undefined
  const isCard = entity === 'contacts' || entity === 'companies'
  return {
    id,
    ...(isCard ? { name } : {}),
    updated_at,
    ...(isCard && own ? { is_deleted: false } : {}),
    ...(own || !isCard ? { request_id: requestIdOf(element, place) } : {}),
    _links: selfLink(recordHref(origin, entity, id)),
  }
}
