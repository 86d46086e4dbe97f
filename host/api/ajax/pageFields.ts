import type { AccountStore } from '../../account/accountStore'
import type { EntityType } from '../../account/wire'

/** A custom field as the page draws it. */
export interface PageField {
  id: number
  entity: EntityType
  name: string
  type: string
  code: string | null
  sort: number
  groupId: string
  isApiOnly: boolean
  isComputed: boolean
  enums: { id: number; value: string }[]
}

/** The custom fields of an entity in the order of the card: by group, then by their own order. */
export function pageFields(store: AccountStore, entity: EntityType): PageField[] {
  const registry = store.fields[entity]
  return registry.groups.flatMap((group) =>
    registry.fieldIdsIn(group.id).flatMap((id) => {
      const field = registry.field(id)
      return field
        ? [
            {
              id,
              entity,
              name: field.name,
              type: field.type,
              code: field.code,
              sort: field.sort,
              groupId: group.id,
              isApiOnly: field.is_api_only,
              isComputed: field.is_computed ?? false,
              enums: (field.enums ?? []).map((one) => ({ id: one.id, value: one.value })),
            },
          ]
        : []
    }),
  )
}
