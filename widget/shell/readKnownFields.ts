import type { ParentType } from '../records/parents'
import type { HostAccount } from './hostTypes'

/** A custom field as the page's constants name it (HOST: `constant('account').cf`). */
export interface KnownField {
  readonly id: number
  readonly code: string
}

const elementTypes: Readonly<Record<ParentType, number>> = { contacts: 1, companies: 3 }

/** Fields with a code that the page's constants list for an entity; empty where the page lists none. */
export const readKnownFields = (account: HostAccount, type: ParentType): readonly KnownField[] =>
  Object.entries(account.cf ?? {}).flatMap(([id, value]) => {
    const field = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
    const code = field['CODE']
    return typeof code === 'string' && code !== '' && isOf(field['ELEMENT_TYPES'], elementTypes[type])
      ? [{ id: Number(field['ID'] ?? id), code }]
      : []
  })

/** The page gives a list, an object of numbers, or one number. */
const isOf = (value: unknown, elementType: number): boolean => {
  if (typeof value === 'object' && value !== null)
    return (
      Object.values(value).some((one) => Number(one) === elementType) ||
      (!Array.isArray(value) && String(elementType) in value)
    )
  return Number(value) === elementType
}
