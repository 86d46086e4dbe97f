import type { EntityType } from '../../account/wire'

/** A list of the page: one entity's, or contacts and companies together. */
export type ListCode = EntityType | 'all'

/** The entities of a list, in the order in which their rows stand. */
export function listEntities(list: ListCode): readonly EntityType[] {
  return list === 'all' ? ['contacts', 'companies'] : [list]
}
