import * as v from 'valibot'
import type { Account, CustomersMode } from '../records/account'
import { parseWire, wireFlag, wireId, wireName } from './parseWire'

const accountSchema = v.object({
  id: wireId,
  name: wireName,
  subdomain: v.string(),
  current_user_id: wireId,
  currency: v.nullish(v.string(), ''),
  currency_symbol: v.nullish(v.string(), ''),
  customers_mode: v.nullish(v.string(), ''),
  is_api_filter_enabled: wireFlag(null),
  _embedded: v.object({ datetime_settings: v.object({ timezone: v.pipe(v.string(), v.minLength(1)) }) }),
})

/** The answer of `GET /api/v4/account?with=is_api_filter_enabled,datetime_settings` (API 2.1). Throws `Malformed`. */
export function decodeAccount(body: unknown): Account {
  const account = parseWire(accountSchema, body)
  if (account.currency === '') {
    // oxlint-disable-next-line no-console -- the one trace of it: names of new fields speak of a sum then, and amounts bear no sign
    console.debug('sales analytics: the account tells no currency')
  }
  return {
    id: account.id,
    name: account.name,
    subdomain: account.subdomain,
    currentUserId: account.current_user_id,
    currency: account.currency,
    currencySymbol: account.currency_symbol,
    customersMode: toMode(account.customers_mode),
    isApiFilterEnabled: account.is_api_filter_enabled,
    timezone: account._embedded.datetime_settings.timezone,
  }
}

const modes: readonly CustomersMode[] = ['unavailable', 'disabled', 'segments', 'dynamic', 'periodicity']

/**
 * A word that came after this release leaves buyers out, as the settings screen says, and stops nothing else. No word at all is no mode:
 * who counts buyers has to know it.
 */
function toMode(word: string): CustomersMode {
  const known = modes.find((mode) => mode === word)
  if (known === undefined && word !== '') {
    // oxlint-disable-next-line no-console -- the one trace of it: the page shows no message for what the CRM itself does not
    console.debug(`sales analytics: customers_mode "${word}" is not known, buyers are not counted`)
  }
  return known ?? (word === '' ? 'unknown' : 'disabled')
}
