import { nextIdOf } from '../../account/accountLists'
import { SINGULAR } from '../../account/recordSet'
import { ENTITY_TYPES, type EntityType } from '../../account/wire'
import type { WireNote } from '../../account/wireActivity'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { findMissing } from '../checkBatch'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { type ElementIssues, problem, rightsProblem, validationProblem } from '../problem'
import { parseQuery, queryAt, queryNumbers, queryPage, querySpan, queryTexts } from '../query'
import { readBatch, readObject, requestIdOf } from '../requestBody'
import { mayRecord, recordFilter } from '../rights'

/** Event of a note's making, by the note's type. */
const ADDED_EVENTS: Readonly<Record<string, string>> = {
  common: 'common_note_added',
  service_message: 'service_note_added',
  extended_service_message: 'service_note_added',
  attachment: 'attachment_note_added',
  call_in: 'incoming_call',
  call_out: 'outgoing_call',
  sms_in: 'incoming_sms',
  sms_out: 'outgoing_sms',
  geolocation: 'geo_note_added',
  message_cashier: 'message_to_cashier_note_added',
  site_visit: 'site_visit_note_added',
}

/** Notes of the four entities, over all records or over one. There is no deletion in the API. */
export function addNoteRoutes(router: ApiRouter, context: HostContext): void {
  for (const entity of ENTITY_TYPES) {
    for (const base of [`/${entity}/notes`, `/${entity}/:entity{[0-9]+}/notes`]) {
      router.get(
        base,
        apiHandler(context, (call) => listNotes(call, entity)),
      )
      router.post(
        base,
        apiHandler(context, (call) => createNotes(call, entity)),
      )
      router.patch(
        base,
        apiHandler(context, (call) => updateNotes(call, entity)),
      )
      router.get(
        `${base}/:note{[0-9]+}`,
        apiHandler(context, ({ url, param }) => {
          const note = context.store.lists.notes.get(Number(param('note')))
          return note?.entity_type === entity ? hal(noteAnswer(note, url.origin)) : noContent()
        }),
      )
      router.patch(
        `${base}/:note{[0-9]+}`,
        apiHandler(context, (call) => updateOneNote(call, entity)),
      )
    }
    for (const verb of ['pin', 'unpin'] as const)
      router.post(
        `/${entity}/notes/:note{[0-9]+}/${verb}`,
        apiHandler(context, ({ param }) => {
          const note = context.store.lists.notes.get(Number(param('note')))
          if (note?.entity_type !== entity) return problem(404)
          note.is_pinned = verb === 'pin'
          return noContent()
        }),
      )
  }
}

function listNotes({ context, user, url, param }: ApiCall, entity: EntityType): Response {
  const { store } = context
  const query = parseQuery(url.search)
  const one = Number(param('entity'))
  const wanted = new Set(one > 0 ? [one] : queryNumbers(queryAt(query, 'filter', 'entity_id')))
  const ids = new Set(queryNumbers(queryAt(query, 'filter', 'id')))
  const types = new Set(queryTexts(queryAt(query, 'filter', 'note_type'), true))
  const updated = queryAt(query, 'filter', 'updated_at')
  const span = querySpan(updated)
  const since = queryNumbers(updated)[0] ?? Number.NEGATIVE_INFINITY
  const isVisible = recordFilter(store, user, entity, 'view')
  const table = store.table(entity)
  const notes = [...store.lists.notes.values()].filter((note) => {
    if (note.entity_type !== entity) return false
    if (wanted.size > 0 && !wanted.has(note.entity_id)) return false
    if (ids.size > 0 && !ids.has(note.id)) return false
    if (types.size > 0 && !types.has(note.note_type)) return false
    const at = note.updated_at
    if (span ? at < span.from || at > span.to : at <= since) return false
    const index = table.liveIndexOf(note.entity_id)
    return index >= 0 && (isVisible === null || isVisible(index))
  })
  const key = queryAt(query, 'order', 'updated_at') === undefined ? 'id' : 'updated_at'
  const down = queryAt(query, 'order', key) === 'desc' ? -1 : 1
  notes.sort((first, second) => down * (first[key] - second[key] || first.id - second.id))
  return halSlice(url, 'notes', notes, queryPage(query), (note) => noteAnswer(note, url.origin))
}

