import { describe, expect, it } from 'vitest'
import { COOKIE, openHost, type TestHost } from '../openHost'

const status = async (
  { call }: TestHost,
  path: string,
  method = 'GET',
): Promise<{ status: number; cookies: string }> => {
  const answer = await call(method, path, undefined, COOKIE)
  return { status: answer.status, cookies: answer.headers.get('Set-Cookie') ?? '' }
}

describe('a session whose short-lived key is over', () => {
  it('refuses calls with 401 until it heals by itself, and says so to the page by a cookie', async () => {
    const host = openHost()
    await host.call('PUT', '/__host/session', { stale: true, healAfterMs: 60_000 })
    for (const path of ['/api/v4/account', '/ajax/page/counts']) {
      const refused = await status(host, path)
      expect(refused.status).toBe(401)
      expect(refused.cookies).toContain('is_auth_lost=1')
    }
    expect((await status(host, '/ajax/page/session/renew', 'POST')).status).toBe(409)
    await host.call('PUT', '/__host/session', { stale: true, healAfterMs: 0 })
    expect((await status(host, '/api/v4/account')).status).toBe(200)
    const renewed = await status(host, '/ajax/page/session/renew', 'POST')
    expect(renewed.status).toBe(200)
    expect(renewed.cookies).toContain('is_auth_lost=;')
  })

  it('waits for its user where it does not heal, and is opened by a sign-in within the page', async () => {
    const host = openHost()
    await host.call('PUT', '/__host/session', { stale: true })
    expect((await status(host, '/ajax/page/session/renew', 'POST')).status).toBe(401)
    expect((await status(host, '/ajax/page/session/sign-in', 'POST')).status).toBe(200)
    expect((await status(host, '/api/v4/account')).status).toBe(200)
  })

  it('is 401 whatever the CRM does at the end of a session', async () => {
    const host = openHost()
    await host.call('PUT', '/__host/faults', { unverified: { sessionEnd: '302' } })
    await host.call('PUT', '/__host/session', { stale: true })
    expect((await status(host, '/api/v4/account')).status).toBe(401)
    await host.call('PUT', '/__host/session', { stale: false, expired: true })
    expect((await status(host, '/api/v4/account')).status).toBe(302)
  })

  it('does not stop programs that come with a token', async () => {
    const host = openHost()
    await host.call('PUT', '/__host/session', { stale: true })
    const answer = await host.call('GET', '/api/v4/account')
    expect(answer.status).toBe(200)
  })
})
