import type { EntityType, WireEmbedded, WireTag } from './wire'
import type { WireTagEntry } from './wireActivity'

/** Embedded keys with complete tags: an unknown name or id gets its place in the directory of the entity. */
export function normalizeTags(
  entity: EntityType,
  embedded: WireEmbedded,
  directory: Map<number, WireTagEntry>,
): WireEmbedded {
  if (!embedded.tags) return embedded
  return { ...embedded, tags: embedded.tags.map((tag) => findOrAddTag(entity, tag, directory)) }
}

/** The tag that an id or a name stands for, made when the directory of the entity has none (a colour is kept on leads only). */
export function findOrAddTag(
  entity: EntityType,
  tag: Partial<WireTag>,
  directory: Map<number, WireTagEntry>,
): WireTag {
  const known =
    tag.id === undefined
      ? [...directory.values()].find((entry) => entry.entity_type === entity && entry.name === tag.name)
      : directory.get(tag.id)
  if (known) return { id: known.id, name: known.name, color: known.color }
  let id = tag.id ?? 340_001
  if (tag.id === undefined) for (const used of directory.keys()) id = Math.max(id, used + 1)
  const added = { id, name: tag.name ?? `Тег ${id}`, color: entity === 'leads' ? (tag.color ?? null) : null }
  directory.set(id, { ...added, entity_type: entity })
  return added
}
