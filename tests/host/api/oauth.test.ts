import { describe, expect, test } from 'vitest'
import { USER_IDS } from '../../../host/account/defaultUsers'
import { type Answer, COOKIE, openHost, type TestHost } from '../openHost'

const REDIRECT = 'https://backend.test/oauth'
const SECRET = 'a-secret-of-an-integration'
const CLIENT = '11111111-2222-4333-8444-555555555555'
const CREDENTIALS = { client_id: CLIENT, client_secret: SECRET, redirect_uri: REDIRECT }
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

interface Tokens {
  access_token: string
  refresh_token: string
  expires_in: number
  server_time: number
  token_type: string
}

const open = (options?: Parameters<typeof openHost>[1]): TestHost =>
  openHost({ integrations: [{ ...CREDENTIALS, name: 'Сервер' }] }, options)

const codeOf = async ({ call }: TestHost, more: object = {}): Promise<string> =>
  ((await call('POST', '/__host/oauth/codes', { client_id: CLIENT, ...more })).body as { code: string }).code

/** What OAuth libraries send: a URL-encoded form. */
const exchange = ({ call }: TestHost, given: Record<string, string>): Promise<Answer> =>
  call('POST', '/oauth2/access_token', new URLSearchParams({ ...CREDENTIALS, ...given }).toString(), FORM)

const tokensOf = async (host: TestHost, more: object = {}): Promise<Tokens> =>
  (await exchange(host, { grant_type: 'authorization_code', code: await codeOf(host, more) })).body

