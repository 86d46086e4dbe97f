import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HostWindow } from '../../../host/page/hostWindow'
import type { OpenedHost } from '../../host/page/support/openHost'
import { expectSeen, openSamples, seenBy } from '../support/openSamples'
import { poll } from '../support/poll'

const code = 'sample_backend'
const secret = 'local-secret-local-secret-local-secret-local-secret-local-secret'
const posts: { at: number; body: string; type: string }[] = []
let backend: Server
let host: OpenedHost

/** A widget's server: `/post` echoes a number, without CORS; `/who` gives back the token of the request. */
beforeAll(async () => {
  backend = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      if (request.url === '/post') {
        posts.push({ at: Date.now(), body, type: request.headers['content-type'] ?? '' })
        response.setHeader('Content-Type', 'application/json')
        response.end(JSON.stringify({ number: Number(new URLSearchParams(body).get('number')) }))
        return
      }
      response.setHeader('Access-Control-Allow-Origin', '*')
      response.setHeader('Access-Control-Allow-Headers', 'X-Auth-Token, X-Sample')
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ token: request.headers['x-auth-token'] ?? null }))
    })
  })
  await new Promise<void>((resolve) => {
    backend.listen(0, '127.0.0.1', resolve)
  })
  const address = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`
  host = await openSamples([code], { contacts: [{ id: 1, name: 'Анна' }] }, { address })
})

afterAll(async () => {
  await host.close()
  backend.close()
})

describe('a widget with a server of its own', () => {
  test('reaches it by crm_post through the CRM, a request a second, and is refused foreign addresses', async () => {
    const page = await host.open('/dashboard/')
    const failed = page.waitForEvent('pageerror', (error) => error.message.includes('crm_post'))
    await page.evaluate(() => (window as unknown as HostWindow).APP.router.navigate('/contacts/detail/1'))
    await poll(async () => (await seenBy(page, code))['posts']).toEqual([
      { number: 1 },
      { number: 2 },
      { number: 3 },
    ])
    expect(posts[0]).toMatchObject({
      body: 'number=1&name=%D0%90%D0%BD%D0%BD%D0%B0',
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
    })
    // The browser starts them a second apart; the road to the server adds what it adds.
    expect((posts[2]?.at ?? 0) - (posts[0]?.at ?? 0)).toBeGreaterThan(1500)
    await expectSeen(page, code, { foreign: 403 })
    expect((await failed).message).toContain('только на адреса этого компьютера')
  })

  test('is told by $authorizedAjax who asks, in a token that its secret proves', async () => {
    const page = await host.open('/contacts/detail/1')
    await poll(async () => typeof (await seenBy(page, code))['token']).toBe('string')
    const { token } = await seenBy<{ token: string }>(page, code)
    const [head = '', body = '', signature] = token.split('.')
    expect(createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')).toBe(signature)
    const read = (part: string): Record<string, unknown> =>
      JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
    expect(read(head)).toMatchObject({ alg: 'HS256', typ: 'JWT' })
    const claims = read(body)
    const { account } = host.context.store
    expect(claims).toMatchObject({
      iss: host.url,
      aud: 'http://localhost',
      account_id: account.id,
      user_id: host.context.sessionUser.id,
      subdomain: account.subdomain,
      client_uuid: '00000000-0000-4000-8000-000000000001',
    })
    expect(claims['nbf']).toBe(claims['iat'])
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(1800)
    expect(claims['jti']).toMatch(/^[0-9a-f-]{36}$/)
  })
})
