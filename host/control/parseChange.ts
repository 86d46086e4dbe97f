import { ENTITY_TYPES, type EntityType } from '../account/wire'

/** Things that a change can name besides the four entities. */
export type ChangeTarget =
  | EntityType
  | 'transactions'
  | 'notes'
  | 'tasks'
  | 'pipelines'
  | 'statuses'
  | 'custom_fields'
  | 'custom_fields_groups'

/** A change as the CRM's own users make it. */
export interface Change {
  op: 'create' | 'update' | 'delete' | 'restore' | 'merge' | 'link' | 'unlink'
  entity: ChangeTarget
  id?: number | string
  into?: number
  to?: { entity: EntityType; id: number; is_main?: boolean }
  set?: Record<string, unknown>
  /** User who makes it; without it the admin. */
  by?: number
  /** Unix seconds; without it the CRM's clock. */
  at?: number
  /** Waits until the n-th matching request has been answered. */
  afterRequest?: { method?: string; path?: string; n?: number }
}

const OPS = ['create', 'update', 'delete', 'restore', 'merge', 'link', 'unlink']
const TARGETS: readonly string[] = [
  ...ENTITY_TYPES,
  'transactions',
  'notes',
  'tasks',
  'pipelines',
  'statuses',
  'custom_fields',
  'custom_fields_groups',
]
const KEYS = ['op', 'entity', 'id', 'into', 'to', 'set', 'by', 'at', 'afterRequest']

/** Checks a list of changes: gives them, or the first thing that does not fit. */
export function parseChanges(
  given: unknown,
): { ok: true; changes: Change[] } | { ok: false; path: string; message: string } {
  if (!Array.isArray(given)) return { ok: false, path: '(тело)', message: 'нужен список изменений' }
  for (const [index, change] of given.entries()) {
    const issue = findIssue(change)
    if (issue)
      return { ok: false, path: `[${index}]${issue.key ? `.${issue.key}` : ''}`, message: issue.message }
  }
  return { ok: true, changes: given as Change[] }
}

function findIssue(change: unknown): { key: string; message: string } | null {
  if (!isObject(change)) return { key: '', message: 'нужен объект' }
  const { op, entity, id, into, to, set, by, at, afterRequest } = change
  const unknown = Object.keys(change).find((key) => !KEYS.includes(key))
  if (unknown !== undefined) return { key: unknown, message: 'такого ключа нет' }
  if (!OPS.includes(op as string)) return { key: 'op', message: `нужно одно из: ${OPS.join(', ')}` }
  if (!TARGETS.includes(entity as string))
    return { key: 'entity', message: `нужно одно из: ${TARGETS.join(', ')}` }
  if (op !== 'create' && typeof id !== 'number' && typeof id !== 'string')
    return { key: 'id', message: 'обязательный ключ' }
  if (op === 'merge' && typeof into !== 'number') return { key: 'into', message: 'обязательный ключ' }
  if (op === 'link' || op === 'unlink') {
    if (!isObject(to) || !ENTITY_TYPES.some((type) => type === to['entity']) || typeof to['id'] !== 'number')
      return { key: 'to', message: 'нужен объект {entity, id}' }
  }
  if (set !== undefined && !isObject(set)) return { key: 'set', message: 'нужен объект' }
  if (by !== undefined && typeof by !== 'number') return { key: 'by', message: 'нужно число' }
  if (at !== undefined && typeof at !== 'number') return { key: 'at', message: 'нужно число' }
  if (afterRequest !== undefined && !isObject(afterRequest))
    return { key: 'afterRequest', message: 'нужен объект {method, path, n}' }
  return null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