async function createNotes(call: ApiCall, entity: EntityType): Promise<Response> {
  const { context, user, request, url, param } = call
  const { store } = context
  const read = await readBatch(request)
  if (!read.ok) return read.response
  const one = Number(param('entity'))
  const targets = read.body.map((element) => (one > 0 ? one : Number(element['entity_id'])))
  const refused: ElementIssues[] = []
  for (const [place, element] of read.body.entries()) {
    const errors = findIssues(store.table(entity).liveIndexOf(targets[place] ?? 0), element)
    if (errors.length > 0) refused.push({ request_id: requestIdOf(element, place), errors })
  }
  if (refused.length > 0) return validationProblem(refused)
  const indexes = targets.map((id) => store.table(entity).liveIndexOf(id))
  if (!indexes.every((index) => mayRecord(store, user, entity, index, 'edit'))) return rightsProblem()
  const notes = read.body.map((element, place) => {
    const note = newNote(call, entity, targets[place] ?? 0, element)
    store.lists.notes.set(note.id, note)
    store.events.add({
      type: ADDED_EVENTS[note.note_type] ?? 'common_note_added',
      entityType: SINGULAR[entity],
      entityId: note.entity_id,
      by: note.created_by,
      at: note.created_at,
      after: [{ note: { id: note.id } }],
    })
    const requestId = requestIdOf(element, place)
    return {
      id: note.id,
      entity_id: note.entity_id,
      request_id: requestId,
      _links: noteLinks(note, url.origin),
    }
  })
  return hal({ _links: selfLink(url.origin + url.pathname), _embedded: { notes } })
}

function findIssues(index: number, element: Record<string, unknown>): ElementIssues['errors'] {
  const errors: ElementIssues['errors'] = []
  if (index < 0)
    errors.push({
      code: 'NotSupportedChoice',
      path: 'entity_id',
      detail: 'The value you selected is not a valid choice.',
    })
  errors.push(...findMissing(element, 'note_type', 'params'))
  return errors
}

function newNote(
  call: ApiCall,
  entity: EntityType,
  entityId: number,
  element: Record<string, unknown>,
): WireNote {
  const { context, user } = call
  const by = typeof element['created_by'] === 'number' ? element['created_by'] : user.id
  const responsible = element['responsible_user_id']
  const owner = typeof responsible === 'number' ? responsible : by
  const now = context.clock.now()
  return {
    id: nextIdOf(context.store.lists, 'notes'),
    entity_type: entity,
    entity_id: entityId,
    created_by: by,
    updated_by: by,
    created_at: now,
    updated_at: now,
    responsible_user_id: owner,
    group_id: context.store.user(owner)?.rights.group_id ?? 0,
    note_type: element['note_type'] as string,
    params: element['params'] as Record<string, unknown>,
    account_id: context.store.account.id,
  }
}

async function updateNotes(call: ApiCall, entity: EntityType): Promise<Response> {
  const read = await readBatch(call.request)
  if (!read.ok) return read.response
  const found = read.body.map((element) => call.context.store.lists.notes.get(Number(element['id'])))
  const wrong = found.findIndex((note) => note?.entity_type !== entity)
  if (wrong >= 0) {
    const detail = 'The value you selected is not a valid choice.'
    const errors = [{ code: 'NotSupportedChoice', path: 'id', detail }]
    return validationProblem([{ request_id: requestIdOf(read.body[wrong] ?? {}, wrong), errors }])
  }
  const notes = found.flatMap((note, place) => (note ? [changeNote(call, note, read.body[place] ?? {})] : []))
  return hal({ _links: selfLink(call.url.origin + call.url.pathname), _embedded: { notes } })
}

async function updateOneNote(call: ApiCall, entity: EntityType): Promise<Response> {
  const read = await readObject(call.request)
  if (!read.ok) return read.response
  const note = call.context.store.lists.notes.get(Number(call.param('note')))
  return note?.entity_type === entity ? hal(changeNote(call, note, read.body)) : problem(404)
}

function changeNote(call: ApiCall, note: WireNote, element: Record<string, unknown>): unknown {
  const { note_type: type, params } = element
  if (typeof type === 'string') note.note_type = type
  if (typeof params === 'object' && params !== null) note.params = params as Record<string, unknown>
  note.updated_at = call.context.clock.now()
  note.updated_by = call.user.id
  const { id, entity_id, updated_at } = note
  return { id, entity_id, updated_at, _links: noteLinks(note, call.url.origin) }
}

function noteAnswer({ entity_type: type, ...note }: WireNote, origin: string): unknown {
  return { ...note, _links: noteLinks({ ...note, entity_type: type }, origin) }
}

function noteLinks(note: WireNote, origin: string): { self: { href: string } } {
  return selfLink(`${origin}/api/v4/${note.entity_type}/${note.entity_id}/notes/${note.id}`)
}
