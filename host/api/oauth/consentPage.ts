import type { Hono } from 'hono'
import type { WireIntegration } from '../../account/wireIntegration'
import type { HostContext } from '../hostContext'
import { findIntegration } from './accessTokens'

/**
 * `/oauth?client_id=…&state=…&mode=popup|post_message`: the signed-in user gives an integration access, or refuses it.
 * Both send the browser to the redirect address (in `post_message` the window that opened this one), with `code`,
 * `referer`, `client_id`, `platform` and the `state`, or with `error=access_denied`.
 */
export function addConsentPage(router: Hono, context: HostContext): void {
  router.get('/oauth', (c) => {
    const asked = readAsked(context, new URL(c.req.url).searchParams)
    return asked ? consentPage(context, asked) : page('<h1>Такой интеграции нет</h1>', 404)
  })
  router.post('/oauth', async (c) => {
    const form = new URLSearchParams(await c.req.raw.text())
    const asked = readAsked(context, form)
    if (!asked) return page('<h1>Такой интеграции нет</h1>', 404)
    const refusal = findRefusal(context, asked.integration)
    if (refusal) return page(`<h1>${refusal}</h1>`, 403)
    const { host } = new URL(c.req.url)
    const target = form.get('answer') === 'allow' ? allowed(context, asked, host) : denied(asked)
    return asked.mode === 'post_message' ? openerPage(target) : c.redirect(target, 303)
  })
}

interface Asked {
  integration: WireIntegration
  state: string | null
  mode: string | null
}

function readAsked(context: HostContext, given: URLSearchParams): Asked | null {
  const integration = findIntegration(context.store, given.get('client_id') ?? '')
  return integration && { integration, state: given.get('state'), mode: given.get('mode') }
}

/** Only an administrator gives an integration its first access (crm-api 11). */
function findRefusal(context: HostContext, integration: WireIntegration): string | null {
  if (context.session.expired) return 'Войдите в CRM'
  const { rights } = context.sessionUser
  if (rights.is_admin) return null
  if (rights.is_free) return 'У бесплатного пользователя нет доступа к интеграциям'
  return context.tokens.hasGrant(integration.client_id) ? null : 'Первый доступ даёт администратор'
}

function allowed(context: HostContext, { integration, state }: Asked, host: string): string {
  const { client_id: clientId, redirect_uri: redirectUri } = integration
  const grant = { clientId, userId: context.sessionUser.id }
  const code = context.tokens.issueCode(grant, context.clock.now())
  return withQuery(redirectUri, { code, referer: host, platform: '1', client_id: clientId, state })
}

function denied({ integration, state }: Asked): string {
  const { redirect_uri: redirectUri, client_id: clientId } = integration
  return withQuery(redirectUri, { error: 'access_denied', client_id: clientId, state })
}

function withQuery(address: string, query: Readonly<Record<string, string | null>>): string {
  const url = new URL(address)
  for (const [key, value] of Object.entries(query)) if (value !== null) url.searchParams.set(key, value)
  return url.href
}

function consentPage(context: HostContext, { integration, state, mode }: Asked): Response {
  const refusal = findRefusal(context, integration)
  if (refusal) return page(`<h1>${refusal}</h1>`, 403)
  const { name, client_id: clientId, redirect_uri: redirectUri } = integration
  const given = Object.entries({ client_id: clientId, state, mode })
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([key, value]) => `<input type="hidden" name="${key}" value="${escape(value)}">`)
    .join('')
  return page(`<h1>${escape(name)}</h1>
<p>Интеграция просит доступ к данным аккаунта «${escape(context.store.account.name)}» от имени пользователя ${escape(context.sessionUser.name)}.
Код уйдёт на ${escape(redirectUri)}.</p>
<form method="post" action="/oauth">${given}
<button name="answer" value="allow">Разрешить</button> <button name="answer" value="deny">Отказать</button></form>`)
}

function openerPage(target: string): Response {
  const address = JSON.stringify(target).replaceAll('<', '\\u003c')
  return page(`<script>
if (window.opener) { window.opener.location = ${address}; window.close() } else location = ${address}
</script>`)
}

function page(body: string, status = 200): Response {
  const head = '<meta charset="utf-8"><title>Доступ к аккаунту</title>'
  return new Response(
    `<!doctype html><html lang="ru"><head>${head}</head><body style="font:15px/1.5 sans-serif;max-width:560px;margin:48px auto">${body}</body></html>`,
    { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } },
  )
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
