import { describe, expect, it } from 'vitest'
import { anAccount } from './support/anAccount'
import { createWorld, run, type World } from './support/createWorld'
import { readSampleText } from './support/readSample'

const pathOfAccount = '/api/v4/account'
const html = 'text/html'

function fault(world: World, rule: Readonly<Record<string, unknown>>): void {
  world.setFaults({ rules: [{ path: pathOfAccount, ...rule }] })
}

const fetchAccount = (world: World) => world.client.fetchAccount(run)

describe('a call', () => {
  it('gives the account and says who asks', async () => {
    const world = createWorld()
    expect(await world.run(fetchAccount(world))).toMatchObject({ id: 31000100, currency: 'RUB' })
    expect(world.client.requestCount()).toBe(1)
    expect(world.arrivals[0]?.path).toBe('/api/v4/account?with=is_api_filter_enabled,datetime_settings')
  })

  it.each([500, 502, 503, 504])('is tried five times while the answer is %i', async (status) => {
    const world = createWorld()
    fault(world, { status, times: 4 })
    expect(await world.run(fetchAccount(world))).toMatchObject({ id: 31000100 })
    expect(world.waits).toEqual(['server', 'server', 'server', 'server'])
    fault(world, { status })
    expect(await world.fail(fetchAccount(world))).toMatchObject({
      kind: 'server',
      status,
      path: world.arrivals[0]?.path.replace(',', '%2C'),
    })
    expect(world.arrivals).toHaveLength(10)
  })

  it('is tried again after the network failed', async () => {
    const world = createWorld()
    fault(world, { drop: 'before', times: 2 })
    await world.run(fetchAccount(world))
    fault(world, { drop: 'after' })
    expect(await world.fail(fetchAccount(world))).toMatchObject({
      kind: 'network',
      status: 0,
      mayBeApplied: false,
    })
    expect(world.waits.slice(0, 2)).toEqual(['network', 'network'])
  })

  it('is given up when no answer comes in time', async () => {
    const world = createWorld({ latency: () => 90_000 })
    expect(await world.fail(fetchAccount(world))).toMatchObject({ kind: 'timeout' })
    expect(world.arrivals).toHaveLength(5)
  })

  it('obeys the time that an overloaded server asks for', async () => {
    const world = createWorld()
    fault(world, { status: 503, body: { title: 'Down', retry_after: 60 }, times: 1 })
    await world.run(fetchAccount(world))
    expect((world.arrivals[1]?.at ?? 0) - (world.arrivals[0]?.at ?? 0)).toBeGreaterThanOrEqual(60_000)
  })

  it('waits as long as a 429 asks for and then goes on slower', async () => {
    const world = createWorld()
    fault(world, { status: 429, body: JSON.parse(readSampleText('error_429.json')), times: 1 })
    await world.run(fetchAccount(world))
    expect((world.arrivals[1]?.at ?? 0) - (world.arrivals[0]?.at ?? 0)).toBeGreaterThanOrEqual(300_000)
    expect(world.waits).toEqual(['rateLimited'])
    const [first, second] = [fetchAccount(world), fetchAccount(world)]
    await world.run(Promise.all([first, second]))
    expect((world.arrivals[3]?.at ?? 0) - (world.arrivals[2]?.at ?? 0)).toBe(292)
  })

  it('loses no request to a gateway that says 429 again and again', async () => {
    const world = createWorld()
    fault(world, { status: 429, body: readSampleText('error_429.html'), contentType: html, times: 15 })
    expect(await world.run(fetchAccount(world))).toMatchObject({ id: 31000100 })
    fault(world, { status: 429, body: readSampleText('error_429.html'), contentType: html })
    expect(await world.fail(fetchAccount(world))).toMatchObject({ kind: 'rateLimited', status: 429 })
  })

  it.each([
    [402, 'error_402.json', 'payment', 'Payment Required'],
    [403, 'error_403_rights.json', 'forbidden', 'Недостаточно прав'],
    [404, 'error_404.json', 'notFound', 'Cannot GET https://demo.amocrm.ru/api/v4/unknown'],
    [405, 'error_405.json', 'refused', 'Method Not Allowed'],
    [422, 'error_422_limit.json', 'unprocessable', 'Limit of 250 per page'],
  ])('says what an answer %i means, without trying again', async (status, sample, kind, detail) => {
    const world = createWorld()
    fault(world, { status, body: JSON.parse(readSampleText(sample)) })
    expect(await world.fail(fetchAccount(world))).toMatchObject({ kind, status, detail })
    expect(world.arrivals).toHaveLength(1)
  })

  it('reads the complaints of a 400', async () => {
    const world = createWorld()
    fault(world, { status: 400, body: JSON.parse(readSampleText('error_400_validation.json')) })
    expect(await world.fail(fetchAccount(world))).toMatchObject({
      kind: 'refused',
      issues: [
        { requestId: '51000002', code: 'NotSupportedChoice', path: 'custom_fields_values.0.field_id' },
        { requestId: '51000003', code: 'InvalidType', path: 'custom_fields_values.7.values.0.value' },
      ],
    })
    fault(world, { status: 400, body: JSON.parse(readSampleText('error_400_business.json')) })
    expect(await world.fail(fetchAccount(world))).toMatchObject({
      issues: [{ requestId: '41000003', detail: 'Loss reason is available only for lost leads' }],
    })
  })

  it('sends nothing more after the page of a ban', async () => {
    const world = createWorld()
    fault(world, { status: 403, body: readSampleText('error_403_ban.html'), contentType: html, times: 1 })
    const waiting = world.client.listPipelines(run)
    const ban = await world.fail(fetchAccount(world))
    expect(ban).toMatchObject({ kind: 'banned', status: 403 })
    const sent = world.arrivals.length
    expect(await world.fail(world.client.listGroups('contacts', { priority: 'card' }))).toBe(ban)
    expect(world.arrivals).toHaveLength(sent)
    await world.run(Promise.allSettled([waiting]))
  })

  it('notices the end of the session, said or by the page to log in', async () => {
    const cookie = { headers: { Cookie: 'session_id=1' } }
    const world = createWorld({ client: cookie })
    await world.run(fetchAccount(world))
    world.host.context.session.expired = true
    expect(await world.fail(fetchAccount(world))).toMatchObject({ kind: 'session', status: 401 })
    world.setFaults({ unverified: { sessionEnd: '302' } })
    expect(await world.fail(fetchAccount(world))).toMatchObject({ kind: 'session' })
  })

  it.each([
    ['cut', '{"id":31000100,"curr'],
    ['of another shape', '{"id":"x"}'],
  ])('is tried twice again while the answer is %s', async (_, body) => {
    const world = createWorld()
    fault(world, { status: 200, body, contentType: 'application/json', times: 2 })
    expect(await world.run(fetchAccount(world))).toMatchObject({ id: 31000100 })
    expect(world.arrivals).toHaveLength(3)
  })

  it('names the call and the place of an answer that it does not understand', async () => {
    const world = createWorld()
    fault(world, { status: 200, body: '<html>', contentType: html })
    expect(await world.fail(fetchAccount(world))).toMatchObject({
      kind: 'malformed',
      method: 'GET',
      detail: '',
    })
    expect(world.arrivals).toHaveLength(3)
    world.setFaults({
      rules: [{ path: '/api/v4/leads', body: { _links: {}, _embedded: { leads: [{ id: 1 }] } } }],
    })
    expect(await world.fail(world.client.listLeads(run, () => undefined))).toMatchObject({
      kind: 'malformed',
      path: '/api/v4/leads?with=contacts&order%5Bid%5D=asc&limit=250&page=1',
      detail: '_embedded.leads.0.pipeline_id',
    })
  })

  it('ends at its signal while it waits, is on its way or backs off', async () => {
    const world = createWorld()
    const early = AbortSignal.abort()
    expect(await world.fail(world.client.listPipelines({ priority: 'card', signal: early }))).toMatchObject({
      kind: 'cancelled',
    })
    expect(world.arrivals).toHaveLength(0)
    fault(world, { status: 500 })
    const abort = new AbortController()
    const call = world.client.fetchAccount({ priority: 'card', signal: abort.signal })
    for (let step = 0; world.waits.length === 0 && step < 50; step += 1) {
      await world.clock.settle()
      world.clock.wakeNext()
    }
    abort.abort()
    expect(await world.fail(call)).toMatchObject({ kind: 'cancelled' })
  })

  it('tells the time of the CRM', async () => {
    const times: number[] = []
    const world = createWorld({ client: { onServerTime: (time) => times.push(time) } })
    await world.run(fetchAccount(world))
    expect(times).toEqual([1_760_000_000_000])
  })
})

