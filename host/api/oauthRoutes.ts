import type { Hono } from 'hono'
import { hal } from './hal'
import type { HostContext } from './hostContext'
import { problem } from './problem'
import { readObject } from './requestBody'

const LIFETIME_SECONDS = 86_400

/**
 * The token exchange: any code, or a refresh token given out here, for a pair of tokens. A refresh token is good for
 * one exchange. `local-token` is always accepted as an access token.
 */
export function addOauthRoutes(router: Hono, context: HostContext): void {
  router.post('/oauth2/access_token', async (c) => {
    const read = await readObject(c.req.raw)
    if (!read.ok) return read.response
    const { grant_type: grant, code, refresh_token: refresh, client_id: client } = read.body
    if (typeof client !== 'string') return problem(400, 'Некорректный запрос', { hint: 'client_id' })
    if (grant === 'authorization_code' && typeof code === 'string' && code !== '') return hal(issue(context))
    if (grant === 'refresh_token' && typeof refresh === 'string' && context.tokens.refresh.delete(refresh))
      return hal(issue(context))
    return problem(400, 'Некорректный запрос', { hint: grant === 'refresh_token' ? 'refresh_token' : 'code' })
  })
  router.get('/oauth2/account/current/subdomain', (c) => {
    const { id, subdomain } = context.store.account
    const { host } = new URL(c.req.url)
    if (!c.req.header('X-Refresh-Token')) return problem(401)
    return hal({ id, subdomain, domain: host, top_level_domain: host })
  })
}

function issue(context: HostContext): Record<string, unknown> {
  const access = `access-${crypto.randomUUID()}`
  const refresh = `refresh-${crypto.randomUUID()}`
  context.tokens.access.add(access)
  context.tokens.refresh.add(refresh)
  return {
    token_type: 'Bearer',
    expires_in: LIFETIME_SECONDS,
    server_time: context.clock.now(),
    access_token: access,
    refresh_token: refresh,
  }
}
