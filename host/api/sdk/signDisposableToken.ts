import { sign } from 'hono/jwt'
import type { WireUser } from '../../account/wireAccount'
import type { WireIntegration } from '../../account/wireIntegration'
import type { HostContext } from '../hostContext'

const LIFETIME_SECONDS = 1800

/**
 * A disposable token: a JWT, HS256 by the integration's secret, that tells its backend whose browser asks
 * (RU:oauth/disposable-tokens). It lasts half an hour by the CRM's clock.
 *
 * @param origin address of the account as the browser has it
 */
export function signDisposableToken({
  context,
  user,
  integration,
  origin,
}: {
  context: HostContext
  user: WireUser
  integration: Pick<WireIntegration, 'client_id' | 'client_secret' | 'redirect_uri'>
  origin: string
}): Promise<string> {
  const { account, clock } = context.store
  const now = clock.now()
  return sign(
    {
      iss: origin,
      aud: baseOf(integration.redirect_uri),
      jti: crypto.randomUUID(),
      iat: now,
      nbf: now,
      exp: now + LIFETIME_SECONDS,
      account_id: account.id,
      user_id: user.id,
      subdomain: account.subdomain,
      client_uuid: integration.client_id,
    },
    integration.client_secret,
    'HS256',
  )
}

function baseOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address
}
