import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { array, assert, integer, property } from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { RateWindow } from '../../../host/api/rateWindow'
import type { RequestSummary } from '../../../host/api/requestLog'
import { openHost } from '../openHost'

const closers: (() => void)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

describe('limits and faults', () => {
  test('let 7 requests of a session into any second and answer the rest with the gateway page', async () => {
    let at = 1_752_000_003_000
    const { call } = openHost({}, { rate: 7, arrivalClock: () => at })
    const answers = await Promise.all(Array.from({ length: 9 }, () => call('GET', '/api/v4/account')))
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([
      ...Array<number>(7).fill(200),
      429,
      429,
    ])
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.type).toBe('text/html')
    expect(refused?.text).toContain('429 Too Many Requests')
    expect((await call('GET', '/__host/requests')).status).toBe(200)
    const log = (await call('GET', '/__host/requests')).body as RequestSummary
    expect(log).toMatchObject({
      total: 9,
      rejected: 2,
      peakPerSecond: 9,
      byRoute: { 'GET /api/v4/account': 9 },
    })
    expect(log.list).toHaveLength(9)
    at += 999
    expect((await call('GET', '/api/v4/account')).status).toBe(429)
    // Refused calls count as well: only now are there seven in the last second.
    at += 1000
    expect((await call('GET', '/api/v4/account')).status).toBe(200)
  })

  test('count each session apart', async () => {
    const { call } = openHost({}, { rate: 1, arrivalClock: () => 1_752_000_003_000 })
    expect((await call('GET', '/api/v4/account')).status).toBe(200)
    expect((await call('GET', '/api/v4/account', undefined, { Cookie: 'session_id=a' })).status).toBe(200)
    expect((await call('GET', '/api/v4/account', undefined, { Cookie: 'session_id=b' })).status).toBe(200)
    expect((await call('GET', '/api/v4/account', undefined, { Cookie: 'session_id=b' })).status).toBe(429)
  })

  test('admit an arrival exactly when its last second holds no more than the limit', () => {
    assert(
      property(
        array(integer({ min: 0, max: 5000 }), { maxLength: 60 }),
        integer({ min: 1, max: 9 }),
        (times, limit) => {
          const window = new RateWindow()
          const arrivals = times.sort((one, other) => one - other)
          return arrivals.every((at, index) => {
            const recent = arrivals.slice(0, index + 1).filter((time) => time > at - 1000).length
            return window.admits('s', at, limit) === recent <= limit
          })
        },
      ),
    )
  })

  test('apply a rule after n matches, m times, by method, path, size and id', async () => {
    const { call } = openHost({ contacts: [{ id: 1 }, { id: 2 }] })
    const rule = { method: 'PATCH', path: '/api/v4/contacts', minItems: 2, after: 1, times: 1, status: 504 }
    expect((await call('PUT', '/__host/faults', { rules: [rule] })).status).toBe(200)
    const two = [
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ]
    const statuses: number[] = []
    for (const body of [two, [{ id: 1, name: 'c' }], two, two])
      statuses.push((await call('PATCH', '/api/v4/contacts', body)).status)
    expect(statuses).toEqual([200, 200, 504, 200])
    await call('PUT', '/__host/faults', {
      rules: [{ containsId: 2, status: 400, body: { title: 'Bad Request' } }],
    })
    expect((await call('PATCH', '/api/v4/contacts', two)).body).toEqual({ title: 'Bad Request' })
    expect((await call('PATCH', '/api/v4/contacts', [{ id: 1, name: 'd' }])).status).toBe(200)
    await call('PUT', '/__host/faults', { rules: [{ path: '/contacts\\?with=leads.*page=2/', status: 500 }] })
    expect((await call('GET', '/api/v4/contacts?with=leads&limit=1&page=2')).status).toBe(500)
    await call('PUT', '/__host/faults', {})
    expect((await call('GET', '/api/v4/contacts?with=leads&limit=1&page=2')).status).toBe(200)
  })

  test('repeat the same faults from the same seed', async () => {
    const { call } = openHost()
    const run = async (): Promise<number[]> => {
      await call('PUT', '/__host/faults', { seed: 5, rules: [{ probability: 0.5, status: 503 }] })
      const answers = []
      for (let turn = 0; turn < 12; turn++) answers.push((await call('GET', '/api/v4/account')).status)
      return answers
    }
    const first = await run()
    expect(new Set(first)).toEqual(new Set([200, 503]))
    expect(await run()).toEqual(first)
  })

  test('refuse a rule that does not fit, with its path', async () => {
    const { call } = openHost()
    const answer = await call('PUT', '/__host/faults', { rules: [{ status: 500 }, { statuss: 5 }] })
    expect([answer.status, (answer.body as { path: string }).path]).toEqual([422, 'rules[1].statuss'])
    const other = await call('PUT', '/__host/faults', { unverified: { numericAs: 'float' } })
    expect((other.body as { path: string }).path).toBe('unverified.numericAs')
  })

  test('cut the connection before or after the work, through fetch on the app', async () => {
    const { call } = openHost({ contacts: [{ id: 1, name: 'старое' }] })
    await call('PUT', '/__host/faults', {
      rules: [
        { method: 'PATCH', drop: 'before', times: 1 },
        { method: 'PATCH', drop: 'after' },
      ],
    })
    const write = (name: string): Promise<unknown> => call('PATCH', '/api/v4/contacts/1', { name })
    await expect(write('первое')).rejects.toThrow(TypeError)
    expect((await call('GET', '/api/v4/contacts/1')).body).toMatchObject({ name: 'старое' })
    await expect(write('второе')).rejects.toThrow('fetch failed')
    expect((await call('GET', '/api/v4/contacts/1')).body).toMatchObject({ name: 'второе' })
  })

  test('cut the socket when served over a network', async () => {
    const { app, call } = openHost({ contacts: [{ id: 1 }] })
    await call('PUT', '/__host/faults', { rules: [{ method: 'PATCH', drop: 'after' }] })
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    closers.push(() => server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const headers = { Authorization: 'Bearer local-token' }
    const body = JSON.stringify({ name: 'записано' })
    await expect(fetch(`${address}/api/v4/contacts/1`, { method: 'PATCH', headers, body })).rejects.toThrow()
    const read = await fetch(`${address}/api/v4/contacts/1`, { headers })
    expect(await read.json()).toMatchObject({ name: 'записано' })
  })

  test('replace what a handler says where a rule has a body alone', async () => {
    const { call } = openHost({ contacts: [{ id: 1 }] })
    await call('PUT', '/__host/faults', {
      rules: [{ method: 'PATCH', body: '{"_embedded":', contentType: 'application/hal+json' }],
    })
    const answer = await call('PATCH', '/api/v4/contacts/1', { name: 'записано' }).catch(
      (error: unknown) => error,
    )
    expect(answer).toBeInstanceOf(SyntaxError)
    expect((await call('GET', '/api/v4/contacts/1')).body).toMatchObject({ name: 'записано' })
  })

  test('deliver a webhook to a loopback address as the CRM posts it', async () => {
    const { call } = openHost({ leads: [{ id: 1, name: 'Сделка', price: 5, status_id: 50, pipeline_id: 7 }] })
    const received = new Promise<string>((resolve) => {
      const receiver = createServer((request, response) => {
        let text = ''
        request.on('data', (chunk: Buffer) => {
          text += chunk.toString()
        })
        request.on('end', () => {
          response.end()
          resolve(text)
        })
      })
      closers.push(() => receiver.close())
      receiver.listen(0, '127.0.0.1', () => {
        const destination = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
        void call('POST', '/api/v4/webhooks', { destination, settings: ['status_lead'] }).then(() =>
          call('PATCH', '/api/v4/leads/1', { status_id: 142 }),
        )
      })
    })
    const form = new URLSearchParams(await received)
    expect(form.get('leads[status][0][status_id]')).toBe('142')
    expect(form.get('leads[status][0][old_status_id]')).toBe('50')
    expect(form.get('account[id]')).toBe('31000100')
  })
})
