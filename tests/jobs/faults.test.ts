import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { RunState } from '../../widget/jobs/runState'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { createWorld, type World } from './support/createWorld'
import { runThrough } from './support/runThrough'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const aWorld = () =>
  createWorld({
    account: anAccount({
      contactCount: 600,
      leads: Array.from({ length: 700 }, (_, position) =>
        aWireLead(5000 + position, { contacts: [(position % 600) + 1], company: 1001 + (position % 2) }),
      ),
    }),
  })
const html = { body: '<html><body>403 Forbidden</body></html>', contentType: 'text/html' }
const problem = (status: number, detail: string) => ({
  status,
  contentType: 'application/problem+json',
  body: {
    title: 'Error',
    status,
    detail,
  },
})

/** Starts a run that answers the preview by itself. */
const startRun = (world: World) => {
  const run = createBulkRun(world.deps)
  run.subscribe((state) => {
    if (state.phase === 'preview') run.choose('changed')
  })
  run.start(both)
  return run
}
const pausedState = (state: RunState) => state as Extract<RunState, { phase: 'paused' }>

describe('a run meets faults of the CRM', () => {
  it('passing ones are not even seen: 429, 5xx and cut connections', async () => {
    const world = aWorld()
    await world.setFaults(
      { path: '/api/v4/leads?', after: 1, times: 2, status: 429, ...html },
      { path: '/api/v4/contacts?', after: 1, times: 1, status: 502, ...html },
      { path: '/api/v4/companies?', times: 1, drop: 'before' },
      { method: 'PATCH', after: 1, times: 1, status: 504, ...html },
      { method: 'PATCH', after: 3, times: 1, drop: 'after' },
    )
    const report = await runThrough(world)
    expect(report).toMatchObject({ isComplete: true, firstTime: 602, failed: [] })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('lasting 5xx while reading: a pause with the reason, and on from the page where it stood', async () => {
    const world = aWorld()
    await world.setFaults({ path: '/leads\\?.*page=3/', times: 5, ...problem(500, 'Internal error') })
    const run = startRun(world)
    const paused = pausedState(await untilPhase(run, 'paused'))
    expect(paused).toMatchObject({ during: 'reading', reason: { kind: 'crm', error: 'server' } })
    expect(paused.reading?.read.leads).toBe(500)
    const before = world.requests.length
    run.resume()
    await untilPhase(run, 'report')
    expect(world.requests[before]?.path).toContain('page=3')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('lasting 5xx while writing: a pause, and every card is written once it is over', async () => {
    const world = aWorld()
    await world.setFaults({
      method: 'PATCH',
      path: '/api/v4/contacts',
      after: 1,
      times: 5,
      ...problem(503, 'Busy'),
    })
    const run = startRun(world)
    await expect(untilPhase(run, 'paused')).resolves.toMatchObject({ during: 'writing' })
    run.resume()
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: true, firstTime: 602 })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it.each(['reading', 'writing'])(
    'a session that is away for a moment while %s: no pause',
    async (during) => {
      const world = aWorld()
      const path = during === 'reading' ? '/api/v4/contacts?' : '/api/v4/contacts'
      const method = during === 'reading' ? 'GET' : 'PATCH'
      await world.setFaults({ method, path, after: 1, times: 1, ...problem(401, 'Unauthorized') })
      const run = startRun(world)
      const phases = new Set<string>()
      run.subscribe(({ phase }) => phases.add(phase))
      await untilPhase(run, 'report')
      expect(phases).not.toContain('paused')
      expect(diffAccountFields(world.account())).toEqual([])
    },
  )

  it.each(['reading', 'writing'])(
    'a session that ends while %s: a pause, and the run goes on by itself once it is back',
    async (during) => {
      const world = aWorld()
      const run = startRun(world)
      const undo = run.subscribe((state) => {
        const isDue = state.phase === during && (state.phase !== 'writing' || state.progress.written > 0)
        if (!isDue) return
        undo()
        world.host.context.session.expired = true
      })
      const paused = await untilPhase(run, 'paused')
      expect(paused).toMatchObject({ during, reason: { kind: 'crm', error: 'session' } })
      world.host.context.session.expired = false
      await untilPhase(run, 'report')
      expect(diffAccountFields(world.account())).toEqual([])
    },
  )

  it('a session that ends: «Продолжить» goes on as well', async () => {
    const world = aWorld()
    await world.setFaults({
      method: 'PATCH',
      path: '/api/v4/contacts',
      after: 1,
      ...problem(401, 'Unauthorized'),
    })
    const run = startRun(world)
    await untilPhase(run, 'paused')
    await world.setFaults()
    run.resume()
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it.each([
    ['payment', 402, problem(402, 'Payment Required')],
    ['forbidden', 403, problem(403, 'No rights')],
    ['banned', 403, { status: 403, ...html }],
  ] as const)('%s ends it at once, and no further request is sent', async (error, _status, answer) => {
    const world = aWorld()
    await world.setFaults({ path: '/api/v4/leads?', after: 1, ...answer })
    const run = startRun(world)
    const { failure } = await untilPhase(run, 'failed')
    expect(failure).toMatchObject({ kind: 'crm', error })
    const sent = world.requests.length
    await world.untilQuiet()
    expect(world.requests.length).toBe(sent)
    expect(world.writes()).toEqual([])
  })

  it.each([
    ['not JSON', { body: 'oops', contentType: 'application/json' }],
    ['another shape', { body: { _embedded: { leads: [{ id: 'x' }] } } }],
    ['missing keys', { body: { _embedded: { leads: [{ id: 5 }] } } }],
  ])('a malformed answer (%s) ends it with call and path, and nothing is written', async (_what, answer) => {
    const world = aWorld()
    await world.setFaults({ path: '/api/v4/leads?', after: 1, status: 200, ...answer })
    const run = startRun(world)
    const { failure } = await untilPhase(run, 'failed')
    expect(failure).toMatchObject({ kind: 'crm', error: 'malformed' })
    expect(failure.kind === 'crm' && failure.path).toContain('/api/v4/leads')
    expect(world.writes()).toEqual([])
  })

  it('a card that the CRM refuses goes to the failures with its words, and is written by a retry', async () => {
    const world = aWorld()
    await world.setFaults({
      method: 'PATCH',
      containsId: 77,
      times: 1e3,
      ...problem(400, 'Контакт заблокирован'),
    })
    const run = startRun(world)
    const first = await untilPhase(run, 'report')
    expect(first.report).toMatchObject({ isComplete: true, firstTime: 601 })
    expect(first.report.failed).toEqual([
      {
        parent: {
          type: 'contacts',
          id: 77,
        },
        name: 'Контакт 77',
        reason: 'refused',
        detail: 'Контакт заблокирован',
      },
    ])
    await world.setFaults()
    const sent = world.cardsSent()
    run.retryFailed()
    const second = await untilPhase(run, 'report')
    expect(second.report).toMatchObject({ firstTime: 602, failed: [] })
    expect(world.cardsSent() - sent).toBe(1)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('a field deleted meanwhile: a pause that names it, then it is made again and filled on all cards', async () => {
    const world = aWorld()
    await runThrough(world, 'nothing')
    const fieldOf = () =>
      world.account().custom_fields?.contacts?.find(({ code }) => code === 'SALES_ANALYTICS_REFUSED_COUNT')
    const before = fieldOf()?.id
    await world.change({
      op: 'delete',
      entity: 'custom_fields',
      id: before,
      to: undefined,
      set: { entity: 'contacts' },
      afterRequest: {
        method: 'PATCH',
        path: '/api/v4/contacts',
        n: 1,
      },
    })
    const run = startRun(world)
    const paused = await untilPhase(run, 'paused')
    expect(paused.reason).toEqual({
      kind: 'fieldGone',
      parentType: 'contacts',
      key: 'refusedCount',
      name: '*Отказы, шт.',
    })
    run.resume()
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: true, firstTime: 602, failed: [] })
    expect(fieldOf()?.id).not.toBe(before)
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
