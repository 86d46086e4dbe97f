import type { Lead } from '../records/lead'
import { completeLinks } from './completeLinks'
import { decodeLead } from './decodeLead'
import type { ListSource } from './listSource'

/** Deals with their links to contacts and companies. */
export const leadSource: ListSource<Lead> = {
  path: '/api/v4/leads',
  key: 'leads',
  query: [['with', 'contacts']],
  decode: decodeLead,
  complete: (caller, records, options) => completeLinks(caller, 'leads', records, options),
}
