import type { Customer } from '../records/customer'
import { completeLinks } from './completeLinks'
import { decodeCustomer } from './decodeCustomer'
import type { ListSource } from './listSource'
import { onlyCall } from './onlyCall'

/** Buyers with their links to contacts and companies. */
export const customerSource: ListSource<Customer> = {
  path: '/api/v4/customers',
  key: 'customers',
  query: [['with', 'contacts,companies']],
  decode: decodeCustomer,
  complete: (caller, records, options) => completeLinks(caller, 'customers', records, options),
  async isGone(caller, _id, options) {
    await caller.call({ ...onlyCall(options), method: 'GET', path: '/api/v4/customers?limit=1&page=1' })
    return true
  },
}
