import type { AccountStore } from '../../account/accountStore'
import { createRecord } from '../../account/createRecord'
import type { RecordSet } from '../../account/recordSet'
import { updateRecord } from '../../account/updateRecord'
import type { EntityType, WireFieldValue } from '../../account/wire'
import type { WireField, WireUser } from '../../account/wireAccount'
import { readFieldValues } from '../records/readFieldValues'
import { mayAdd, mayRecord } from '../rights'
import { type LocalTimeStyle, parseLocalTime } from './parseLocalTime'

/** What a card's save gave: the record's id, or why it was refused. */
export type SaveResult = { ok: true; id: number } | { ok: false; status: 400 | 403 | 404; detail: string }

const prefixes: Record<EntityType, string> = {
  contacts: 'contact',
  companies: 'company',
  leads: 'lead',
  customers: 'customer',
}

/**
 * Saves what a card's form posted: `ID`, own values (`lead[PRICE]`…), `CFV[ID]` of changed fields, `LINK[entity]` of a new
 * card. Fields that only the API may fill are passed over. The change is an ordinary user's change: stamps and events.
 */
export function saveCard(
  store: AccountStore,
  user: WireUser,
  entity: EntityType,
  form: URLSearchParams,
): SaveResult {
  const id = Number(form.get('ID') ?? 0)
  const read = readForm(store, entity, form)
  if (typeof read === 'string') return { ok: false, status: 400, detail: read }
  const stamp = { by: user.id, at: store.clock.now() }
  if (id === 0) {
    if (!mayAdd(user, entity)) return { ok: false, status: 403, detail: 'Недостаточно прав' }
    const index = createRecord(store, entity, { ...read, ...readLinks(form) }, stamp)
    return { ok: true, id: store.table(entity).idAt(index) }
  }
  const index = store.table(entity).liveIndexOf(id)
  if (index < 0) return { ok: false, status: 404, detail: 'Карточки больше нет' }
  if (!mayRecord(store, user, entity, index, 'edit')) {
    return { ok: false, status: 403, detail: 'Недостаточно прав' }
  }
  updateRecord(store, entity, index, read, stamp)
  return { ok: true, id }
}

/** The new values, or a sentence that says what does not fit. */
function readForm(store: AccountStore, entity: EntityType, form: URLSearchParams): RecordSet | string {
  const set: RecordSet = { plain: {}, values: new Map() }
  const style = store.account.datetime_settings
  const prefix = prefixes[entity]
  for (const [name, text] of form) {
    const key = name.startsWith(`${prefix}[`) ? name.slice(prefix.length + 1, -1) : ''
    const complaint = key === '' ? null : readOwn(key, text.trim(), style, set.plain)
    if (complaint) return complaint
  }
  const entries: unknown[] = []
  for (const field of store.fields[entity].fields) {
    if (field.is_api_only || field.is_computed) continue
    const values = fieldValues(field, form, style)
    if (values) entries.push({ field_id: field.id, values: values.length > 0 ? values : null })
  }
  const read = readFieldValues(store.fields[entity], entries, true)
  const issue = read.issues[0]
  if (issue) return fieldComplaint(store, entity, entries, issue.path)
  return { ...set, values: read.values }
}

function fieldComplaint(
  store: AccountStore,
  entity: EntityType,
  entries: readonly unknown[],
  path: string,
): string {
  const entry = entries[Number(path.split('.')[1] ?? 0)] as { field_id: number } | undefined
  const name = entry ? (store.fields[entity].field(entry.field_id)?.name ?? '') : ''
  return `Поле «${name}» заполнено неверно`
}

function readOwn(
  key: string,
  text: string,
  style: LocalTimeStyle,
  plain: Record<string, unknown>,
): string | null {
  if (key === 'NAME') plain['name'] = text
  if (key === 'MAIN_USER') plain['responsible_user_id'] = Number(text)
  if (key === 'PRICE' || key === 'NEXT_PRICE') {
    const amount = Number(text.replaceAll(/[\s\u00A0\u202F]/g, '').replace(',', '.') || 0)
    if (!Number.isFinite(amount) || amount < 0) return 'Сумма должна быть числом'
    plain[key === 'PRICE' ? 'price' : 'next_price'] = amount
  }
  if (key === 'PIPELINE_ID') plain['pipeline_id'] = Number(text)
  if (key === 'STATUS') plain['status_id'] = Number(text)
  if (key === 'NEXT_DATE') {
    const time = parseLocalTime(text, style)
    if (time === null && text !== '') return 'Дата следующей покупки заполнена неверно'
    plain['next_date'] = time
  }
  return null
}

/** The posted values of one field in the API's form; null when the form does not name it, empty when it is cleared. */
function fieldValues(
  field: WireField,
  form: URLSearchParams,
  style: LocalTimeStyle,
): WireFieldValue[] | null {
  const name = `CFV[${field.id}]`
  if (field.type === 'multitext') return multitextValues(name, form)
  if (field.type === 'multiselect') {
    const chosen = form.get(`${name}[]`)
    return chosen === null
      ? null
      : chosen
          .split(',')
          .filter(Boolean)
          .map((id) => ({ enum_id: Number(id) }))
  }
  const text = form.get(name)?.trim()
  if (text === undefined) return null
  if (field.type === 'checkbox') return [{ value: text !== '' }]
  if (text === '') return []
  switch (field.type) {
    case 'select':
    case 'radiobutton':
      return [{ enum_id: Number(text) }]
    case 'numeric':
      return [{ value: text.replaceAll(/[\s\u00A0\u202F]/g, '').replace(',', '.') }]
    case 'date':
    case 'date_time':
    case 'birthday':
      return [{ value: parseLocalTime(text, style) ?? text }]
    default:
      return [{ value: text }]
  }
}

function multitextValues(name: string, form: URLSearchParams): WireFieldValue[] | null {
  const values: WireFieldValue[] = []
  let isNamed = false
  for (const [key, text] of form) {
    const place = key.startsWith(`${name}[`) ? /\[(\d+)\]\[VALUE\]$/.exec(key)?.[1] : undefined
    if (place === undefined) continue
    isNamed = true
    const kind = Number(form.get(`${name}[${place}][DESCRIPTION]`) ?? 0)
    if (text.trim() !== '') values.push({ value: text.trim(), ...(kind > 0 ? { enum_id: kind } : {}) })
  }
  return isNamed ? values : null
}

function readLinks(form: URLSearchParams): Pick<RecordSet, 'contacts' | 'companyId'> {
  const contactId = Number(form.get('LINK[contacts]') ?? 0)
  const companyId = Number(form.get('LINK[companies]') ?? 0)
  return {
    ...(contactId > 0 ? { contacts: [{ id: contactId, is_main: true }] } : {}),
    ...(companyId > 0 ? { companyId } : {}),
  }
}
