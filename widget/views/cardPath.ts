import type { ParentRef } from '../records/parents'

/** Path of a card on the CRM's site (HOST: the addresses of its router). */
export const cardPath = ({ type, id }: ParentRef): string => `/${type}/detail/${id}`

/** Path of a deal or of a buyer, from which purchases are opened too. */
export const sourcePath = (source: 'lead' | 'customer' | 'purchases', id: number): string =>
  source === 'lead' ? `/leads/detail/${id}` : `/customers/detail/${id}`
