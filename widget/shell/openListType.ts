import type { ParentType } from '../records/parents'

/** Paths of the CRM's lists (HOST: the addresses of its router). */
export const listPaths: Readonly<Record<ParentType, string>> = {
  contacts: '/contacts/list/contacts/',
  companies: '/contacts/list/companies/',
}

/** Of which entity the list on screen is; null where none is, or one of both. */
export const openListType = (): ParentType | null =>
  (['contacts', 'companies'] as const).find((type) => `${location.pathname}/`.startsWith(listPaths[type])) ??
  null