describe('the pace of requests', () => {
  it.each([
    [7, 300],
    [7, 800],
    [5, 300],
  ])(
    'uses 95 %% of %i requests a second at a latency of %i ms and never exceeds them',
    async (rate, latency) => {
      let turn = 0
      const world = createWorld({
        account: anAccount({ leads: 50_500 }),
        client: { rate },
        latency: () => latency,
        lateness: () => [0, 3, 1, 5, 2][(turn += 1) % 5] ?? 0,
      })
      await world.run(fetchAccount(world))
      await world.run(world.client.listLeads(run, () => undefined))
      const times = world.arrivals.slice(1).map(({ at }) => at)
      expect(times.length).toBeGreaterThanOrEqual(200)
      const peak = Math.max(
        ...times.map((start) => times.filter((at) => at >= start && at < start + 1000).length),
      )
      expect(peak).toBeLessThanOrEqual(rate)
      const duration = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000
      expect((times.length - 1) / duration / rate).toBeGreaterThanOrEqual(0.95)
    },
  )

  it('lets the calls of an opened card pass a run', async () => {
    const world = createWorld({ account: anAccount({ leads: 10_000 }), latency: () => 300 })
    const reading = world.client.listLeads(run, (_leads, { pages }) => {
      if (pages === 5) {
        void world.client.listPipelines({ priority: 'card' })
      }
    })
    await world.run(reading)
    const place = world.arrivals.findIndex(({ path }) => path === '/api/v4/leads/pipelines')
    expect(place).toBeGreaterThan(4)
    expect(place).toBeLessThan(10)
  })
})
