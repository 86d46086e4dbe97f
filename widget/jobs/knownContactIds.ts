import { CrmError } from '../records/crmError'

/**
 * The contacts of a company, for who cannot do without them.
 * @throws CrmError of kind `malformed` where the CRM did not say: nobody knows then which deals hang on them
 */
export const knownContactIds = (contactIds: readonly number[] | null): readonly number[] => {
  if (contactIds !== null) return contactIds
  const call = { method: 'GET', path: '/api/v4/companies?with=contacts', status: 200 }
  throw new CrmError({ kind: 'malformed', ...call, detail: '_embedded.contacts' })
}
