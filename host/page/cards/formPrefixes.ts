import type { EntityCode } from '../wire'

/** Prefix of the inputs of a record's own values: `lead[PRICE]`. */
export const formPrefixes: Record<EntityCode, string> = {
  contacts: 'contact',
  companies: 'company',
  leads: 'lead',
  customers: 'customer',
}
