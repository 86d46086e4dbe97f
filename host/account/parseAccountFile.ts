import type { AccountFile } from './accountFile'
import { createDefaultFields } from './defaultFields'
import { RECORD_SHAPES, type Shape, type ValueKind } from './accountFileShapes'
import { ENTITY_TYPES } from './wire'

/** What does not fit in an account file, and where: `leads[3].price`. */
export interface AccountFileIssue {
  path: string
  message: string
}

/** Result of reading an account file. */
export type ParsedAccountFile = { ok: true; file: AccountFile } | { ok: false; issue: AccountFileIssue }

/** An account that was refused; the message begins with the path. */
export class AccountFileError extends Error {
  readonly issue: AccountFileIssue

  constructor(issue: AccountFileIssue) {
    super(`${issue.path}: ${issue.message}`)
    this.name = 'AccountFileError'
    this.issue = issue
  }
}

const MODES = ['unavailable', 'disabled', 'segments', 'dynamic', 'periodicity']

/**
 * Checks that a value parsed from JSON is an account file: known lists, required keys, types of the keys that the
 * local CRM reads, ids that are unique. Unknown keys of records are kept. Gives the file itself, not a copy, or the
 * first thing that does not fit.
 */
export function parseAccountFile(value: unknown): ParsedAccountFile {
  const issue = findIssue(value)
  return issue ? { ok: false, issue } : { ok: true, file: value as AccountFile }
}

function findIssue(value: unknown): AccountFileIssue | null {
  if (!isObject(value)) return { path: '(файл)', message: 'нужен один объект JSON' }
  for (const [key, part] of Object.entries(value)) {
    if (part === undefined) continue
    const issue = findPartIssue(key, part)
    if (issue) return issue
  }
  return findFieldIssue(value)
}

function findPartIssue(key: string, part: unknown): AccountFileIssue | null {
  if (key === 'account') return findAccountIssue(part)
  if (key === 'custom_fields' || key === 'custom_fields_groups') {
    if (!isObject(part)) return { path: key, message: 'нужен объект со списками по сущностям' }
    for (const [entity, list] of Object.entries(part)) {
      if (!ENTITY_TYPES.some((type) => type === entity))
        return { path: `${key}.${entity}`, message: 'такой сущности нет' }
      const issue = findListIssue(`${key}.${entity}`, list, RECORD_SHAPES[key])
      if (issue) return issue
    }
    return null
  }
  const shape = Object.hasOwn(RECORD_SHAPES, key) ? RECORD_SHAPES[key] : undefined
  if (!shape) return { path: key, message: 'такого списка в файле аккаунта нет' }
  return findListIssue(key, part, shape)
}

function findAccountIssue(part: unknown): AccountFileIssue | null {
  if (!isObject(part)) return { path: 'account', message: 'нужен объект' }
  const mode = part['customers_mode']
  if (mode !== undefined && !MODES.some((known) => known === mode))
    return { path: 'account.customers_mode', message: `нужно одно из: ${MODES.join(', ')}` }
  return findShapeIssue('account', part, RECORD_SHAPES['account'] ?? {})
}

function findListIssue(path: string, list: unknown, shape: Shape | undefined): AccountFileIssue | null {
  if (!Array.isArray(list)) return { path, message: 'нужен список' }
  const idKey = ['talk_id', 'client_id', 'uid'].find((key) => shape && key in shape) ?? 'id'
  const seen = new Set<unknown>()
  for (let index = 0; index < list.length; index++) {
    const record: unknown = list[index]
    const here = `${path}[${index}]`
    if (!isObject(record)) return { path: here, message: 'нужен объект' }
    const issue = findShapeIssue(here, record, shape ?? {})
    if (issue) return issue
    const id = record[idKey] as string | number | undefined
    if (id === undefined) continue
    if (seen.has(id)) return { path: `${here}.${idKey}`, message: `номер ${id} уже есть в этом списке` }
    seen.add(id)
  }
  return null
}

function findShapeIssue(
  path: string,
  record: Record<string, unknown>,
  shape: Shape,
): AccountFileIssue | null {
  for (const key in shape) {
    const rule = shape[key]
    if (rule === undefined) continue
    const value = record[key]
    const here = `${path}.${key}`
    if (value === undefined) {
      if (typeof rule === 'string' && rule.endsWith('!')) return { path: here, message: 'обязательный ключ' }
      continue
    }
    if (typeof rule !== 'string') {
      const issue = findNestedIssue(here, value, rule)
      if (issue) return issue
      continue
    }
    const message = findValueMessage(value, rule)
    if (message) return { path: here, message }
  }
  return null
}

function findNestedIssue(
  path: string,
  value: unknown,
  rule: { list?: Shape; object?: Shape },
): AccountFileIssue | null {
  if (value === null) return null
  if (rule.object)
    return isObject(value) ? findShapeIssue(path, value, rule.object) : { path, message: 'нужен объект' }
  if (!Array.isArray(value)) return { path, message: 'нужен список' }
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index]
    if (!isObject(item)) return { path: `${path}[${index}]`, message: 'нужен объект' }
    const issue = findShapeIssue(`${path}[${index}]`, item, rule.list ?? {})
    if (issue) return issue
  }
  return null
}

function findValueMessage(value: unknown, rule: ValueKind): string | null {
  const nullable = rule.endsWith('?')
  if (value === null) return nullable ? null : 'не может быть null'
  switch (rule.replace(/[?!]$/, '')) {
    case 'id':
      return Number.isSafeInteger(value) && (value as number) > 0 ? null : 'нужно целое число больше нуля'
    case 'int':
      return Number.isSafeInteger(value) ? null : 'нужно целое число'
    case 'time':
      return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32
        ? null
        : 'нужно время: целое число секунд с 1970 года'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'нужно число'
    case 'text':
      return typeof value === 'string' ? null : 'нужен текст'
    case 'address':
      return typeof value === 'string' && URL.canParse(value) ? null : 'нужен адрес'
    case 'flag':
      return typeof value === 'boolean' ? null : 'нужно true или false'
    case 'object':
      return isObject(value) ? null : 'нужен объект'
    default:
      return Array.isArray(value) ? null : 'нужен список'
  }
}

/** Values may name only fields that the file or the CRM's defaults define; a value with a type defines its own. */
function findFieldIssue(file: AccountFile): AccountFileIssue | null {
  for (const entity of ENTITY_TYPES) {
    const fields = file.custom_fields?.[entity] ?? createDefaultFields(entity)
    const ids = new Set(fields.map((field) => field.id))
    const codes = new Set(fields.map((field) => field.code))
    const records = file[entity] ?? []
    for (let index = 0; index < records.length; index++) {
      const entries = records[index]?.custom_fields_values ?? []
      const place = entries.findIndex(
        (entry) =>
          !(entry.field_id === undefined ? codes.has(entry.field_code ?? '') : ids.has(entry.field_id)) &&
          entry.field_type === undefined,
      )
      if (place < 0) continue
      const key = entries[place]?.field_id === undefined ? 'field_code' : 'field_id'
      return {
        path: `${entity}[${index}].custom_fields_values[${place}].${key}`,
        message: `такого поля нет в custom_fields.${entity}, и тип его не назван`,
      }
    }
  }
  return null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
