import type { Hono } from 'hono'
import { type FileIntegration, fillIntegration } from '../account/wireIntegration'
import { type UserKey, USER_IDS } from '../account/defaultUsers'
import type { HostContext } from '../api/hostContext'
import { createAccessToken, findIntegration } from '../api/oauth/accessTokens'
import { answer, readControlBody, refusal } from './controlAnswers'

const YEARS_5 = 5 * 365 * 86_400
const TEXTS = ['client_id', 'client_secret', 'redirect_uri', 'name', 'widget_code'] as const

/**
 * Integrations and their tokens without a browser: the list, a new integration, a code as the page `/oauth` would send
 * it, a long-lived token as the integration's page shows it.
 */
export function addOauthControl(router: Hono, context: HostContext): void {
  router.get('/oauth', () => answer({ integrations: context.store.integrations }))
  router.post('/oauth/integrations', (c) => addIntegration(context, c.req.raw))
  router.post('/oauth/codes', (c) =>
    give(context, c.req.raw, (grant) => {
      const integration = findIntegration(context.store, grant.clientId)
      return {
        code: context.tokens.issueCode(grant, context.clock.now()),
        referer: new URL(c.req.url).host,
        client_id: grant.clientId,
        client_secret: integration?.client_secret,
        redirect_uri: integration?.redirect_uri,
      }
    }),
  )
  router.post('/oauth/tokens', (c) =>
    give(context, c.req.raw, (grant, { seconds }) => {
      const lifetime = typeof seconds === 'number' && seconds > 0 ? Math.min(seconds, YEARS_5) : YEARS_5
      const { host } = new URL(c.req.url)
      const token = createAccessToken(context, grant, host, lifetime)
      return { access_token: token, expires_in: lifetime }
    }),
  )
}

async function give(
  context: HostContext,
  request: Request,
  make: (grant: { clientId: string; userId: number }, body: Record<string, unknown>) => unknown,
): Promise<Response> {
  const read = await readControlBody(request)
  if (!read.ok) return read.response
  const body = (read.body ?? {}) as Record<string, unknown>
  const { client_id: clientId, user } = body
  const first = context.store.integrations[0]?.client_id ?? ''
  const wanted = typeof clientId === 'string' ? clientId : first
  if (!findIntegration(context.store, wanted)) return refusal('client_id', 'такой интеграции нет')
  const userId =
    user === undefined
      ? context.store.users.find((one) => one.rights.is_admin)?.id
      : typeof user === 'string' && user in USER_IDS
        ? USER_IDS[user as UserKey]
        : Number(user)
  if (userId === undefined || !context.store.user(userId)) return refusal('user', 'такого пользователя нет')
  return answer(make({ clientId: wanted, userId }, body))
}

async function addIntegration(context: HostContext, request: Request): Promise<Response> {
  const read = await readControlBody(request)
  if (!read.ok) return read.response
  const body = (read.body ?? {}) as Partial<Record<(typeof TEXTS)[number], unknown>>
  const wrong = TEXTS.find((key) => body[key] !== undefined && typeof body[key] !== 'string')
  if (wrong) return refusal(wrong, 'нужен текст')
  if (typeof body.redirect_uri === 'string' && !URL.canParse(body.redirect_uri))
    return refusal('redirect_uri', 'нужен адрес')
  const given = { client_id: crypto.randomUUID(), ...body } as FileIntegration
  if (context.store.integrations.some((one) => one.client_id === given.client_id))
    return refusal('client_id', 'такая интеграция уже есть')
  const added = fillIntegration(given)
  context.store.integrations.push(added)
  return answer(added)
}
