import type { AccountStore } from '../../account/accountStore'
import type { EntityType } from '../../account/wire'
import type { WireUser } from '../../account/wireAccount'
import { mayRecord } from '../rights'

interface SectionRow {
  at: number
  text: string
  note: string
  href: string | null
}

const SHOWN = 100

/** The newest lines of a section of the page, with the section's own name where it has one; null for an unknown section. */
export function sectionRows(
  store: AccountStore,
  user: WireUser,
  section: string,
  id: number,
): { name: string | null; rows: SectionRow[] } | null {
  switch (section) {
    case 'todo':
      return { name: null, rows: tasks(store) }
    case 'catalogs':
      return catalog(store, id)
    case 'events':
      return { name: null, rows: events(store) }
    case 'leads-trash':
      return { name: null, rows: trashed(store, user, ['leads']) }
    case 'contacts-trash':
      return { name: null, rows: trashed(store, user, ['contacts', 'companies']) }
    case 'todo-trash':
      return { name: null, rows: [] }
    default:
      return null
  }
}

function tasks(store: AccountStore): SectionRow[] {
  const all = [...store.lists.tasks.values()].map((task) => ({
    at: task.complete_till,
    text: task.text,
    note: store.user(task.responsible_user_id)?.name ?? '',
    href: task.entity_id && task.entity_type ? `/${task.entity_type}/detail/${task.entity_id}` : null,
  }))
  return all.sort((one, other) => one.at - other.at).slice(0, SHOWN)
}

function catalog(store: AccountStore, id: number): { name: string | null; rows: SectionRow[] } {
  const shown = store.lists.catalogs.get(id) ?? [...store.lists.catalogs.values()][0]
  const rows = [...store.lists.elements.values()]
    .filter((element) => element.catalog_id === shown?.id)
    .map((element) => ({ at: element.updated_at, text: element.name, note: `#${element.id}`, href: null }))
  return { name: shown?.name ?? null, rows: rows.slice(0, SHOWN) }
}

function events(store: AccountStore): SectionRow[] {
  const newest = store.events.list({
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    newestFirst: true,
    skip: 0,
    limit: SHOWN,
    passes: () => true,
  })
  return newest.map((event) => ({
    at: event.created_at,
    text: event.type,
    note: store.user(event.created_by)?.name ?? '',
    href: null,
  }))
}

function trashed(store: AccountStore, user: WireUser, entities: readonly EntityType[]): SectionRow[] {
  return entities.flatMap((entity) => {
    const table = store.table(entity)
    const rows: SectionRow[] = []
    for (let index = table.size - 1; index >= 0 && rows.length < SHOWN; index -= 1) {
      if (!table.isTrashed(index) || !mayRecord(store, user, entity, index, 'view')) continue
      const record = table.read(index)
      rows.push({ at: record.updated_at, text: record.name, note: `#${record.id}`, href: null })
    }
    return rows
  })
}