const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` })

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

describe('the token exchange', () => {
  test('takes a code as a URL-encoded form, as JSON, and as a multipart form', async () => {
    const host = open()
    const form = await exchange(host, { grant_type: 'authorization_code', code: await codeOf(host) })
    expect([form.status, Object.keys(form.body)]).toEqual([
      200,
      ['token_type', 'expires_in', 'server_time', 'access_token', 'refresh_token'],
    ])
    const given = { ...CREDENTIALS, grant_type: 'authorization_code' }
    const json = await host.call(
      'POST',
      '/oauth2/access_token',
      { ...given, code: await codeOf(host) },
      { 'Content-Type': 'application/json' },
    )
    expect(json.status).toBe(200)
    const body = new FormData()
    for (const [key, value] of Object.entries({ ...given, code: await codeOf(host) })) body.set(key, value)
    const parts = new Request('https://demo.amocrm.ru/oauth2/access_token', { method: 'POST', body })
    expect((await host.app.fetch(parts)).status).toBe(200)
  })

  test('takes a refresh token once, and gives out another', async () => {
    const host = open()
    const first = await tokensOf(host)
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token }
    const second = await exchange(host, refresh)
    expect(second.status).toBe(200)
    expect((second.body as Tokens).refresh_token).not.toBe(first.refresh_token)
    const again = await exchange(host, refresh)
    expect([again.status, again.type, (again.body as { hint: string }).hint]).toEqual([
      400,
      'application/problem+json',
      'Token has been revoked',
    ])
    host.context.faults.replace({ unverified: { revokedRefresh: '401' } })
    expect((await exchange(host, refresh)).status).toBe(401)
  })

  test.each([
    [{ client_secret: 'wrong' }, 401, 'Check the `client_secret` parameter'],
    [{ redirect_uri: `${REDIRECT}/` }, 401, 'Check the `redirect_uri` parameter'],
    [{ client_id: 'wrong' }, 401, 'Check the `client_id` parameter'],
    [{ client_id: '' }, 400, 'Check the `client_id` parameter'],
    [{ grant_type: 'password' }, 400, 'Check the `grant_type` parameter'],
    [{ code: '' }, 400, 'Check the `code` parameter'],
    [{ code: 'any' }, 400, 'Cannot decrypt the authorization code'],
  ])('refuses a code with %j and leaves the code good', async (wrong, status, hint) => {
    const host = open()
    const code = await codeOf(host)
    const right = { grant_type: 'authorization_code', code }
    const refused = await exchange(host, { ...right, ...wrong })
    expect(refused.body).toEqual({
      hint,
      status,
      type: 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson',
      title: status === 401 ? 'Некорректный клиент' : 'Некорректный запрос',
      detail: expect.any(String) as string,
    })
    expect((await exchange(host, right)).status).toBe(200)
  })

  test('refuses a code that was used, that is older than 20 minutes, that another integration got', async () => {
    const host = openHost({
      integrations: [
        CREDENTIALS,
        { ...CREDENTIALS, client_id: 'other', redirect_uri: 'https://other.test/' },
      ],
    })
    const hintOf = async (code: string): Promise<string> =>
      ((await exchange(host, { grant_type: 'authorization_code', code })).body as { hint: string }).hint
    const code = await codeOf(host)
    await exchange(host, { grant_type: 'authorization_code', code })
    expect(await hintOf(code)).toBe('Authorization code has been revoked')
    expect(await hintOf(await codeOf(host, { client_id: 'other' }))).toBe(
      'Cannot decrypt the authorization code',
    )
    const late = await codeOf(host)
    host.context.clock.set(host.context.clock.now() + 20 * 60)
    expect(await hintOf(late)).toBe('Authorization code has expired')
  })
})

describe('an access token', () => {
  test('is a JWT with the claims that clients read', async () => {
    const host = open()
    const { access_token: token, expires_in: lifetime, server_time: now } = await tokensOf(host)
    expect(claimsOf(token)).toEqual({
      aud: CLIENT,
      jti: expect.any(String) as string,
      iat: now,
      nbf: now,
      exp: now + lifetime,
      sub: String(USER_IDS.admin),
      grant_type: '',
      account_id: 31_000_100,
      base_domain: 'amocrm.ru',
      version: 2,
      scopes: ['crm', 'files', 'files_delete', 'notifications', 'push_notifications'],
      user_flags: 0,
      hash_uuid: expect.any(String) as string,
      api_domain: 'demo.amocrm.ru',
    })
    expect((await host.call('GET', '/api/v4/account', undefined, bearer(token))).status).toBe(200)
  })

  test('ends after a day, and is refused when its claims were changed', async () => {
    const host = open()
    const { access_token: token } = await tokensOf(host)
    const [head, , signature] = token.split('.')
    const forged = Buffer.from(JSON.stringify({ ...claimsOf(token), sub: '1' })).toString('base64url')
    const read = (one: string): Promise<Answer> => host.call('GET', '/api/v4/account', undefined, bearer(one))
    expect((await read(`${head}.${forged}.${signature}`)).status).toBe(401)
    expect((await read('not-a-token')).status).toBe(401)
    host.context.clock.set(host.context.clock.now() + 86_399)
    expect((await read(token)).status).toBe(200)
    host.context.clock.set(host.context.clock.now() + 1)
    expect((await read(token)).status).toBe(401)
  })

  test('gives the rights of the user who gave access, and of another only to an administrator', async () => {
    const host = open()
    const { access_token: admins } = await tokensOf(host)
    const { access_token: managers } = await tokensOf(host, { user: 'manager' })
    const statusOf = async (token: string, as?: number): Promise<number> =>
      (
        await host.call('GET', '/api/v4/users', undefined, {
          ...bearer(token),
          ...(as === undefined ? {} : { 'X-Context-User-ID': String(as) }),
        })
      ).status
    expect(await statusOf(admins)).toBe(200)
    expect(await statusOf(admins, USER_IDS.manager)).toBe(403)
    expect(await statusOf(managers)).toBe(403)
    expect(await statusOf(managers, USER_IDS.admin)).toBe(401)
  })

  test('can live for years when it is made on the integration’s page', async () => {
    const host = open()
    const { body } = await host.call('POST', '/__host/oauth/tokens', { client_id: CLIENT })
    const { access_token: token } = body as Tokens
    host.context.clock.set(host.context.clock.now() + 4 * 365 * 86_400)
    expect((await host.call('GET', '/api/v4/account', undefined, bearer(token))).status).toBe(200)
  })

  test('is refused once the widget of its integration is switched off', async () => {
    const host = openHost()
    const { body } = await host.call('POST', '/__host/oauth/tokens')
    const { access_token: token } = body as Tokens
    expect((await host.call('GET', '/api/v4/account', undefined, bearer(token))).status).toBe(200)
    const off = 'action=uninstall&code=sales_analytics'
    await host.call('POST', '/ajax/widgets/edit', off, { ...COOKIE, ...FORM })
    expect((await host.call('GET', '/api/v4/account', undefined, bearer(token))).status).toBe(401)
  })

  test('or refresh token finds the address of its account', async () => {
    const host = open()
    const tokens = await tokensOf(host)
    const address = {
      id: 31_000_100,
      subdomain: 'demo',
      domain: 'demo.amocrm.ru',
      top_level_domain: 'amocrm.ru',
    }
    const old = await host.call('GET', '/oauth2/account/subdomain', undefined, bearer(tokens.access_token))
    expect([old.status, old.body]).toEqual([200, address])
    const current = '/oauth2/account/current/subdomain'
    const byRefresh = { 'X-Refresh-Token': tokens.refresh_token }
    expect((await host.call('GET', current, undefined, byRefresh)).body).toEqual(address)
    expect((await host.call('GET', current, undefined, { 'X-Refresh-Token': 'x' })).status).toBe(401)
    expect((await host.call('GET', '/oauth2/account/subdomain', undefined, {})).status).toBe(401)
  })
})

describe('the page that gives access', () => {
  const allow = (host: TestHost, answer: string, more = ''): Promise<Answer> =>
    host.call('POST', '/oauth', `client_id=${CLIENT}&state=s%201&answer=${answer}${more}`, {
      ...COOKIE,
      ...FORM,
    })

  test('sends the browser to the redirect address with a code that works', async () => {
    const host = open()
    const shown = await host.call('GET', `/oauth?client_id=${CLIENT}&state=s%201`, undefined, COOKIE)
    expect(shown.text).toContain('Разрешить')
    const sent = await allow(host, 'allow')
    expect(sent.status).toBe(303)
    const target = new URL(sent.headers.get('Location') ?? '')
    expect(target.origin + target.pathname).toBe(REDIRECT)
    const { code, ...others } = Object.fromEntries(target.searchParams)
    expect(others).toEqual({ referer: 'demo.amocrm.ru', platform: '1', client_id: CLIENT, state: 's 1' })
    expect((await exchange(host, { grant_type: 'authorization_code', code: code ?? '' })).status).toBe(200)
  })

  test('says that access was refused, and moves the opener where the page asks for it', async () => {
    const host = open()
    const target = new URL((await allow(host, 'deny')).headers.get('Location') ?? '')
    expect(target.searchParams.get('error')).toBe('access_denied')
    const { text } = await allow(host, 'allow', '&mode=post_message')
    expect(text).toContain(`window.opener.location = "${REDIRECT}?code=`)
  })

  test('lets an administrator be the first, then anybody with a seat', async () => {
    const host = open()
    const as = (user: string): Promise<Answer> => host.call('PUT', '/__host/session', { user })
    await as('manager')
    expect((await allow(host, 'allow')).status).toBe(403)
    await as('admin')
    expect((await allow(host, 'allow')).status).toBe(303)
    await as('manager')
    expect((await allow(host, 'allow')).status).toBe(303)
    await as('free')
    expect((await allow(host, 'allow')).status).toBe(403)
    expect((await host.call('GET', '/oauth?client_id=none', undefined, COOKIE)).status).toBe(404)
  })
})

