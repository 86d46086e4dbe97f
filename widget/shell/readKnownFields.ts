import type { ParentType } from '../records/parents'
import { asId, asRecord, asText } from './page/asTyped'
import { noteLoss } from './page/pageValues'
import type { HostAccount } from './page/readAccount'
import { attempt, readAt } from './page/readAt'

/** A custom field as the page's constants name it (HOST: `constant('account').cf`). */
export interface KnownField {
  readonly id: number
  readonly code: string
}

const elementTypes: Readonly<Record<ParentType, number>> = { contacts: 1, companies: 3 }

/** Fields with a code that the page's constants list for an entity; empty where the page lists none. */
export const readKnownFields = (account: HostAccount, type: ParentType): readonly KnownField[] => {
  const fields = attempt(() => Object.entries(account.cf ?? {}))
  if (account.cf === undefined || fields === undefined) noteLoss('account.cf')
  return (fields ?? []).flatMap(([key, field]) => {
    const code = asText(readAt(field, 'CODE'))
    const id = asId(readAt(field, 'ID')) || asId(key)
    return code !== undefined && id > 0 && isOf(readAt(field, 'ELEMENT_TYPES'), elementTypes[type])
      ? [{ id, code }]
      : []
  })
}

/** The page gives a list, an object by index, or one number. */
const isOf = (value: unknown, elementType: number): boolean => {
  const list = asRecord(value)
  return list === undefined
    ? asId(value) === elementType
    : (attempt(() => Object.values(list).some((one) => asId(one) === elementType)) ?? false)
}
