import type { ListCode, PageField } from '../wire'

/** What a user chose to see in a list, and which custom fields existed when it was stored. */
export interface StoredColumns {
  shown: readonly string[]
  known: readonly number[]
}

const defaultColumns: Record<ListCode, readonly string[]> = {
  contacts: ['name', 'code:PHONE', 'code:EMAIL', 'company'],
  companies: ['name', 'code:PHONE', 'code:EMAIL'],
  all: ['name', 'company'],
  leads: ['name', 'stage', 'price', 'contact', 'company', 'responsible', 'created_at'],
  customers: ['name', 'stage', 'next_price', 'next_date', 'purchases', 'spent'],
}

/**
 * Keys of the columns to show, in order. A user's own choice stands; keys of deleted fields fall out.
 * Mode `auto`: a field made since the choice comes as a column on the right, and a user without a choice also sees
 * the fields that an integration fills (`is_api_only`). Mode `manual`: new fields wait in the list's settings.
 */
export function planColumns(
  list: ListCode,
  fields: readonly PageField[],
  stored: StoredColumns | null,
  mode: 'auto' | 'manual',
): string[] {
  const ids = new Set(fields.map((field) => `cf:${field.id}`))
  const chosen = stored ? stored.shown : defaultColumns[list].map((key) => fieldKeyOf(key, fields))
  const shown = chosen.filter((key) => (key.startsWith('cf:') ? ids.has(key) : key !== ''))
  if (mode === 'manual') return shown
  const isNew = (field: PageField): boolean => (stored ? !stored.known.includes(field.id) : field.isApiOnly)
  const added = fields.filter(isNew).map((field) => `cf:${field.id}`)
  return [...shown, ...added.filter((key) => !shown.includes(key))]
}

function fieldKeyOf(key: string, fields: readonly PageField[]): string {
  if (!key.startsWith('code:')) return key
  const field = fields.find(({ code }) => code === key.slice('code:'.length))
  return field ? `cf:${field.id}` : ''
}
