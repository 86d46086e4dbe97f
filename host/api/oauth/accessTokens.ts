import type { AccountStore } from '../../account/accountStore'
import type { WireIntegration } from '../../account/wireIntegration'
import type { WireUser } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'
import type { Grant } from './TokenDesk'
import { readToken, signToken } from './signedToken'

/** Token that is always accepted, for tools and tests: the administrator's. */
const LOCAL_TOKEN = 'local-token'
/** Seconds that an access token lives. */
export const ACCESS_SECONDS = 86_400

const SCOPES = ['crm', 'files', 'files_delete', 'notifications', 'push_notifications']

/** A new access token; `seconds` is longer for a long-lived one. `host` is the address it is asked at. */
export function createAccessToken(
  context: HostContext,
  grant: Grant,
  host: string,
  seconds: number = ACCESS_SECONDS,
): string {
  const { account } = context.store
  const now = context.clock.now()
  return signToken({
    aud: grant.clientId,
    jti: crypto.randomUUID().replaceAll('-', '') + crypto.randomUUID().replaceAll('-', ''),
    iat: now,
    nbf: now,
    exp: now + seconds,
    sub: String(grant.userId),
    grant_type: '',
    account_id: account.id,
    base_domain: baseDomainOf(host, account.subdomain),
    version: 2,
    scopes: SCOPES,
    user_flags: 0,
    hash_uuid: crypto.randomUUID(),
    api_domain: host,
  })
}

/** The user whose rights a bearer token gives, null when it is not (or no longer) good. */
export function userOfToken(context: HostContext, token: string): WireUser | null {
  const { store, clock } = context
  if (token === LOCAL_TOKEN) return store.users.find((user) => user.rights.is_admin) ?? null
  const claims = readToken(token)
  const now = clock.now()
  if (!claims || claims.exp <= now || claims.nbf > now || claims.account_id !== store.account.id) return null
  if (!findIntegration(store, claims.aud)) return null
  return store.user(Number(claims.sub)) ?? null
}

/** The integration with this client id, unless it is switched off with its widget. */
export function findIntegration(store: AccountStore, clientId: string): WireIntegration | null {
  const found = store.integrations.find((one) => one.client_id === clientId)
  if (!found) return null
  const widget = store.widgets.find((one) => one.code === found.widget_code)
  return widget && widget.installed && !widget.active ? null : found
}

/** `amocrm.ru` of `demo.amocrm.ru`; an address that does not begin with the account is the whole domain. */
export function baseDomainOf(host: string, subdomain: string): string {
  return host.startsWith(`${subdomain}.`) ? host.slice(subdomain.length + 1) : host
}
