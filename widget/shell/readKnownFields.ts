import type { ParentType } from '../records/parents'
import { asId, asRecord, asText } from './page/asTyped'
import { noteLoss } from './page/pageValues'
import type { HostAccount } from './page/readAccount'
import { attempt, readAt } from './page/readAt'

/** A custom field as the page's constants name it (HOST: `constant('account').cf`); its group they do not tell. */
export interface KnownField {
  readonly id: number
  /** Empty where the page does not tell it. */
  readonly name: string
  /** As the API calls it; empty for types that no field of ours has. */
  readonly type: 'numeric' | 'date_time' | ''
  /** null = the field has none. */
  readonly code: string | null
  readonly groupId: null
}

/** Numbers of types on the page (HOST). */
const typeNames: Readonly<Record<number, KnownField['type']>> = { 2: 'numeric', 19: 'date_time' }

const elementTypes: Readonly<Record<ParentType, number>> = { contacts: 1, companies: 3 }

/**
 * The fields that the page's constants list for an entity. One whose code is of another kind than text or null is left out: nobody knows
 * whose it is.
 */
export const readKnownFields = (account: HostAccount, type: ParentType): readonly KnownField[] => {
  const fields = attempt(() => Object.entries(account.cf ?? {}))
  if (account.cf === undefined || fields === undefined) noteLoss('account.cf')
  return (fields ?? []).flatMap(([key, field]) => {
    const code = codeOf(readAt(field, 'CODE'))
    const id = asId(readAt(field, 'ID')) || asId(key)
    if (code === undefined || id === 0 || !isOf(readAt(field, 'ELEMENT_TYPES'), elementTypes[type])) return []
    const name = asText(readAt(field, 'NAME')) ?? ''
    return [{ id, name, code, type: typeNames[asId(readAt(field, 'TYPE_ID'))] ?? '', groupId: null }]
  })
}

const codeOf = (value: unknown): string | null | undefined =>
  value === null || value === '' ? null : asText(value)

/** The page gives a list, an object by index, or one number. */
const isOf = (value: unknown, elementType: number): boolean => {
  const list = asRecord(value)
  return list === undefined
    ? asId(value) === elementType
    : (attempt(() => Object.values(list).some((one) => asId(one) === elementType)) ?? false)
}
