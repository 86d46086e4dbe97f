import type { Hono } from 'hono'
import { hal } from '../hal'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import { callerOf } from '../session'
import { ACCESS_SECONDS, baseDomainOf, createAccessToken, findIntegration, userOfToken } from './accessTokens'
import { addConsentPage } from './consentPage'
import { clientProblem, oauthProblem } from './oauthProblem'
import { readParameters } from './readParameters'
import type { Grant, Redeemed } from './TokenDesk'

/**
 * OAuth of integrations: the page where a user gives access, the exchange of a code or refresh token for a pair of
 * tokens, and the account's address. `local-token` is always accepted as an access token.
 */
export function addOauthRoutes(router: Hono, context: HostContext): void {
  addConsentPage(router, context)
  router.post('/oauth2/access_token', (c) => exchange(context, c.req.raw))
  router.get('/oauth2/account/current/subdomain', (c) => {
    const token = c.req.header('X-Refresh-Token') ?? ''
    const isGood = context.tokens.isFresh(token, context.clock.now()) || isBearer(context, c.req.raw)
    return isGood ? subdomainAnswer(context, c.req.url) : problem(401)
  })
  router.get('/oauth2/account/subdomain', (c) =>
    isBearer(context, c.req.raw) ? subdomainAnswer(context, c.req.url) : problem(401),
  )
}

async function exchange(context: HostContext, request: Request): Promise<Response> {
  const given = await readParameters(request)
  if (!given) return oauthProblem(400, 'Check the request body')
  const { client_id: clientId, client_secret: secret, redirect_uri: redirect, grant_type: grantType } = given
  if (!clientId) return oauthProblem(400, 'Check the `client_id` parameter')
  const integration = findIntegration(context.store, clientId)
  if (!integration) return clientProblem('Check the `client_id` parameter')
  if (secret !== integration.client_secret) return clientProblem('Check the `client_secret` parameter')
  if (redirect !== integration.redirect_uri) return clientProblem('Check the `redirect_uri` parameter')
  const now = context.clock.now()
  if (grantType === 'authorization_code') {
    if (!given['code']) return oauthProblem(400, 'Check the `code` parameter')
    const redeemed = context.tokens.redeemCode(given['code'], clientId, now)
    return redeemed.ok
      ? issue(context, redeemed.grant, request.url)
      : oauthProblem(400, CODE_HINTS[redeemed.reason])
  }
  if (grantType !== 'refresh_token') return oauthProblem(400, 'Check the `grant_type` parameter')
  if (!given['refresh_token']) return oauthProblem(400, 'Check the `refresh_token` parameter')
  const redeemed = context.tokens.redeemRefresh(given['refresh_token'], clientId, now)
  if (redeemed.ok) return issue(context, redeemed.grant, request.url)
  const status = context.faults.unverified.revokedRefresh === '401' ? 401 : 400
  return oauthProblem(status, REFRESH_HINTS[redeemed.reason])
}

type Reason = Extract<Redeemed, { ok: false }>['reason']

const CODE_HINTS: Readonly<Record<Reason, string>> = {
  unknown: 'Cannot decrypt the authorization code',
  used: 'Authorization code has been revoked',
  expired: 'Authorization code has expired',
}

const REFRESH_HINTS: Readonly<Record<Reason, string>> = {
  unknown: 'Cannot decrypt the refresh token',
  used: 'Token has been revoked',
  expired: 'Token has expired',
}

function issue(context: HostContext, grant: Grant, url: string): Response {
  const now = context.clock.now()
  return hal({
    token_type: 'Bearer',
    expires_in: ACCESS_SECONDS,
    server_time: now,
    access_token: createAccessToken(context, grant, new URL(url).host),
    refresh_token: context.tokens.issueRefresh(grant, now),
  })
}

function isBearer(context: HostContext, request: Request): boolean {
  const caller = callerOf(request.headers)
  return caller.kind === 'token' && userOfToken(context, caller.token) !== null
}

function subdomainAnswer(context: HostContext, url: string): Response {
  const { id, subdomain } = context.store.account
  const { host } = new URL(url)
  return hal({ id, subdomain, domain: host, top_level_domain: baseDomainOf(host, subdomain) })
}
