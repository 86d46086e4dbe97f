import type { ParentRef } from '../../records/parents'

const cardPath = /\/(contacts|companies)\/detail\/(\d+)/

/** The contact or company of an address of the CRM, also of one opened inside a chat (HOST: the addresses of its router); null for any other. */
export const cardOfPath = (path: string): ParentRef | null => {
  const [, type, id] = cardPath.exec(path) ?? []
  return type === 'contacts' || type === 'companies' ? { type, id: Number(id) } : null
}
