import { describe, expect, it } from 'vitest'

import type { AccountFile } from '../../host/account/accountFile'
import type { HostApp } from '../../host/createApp'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { FieldSetup } from '../../widget/jobs/fieldSetup'
import { runFieldSetup } from '../../widget/jobs/runFieldSetup'
import { fieldNames } from '../../widget/texts/fieldNames'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead, openStage } from './support/anAccount'
import type { SentRequest } from './support/createAppAdapter'
import { createTurns } from './support/createTurns'
import { createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const names = fieldNames('ru', 'RUB')
const options = { priority: 'run' } as const

const setUp = ({ client }: Pick<World, 'client'>): Promise<FieldSetup> =>
  runFieldSetup(
    client,
    { type: 'contacts', hint: {}, names: () => Promise.resolve(names), mayCreate: true },
    options,
  )

/** What the CRM makes of a code that another field has, or of any code. */
const manners = ['one code once', 'one code twice', 'no codes at all'] as const
type Manner = (typeof manners)[number]

const teach = async (world: World, manner: Manner): Promise<void> => {
  if (manner === 'one code twice') await world.setUnverified({ fieldCodeUnique: 'allowed' })
  if (manner === 'no codes at all') refuseCodes(world.host)
}

const refuseCodes = ({ app }: HostApp): void => {
  const send = app.fetch
  app.fetch = async (request, ...rest) => {
    const isMaking = request.method === 'POST' && request.url.endsWith('/custom_fields')
    if (!isMaking || !(await request.clone().text()).includes('"code"')) return send(request, ...rest)
    const errors = [{ code: 'NotSupportedChoice', path: 'code', detail: 'bad code' }]
    const body = { title: 'Bad Request', status: 400, 'validation-errors': [{ request_id: '0', errors }] }
    return new Response(JSON.stringify(body), {
      status: 400,
      headers: { 'Content-Type': 'application/problem+json' },
    })
  }
}

/** Two computers over one CRM; `turns` lets their requests go one by one. */
const twoComputers = async (manner: Manner, account: AccountFile = anAccount()) => {
  const turns = createTurns()
  const a = createWorld({ account, beforeSend: turns.wait('a') })
  await teach(a, manner)
  const b = createWorld({ account, host: a.host, beforeSend: turns.wait('b') })
  return { a, b, turns }
}

const ours = ({ host }: World) =>
  host.context.store.fields.contacts.fields.filter(({ name }) => Object.values(names.fields).includes(name))

const groupsOf = ({ host }: World) =>
  host.context.store.fields.contacts.groups.filter(({ name }) => name === names.group)

/** Both computers have the same eight fields, which stand in the one group of our name. */
const expectEight = (world: World, setups: readonly FieldSetup[]): void => {
  const fields = ours(world)
  expect(fields.map(({ name }) => name).sort()).toEqual(Object.values(names.fields).sort())
  const [group, ...doubles] = groupsOf(world)
  expect(doubles).toEqual([])
  for (const field of fields) expect(field.group_id).toBe(group?.id)
  for (const setup of setups) {
    if (setup.kind !== 'ready') throw new Error(JSON.stringify(setup))
    expect(new Set(Object.values(setup.ids))).toEqual(new Set(fields.map(({ id }) => id)))
  }
}

/** Requests of one set-up that makes all, and some more for what has to be taken back. */
const mostTurns = 9
const schedules = Array.from({ length: mostTurns }, (_, first) =>
  Array.from({ length: mostTurns }, (__, second) => 'a'.repeat(first) + 'b'.repeat(second)),
).flat()

describe.each(manners)('two first runs at once, where the CRM takes %s', (manner) => {
  it('end with the same eight fields, wherever the one cuts into the other', async () => {
    for (const schedule of schedules) {
      const { a, b, turns } = await twoComputers(manner)
      const setups = await turns.play(schedule, { a: () => setUp(a), b: () => setUp(b) })
      expectEight(a, Object.values(setups))
    }
  })

  it('end with the same eight fields when they take turns', async () => {
    for (const schedule of ['ab', 'ba', 'aab', 'abb', 'bba', 'aabb', 'abbbaa'].map((one) => one.repeat(12))) {
      const { a, b, turns } = await twoComputers(manner)
      const setups = await turns.play(schedule, { a: () => setUp(a), b: () => setUp(b) })
      expectEight(a, Object.values(setups))
    }
  })

  it('give a deleted field back once, when two opened cards make it again', async () => {
    for (const schedule of schedules.filter(({ length }) => length < mostTurns)) {
      const { a, b, turns } = await twoComputers(manner)
      const first = await setUp(createWorld({ account: anAccount(), host: a.host }))
      if (first.kind !== 'ready') throw new Error('no fields')
      a.host.context.store.fields.contacts.deleteField(first.ids.refusedSum ?? 0)
      const setups = await turns.play(schedule, { a: () => setUp(a), b: () => setUp(b) })
      expectEight(a, Object.values(setups))
    }
  })
})

describe('two first runs at once, to their ends', () => {
  const leads = [
    aWireLead(1, { contacts: [1], company: 1001 }),
    aWireLead(2, { contacts: [1, 2], price: 70 }),
    aWireLead(3, { contacts: [2], company: 1002, ...openStage }),
  ]

  /** A whole run that answers what it is asked, and goes on beside another computer. */
  const runOn = async (world: World): Promise<void> => {
    const run = createBulkRun(world.deps)
    run.start({ entities: ['contacts', 'companies'] })
    for (;;) {
      const state = await untilPhase(run, 'preview', 'paused', 'report')
      if (state.phase === 'report') return
      if (state.phase === 'preview') run.choose('all')
      else run.resume()
      await new Promise((resolve) => void setImmediate(resolve))
    }
  }

  it.each(manners.slice(0, 2))(
    'write the right figures into eight fields of each entity, where the CRM takes %s',
    async (manner) => {
      for (let cut = 1; cut <= 16; cut += 1) {
        let sent = 0
        const account = anAccount({ leads })
        const other = async (_request: SentRequest): Promise<void> => {
          sent += 1
          if (sent === cut) await runOn(createWorld({ account, host: world.host }))
        }
        const world: World = createWorld({ account, beforeSend: other })
        await teach(world, manner)
        await runOn(world)
        const file = world.account()
        for (const type of ['contacts', 'companies'] as const) {
          const fields = file.custom_fields?.[type]?.filter(({ name }) => name?.startsWith('*'))
          expect([cut, type, fields?.length]).toEqual([cut, type, 8])
        }
        expect(diffAccountFields(file)).toEqual([])
      }
    },
  )
})

describe('a double that was made at the same time', () => {
  it('stays, and the run stops with words, where a card holds something in it already', async () => {
    const { a, b, turns } = await twoComputers('one code twice')
    const write = async (): Promise<void> => {
      const own = ours(a).filter(({ name }) => name === names.fields.boughtCount)
      const id = Math.max(...own.map((field) => field.id))
      await a.change({
        op: 'update',
        entity: 'contacts',
        id: 1,
        set: { custom_fields_values: [{ field_id: id, values: [{ value: '5' }] }] },
      })
    }
    const isLook = ({ path }: SentRequest) => path.startsWith('/api/v4/contacts?')
    const late = createWorld({
      account: anAccount(),
      host: a.host,
      beforeSend: async (request) => (isLook(request) ? write() : turns.wait('b')(request)),
    })
    // Both have looked and made nothing yet.
    const setups = await turns.play('aaabbbaabbb', { a: () => setUp(a), b: () => setUp(late) })
    expect(setups.a.kind).toBe('ready')
    expect(setups.b).toMatchObject({
      kind: 'conflict',
      conflict: { key: 'boughtCount', reason: 'codes', fields: [{ type: 'numeric' }, { type: 'numeric' }] },
    })
    expect(ours(a)).toHaveLength(16)
    expect(late.requests.filter(({ method }) => method === 'DELETE')).toEqual([])
    expect(b.requests).toEqual([])
  })
})
