import type { ParentType } from '../../records/parents'

/** Paths of the CRM's lists (HOST: the addresses of its router). */
export const listPaths: Readonly<Record<ParentType, string>> = {
  contacts: '/contacts/list/contacts/',
  companies: '/contacts/list/companies/',
}

/** Of which entity the list of an address is; null where it is none, or one of both. */
export const listTypeOfPath = (path: string): ParentType | null =>
  (['contacts', 'companies'] as const).find((type) => `${path}/`.startsWith(listPaths[type])) ?? null
