import { describe, expect, test } from 'vitest'
import { COOKIE, openHost } from '../openHost'

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

describe('what the page asks for on behalf of widgets', () => {
  test('the proxy of crm_post refuses foreign addresses and what is no address, with words', async () => {
    const { call } = openHost()
    const post = (target: string) =>
      call('POST', '/private/widget/proxy.php', form({ target }), {
        ...COOKIE,
        'Content-Type': 'application/x-www-form-urlencoded',
      })
    for (const target of ['https://example.com/a', 'http://10.0.0.1/', 'http://127.0.0.1.example.com/'])
      expect(await post(target)).toMatchObject({
        status: 403,
        text: expect.stringContaining('этого компьютера'),
      })
    for (const target of ['', 'file:///etc/hosts', 'nonsense']) expect((await post(target)).status).toBe(400)
    const silent = await post('http://127.0.0.1:9/')
    expect(silent).toMatchObject({ status: 502, text: expect.stringContaining('не отвечает') })
  })

  test('none of it is given without a session', async () => {
    const { call } = openHost({ widgets: [{ code: 'one' }] })
    const asked = [
      ['POST', '/private/widget/proxy.php'],
      ['GET', '/ajax/v2/integrations/00000000-0000-4000-8000-000000000001/disposable_token'],
      ['GET', '/ajax/settings/pipeline/sources/list'],
    ] as const
    for (const [method, path] of asked) expect((await call(method, path, undefined, {})).status).toBe(401)
  })

  test('a token of an integration that nobody has is not found', async () => {
    const { call } = openHost({ widgets: [{ code: 'one' }] })
    const path = (uuid: string): string => `/ajax/v2/integrations/${uuid}/disposable_token`
    expect((await call('GET', path('nobody'), undefined, COOKIE)).status).toBe(404)
    const known = await call('GET', path('00000000-0000-4000-8000-000000000001'), undefined, COOKIE)
    expect((known.body as { token: string }).token.split('.')).toHaveLength(3)
  })
})

describe('a file that is not there', () => {
  test('is not answered with a page, under any page’s address', async () => {
    const { call } = openHost()
    for (const path of [
      '/leads/detail/twigjs.js',
      '/contacts/list/none.css',
      '/frontend/vendor/twig/none.js',
    ])
      expect((await call('GET', path)).status).toBe(404)
    expect(await call('GET', '/leads/detail/5')).toMatchObject({
      status: 200,
      type: expect.stringContaining('html'),
    })
  })

  test('outside the packages of the vendor modules cannot be asked for', async () => {
    const { call } = openHost()
    expect((await call('GET', '/frontend/vendor/hono/package.json')).status).toBe(404)
    expect((await call('GET', '/frontend/vendor/twig/..%2f..%2fpackage.json')).status).toBe(404)
    expect((await call('GET', '/frontend/vendor/moment/moment.js')).status).toBe(200)
  })
})
