import type { Customer } from '../records/customer'
import { completeLinks } from './completeLinks'
import { decodeCustomer } from './decodeCustomer'
import type { ListSource } from './listSource'

/** Buyers with their links to contacts and companies. */
export const customerSource: ListSource<Customer> = {
  path: '/api/v4/customers',
  key: 'customers',
  query: [['with', 'contacts,companies']],
  decode: decodeCustomer,
  complete: (caller, records, options) => completeLinks(caller, 'customers', records, options),
}
