import type { Random } from '../createRandom'
import { hashIntegers } from '../createRandom'
import type { DealScript } from './dealScript'
import type { DemoLedger } from './demoLedger'
import { lostStageId, wonStageId } from './demoPipelines'
import { groupOf } from './demoUsers'
import { addDays } from './moscowTime'

interface Note {
  readonly at: number
  readonly by: number
  readonly type: string
  readonly event: string
  readonly entity: 'leads' | 'contacts'
  readonly entityId: number
  readonly params: Record<string, unknown>
}

const remarks = [
  'Просит прислать макет до конца недели',
  'Согласовали тираж, ждём реквизиты',
  'Сравнивает с другим предложением',
  'Оплата после доставки',
  'Нужен образец бумаги',
]
const todos = [
  'Позвонить',
  'Отправить предложение',
  'Уточнить реквизиты',
  'Встреча у клиента',
  'Проверить оплату',
]
const chatOrigins = ['telegram', 'telegram', 'whatsapp', 'vk']

/** What people do around a deal while it lives: calls, notes, visits, messages, a score and a task. */
export function addDealActivity(ledger: DemoLedger, random: Random, script: DealScript): void {
  const from = script.steps[0]?.at ?? 0
  const last = script.steps.at(-1)
  const isOpen = last?.stageId !== wonStageId && last?.stageId !== lostStageId
  const to = Math.max(from + 3600, last === undefined || isOpen ? addDays(from, 10) : last.at)
  const [contactId] = script.contactIds
  if (random.isHit(0.3)) {
    addNote(ledger, {
      at: random.integer(from, to),
      by: script.responsibleId,
      type: 'common',
      event: 'common_note_added',
      entity: 'leads',
      entityId: script.id,
      params: { text: random.pick(remarks) },
    })
  }
  if (contactId !== undefined) {
    for (let left = random.pick([0, 0, 1, 1, 2]); left > 0; left -= 1) {
      addCall(ledger, random, script, contactId, random.integer(from, to))
    }
    if (random.isHit(0.08)) addVisit(ledger, script, contactId, from - random.integer(120, 1800))
    if (random.isHit(0.16)) addTalk(ledger, random, script, contactId, from, to)
  }
  if (random.isHit(isOpen ? 0.8 : 0.15)) addTask(ledger, random, script, random.integer(from, to))
}

function addNote(ledger: DemoLedger, note: Note): void {
  const id = ledger.nextId('note')
  ledger.notes.push({
    id,
    entity_type: note.entity,
    entity_id: note.entityId,
    note_type: note.type,
    params: note.params,
    responsible_user_id: note.by,
    group_id: groupOf(note.by),
    created_by: note.by,
    updated_by: note.by,
    created_at: note.at,
    updated_at: note.at,
  })
  ledger.events.push({
    type: note.event,
    entity_id: note.entityId,
    entity_type: note.entity === 'leads' ? 'lead' : 'contact',
    created_by: note.by,
    created_at: note.at,
    value_after: [{ note: { id } }],
  })
}

function addCall(
  ledger: DemoLedger,
  random: Random,
  script: DealScript,
  contactId: number,
  at: number,
): void {
  const isIncoming = random.isHit(0.45)
  const isAnswered = random.isHit(0.85)
  addNote(ledger, {
    at,
    by: script.responsibleId,
    type: isIncoming ? 'call_in' : 'call_out',
    event: isIncoming ? 'incoming_call' : 'outgoing_call',
    entity: 'contacts',
    entityId: contactId,
    params: {
      uniq: uuidOf(contactId, at),
      duration: isAnswered ? random.integer(20, 900) : 0,
      source: 'demo_pbx',
      link: null,
      phone: `+7999000${String(contactId % 10_000).padStart(4, '0')}`,
      call_responsible: script.responsibleId,
      call_status: isAnswered ? 4 : 6,
    },
  })
}

function addVisit(ledger: DemoLedger, script: DealScript, contactId: number, at: number): void {
  const made = ledger.contacts.find(({ id }) => id === contactId)?.created_at ?? at
  addNote(ledger, {
    at: Math.max(at, made + 1),
    by: 0,
    type: 'site_visit',
    event: 'site_visit_note_added',
    entity: 'contacts',
    entityId: contactId,
    params: { url: `https://pechat.example.com/catalog/${script.id % 15}` },
  })
}

function addTalk(
  ledger: DemoLedger,
  random: Random,
  script: DealScript,
  contactId: number,
  from: number,
  to: number,
): void {
  const talkId = ledger.nextId('talk')
  const origin = random.pick(chatOrigins)
  const about = { entity_id: contactId, entity_type: 'contact' }
  const startedAt = random.integer(from, to)
  let at = startedAt
  for (let number = random.integer(2, 7); number > 0; number -= 1) {
    const isIncoming = number % 2 === 0
    ledger.events.push({
      ...about,
      type: isIncoming ? 'incoming_chat_message' : 'outgoing_chat_message',
      created_by: isIncoming ? 0 : script.responsibleId,
      created_at: at,
      value_after: [{ message: { id: uuidOf(talkId, at), talk_id: talkId, origin } }],
    })
    at += random.integer(40, 5400)
  }
  if (random.isHit(0.3)) {
    const rate = random.pick([6, 8, 9, 9, 10, 10])
    const value_after = [{ nps: { rate } }]
    ledger.events.push({ ...about, type: 'nps_rate_added', created_by: 0, created_at: at, value_after })
  }
  ledger.talks.push({
    talk_id: talkId,
    created_at: startedAt,
    updated_at: startedAt,
    contact_id: contactId,
    chat_id: uuidOf(contactId, talkId),
    entity_id: script.id,
    entity_type: 'lead',
    is_in_work: false,
    is_read: true,
    origin,
  })
}

function addTask(ledger: DemoLedger, random: Random, script: DealScript, at: number): void {
  const due = at + random.integer(3600, 6 * 86_400)
  ledger.tasks.push({
    id: ledger.nextId('task'),
    entity_id: script.id,
    entity_type: 'leads',
    text: random.pick(todos),
    task_type_id: random.pick([1, 1, 2]),
    complete_till: due,
    responsible_user_id: script.responsibleId,
    group_id: groupOf(script.responsibleId),
    created_by: script.responsibleId,
    updated_by: script.responsibleId,
    created_at: at,
    updated_at: at,
    is_completed: random.isHit(0.8),
  })
}

/** A name in the form of a UUID, the same for the same numbers. */
function uuidOf(one: number, other: number): string {
  const hex = [1, 2, 3, 4]
    .map((part) => hashIntegers(one, other, part).toString(16).padStart(8, '0'))
    .join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