describe('integrations', () => {
  test('stand in the account file, one of their own for each widget', async () => {
    const { call } = openHost({
      widgets: [{ code: 'one' }, { code: 'two' }],
      integrations: [{ client_id: CLIENT, widget_code: 'two', redirect_uri: REDIRECT }],
    })
    const file = (await call('GET', '/__host/account?only=integrations')).body as { integrations: object[] }
    expect(file.integrations).toMatchObject([
      { client_id: CLIENT, widget_code: 'two', redirect_uri: REDIRECT },
      { client_id: '00000000-0000-4000-8000-000000000001', widget_code: 'one' },
    ])
    const wrong = { integrations: [{ client_id: CLIENT }, { client_id: CLIENT }] }
    expect((await call('PUT', '/__host/account', wrong)).body).toMatchObject({
      path: 'integrations[1].client_id',
    })
    const address = { integrations: [{ client_id: CLIENT, redirect_uri: 'oauth' }] }
    expect((await call('PUT', '/__host/account', address)).body).toMatchObject({
      path: 'integrations[0].redirect_uri',
    })
  })

  test('can be added while the local CRM runs', async () => {
    const host = openHost()
    await host.call('POST', '/__host/oauth/integrations', CREDENTIALS)
    expect((await tokensOf(host)).token_type).toBe('Bearer')
    expect((await host.call('POST', '/__host/oauth/integrations', CREDENTIALS)).status).toBe(422)
    expect((await host.call('GET', '/__host/')).text).toContain(`/oauth?client_id=${CLIENT}`)
  })
})
