import { nextIdOf } from '../../account/accountLists'
import type { AccountStore } from '../../account/accountStore'
import { SINGULAR } from '../../account/recordSet'
import type { WireNote } from '../../account/wireActivity'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { checkBatch, findMissing } from '../checkBatch'
import { hal, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { notSupported } from '../records/valueIssues'
import { requestIdOf } from '../requestBody'
import { recordHref } from '../serializeRecord'

type Element = Record<string, unknown>
type CardType = 'contacts' | 'companies'

const PARAMS = [
  'uniq',
  'duration',
  'source',
  'link',
  'phone',
  'call_result',
  'call_status',
  'call_responsible',
] as const
/** Code of «no entity has this phone» (calls-api). */
const NOT_FOUND = 263

/**
 * `POST /calls`: each call becomes a note of the contact, else the company, that has the phone. Calls of unknown phones
 * are told one by one under `errors`; the rest is kept.
 */
export function addCallRoutes(router: ApiRouter, context: HostContext): void {
  router.post('/calls', apiHandler(context, createCalls))
}

async function createCalls(call: ApiCall): Promise<Response> {
  const { context, url } = call
  const read = await checkBatch(call.request, (element) => {
    const issues = findMissing(element, 'phone', 'direction', 'duration', 'source')
    const { direction } = element
    if (direction !== undefined && direction !== 'inbound' && direction !== 'outbound')
      issues.push(notSupported('direction'))
    return issues
  })
  if (!read.ok) return read.response
  const errors: unknown[] = []
  const calls: unknown[] = []
  for (const [place, element] of read.body.entries()) {
    const requestId = requestIdOf(element, place)
    const card = findByPhone(context.store, digitsOf(element['phone']))
    if (!card) {
      const detail = 'Entity not found'
      errors.push({ request_id: requestId, title: 'Bad Request', status: NOT_FOUND, detail })
      continue
    }
    const note = addNote(call, card.entity, card.id, element)
    calls.push({
      id: note.id,
      entity_id: card.id,
      entity_type: SINGULAR[card.entity],
      account_id: note.account_id,
      request_id: requestId,
      _embedded: {
        entity: { id: card.id, _links: selfLink(recordHref(url.origin, card.entity, card.id)) },
      },
    })
  }
  return hal({ _total_items: calls.length, errors, _embedded: { calls } })
}

function findByPhone(store: AccountStore, phone: string): { entity: CardType; id: number } | null {
  if (phone === '') return null
  for (const entity of ['contacts', 'companies'] as const) {
    const field = store.fields[entity].fieldByCode('PHONE')
    const table = store.table(entity)
    if (!field) continue
    for (let index = 0; index < table.size; index++)
      if (
        table.isLive(index) &&
        (table.valuesOf(index, field.id) ?? []).some(({ value }) => isSamePhone(digitsOf(value), phone))
      )
        return { entity, id: table.idAt(index) }
  }
  return null
}

/** The country's prefix, +7 or 8, is not looked at. */
function isSamePhone(one: string, other: string): boolean {
  return one === other || (one.length >= 10 && one.slice(-10) === other.slice(-10))
}

function digitsOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).replaceAll(/\D/g, '') : ''
}

function addNote({ context, user }: ApiCall, entity: CardType, id: number, element: Element): WireNote {
  const { store, clock } = context
  const number = (key: string): number | null => (typeof element[key] === 'number' ? element[key] : null)
  const by = number('created_by') ?? user.id
  const owner = number('responsible_user_id') ?? by
  const isIncoming = element['direction'] === 'inbound'
  const note: WireNote = {
    id: nextIdOf(store.lists, 'notes'),
    entity_type: entity,
    entity_id: id,
    created_by: by,
    updated_by: by,
    created_at: number('created_at') ?? clock.now(),
    updated_at: number('created_at') ?? clock.now(),
    responsible_user_id: owner,
    group_id: store.user(owner)?.rights.group_id ?? 0,
    note_type: isIncoming ? 'call_in' : 'call_out',
    params: Object.fromEntries(PARAMS.map((key) => [key, element[key] ?? null])),
    account_id: store.account.id,
  }
  store.lists.notes.set(note.id, note)
  store.events.add({
    type: isIncoming ? 'incoming_call' : 'outgoing_call',
    entityType: SINGULAR[entity],
    entityId: id,
    by,
    at: note.created_at,
    after: [{ note: { id: note.id } }],
  })
  return note
}
