import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UpdateOptions, WriteOutcome } from '../../widget/api/crmClient'
import type { ParentCard } from '../../widget/records/parentCard'
import type { ParentWrite } from '../../widget/records/parentWrite'
import { anAccount, fieldIds } from './support/anAccount'
import { ascending } from './support/ascending'
import { createWorld, run, type World, type WorldOptions } from './support/createWorld'
import { batches, batchSizes, someWrites, writtenAt } from './support/someWrites'

const aWorld = (contacts: number, options: WorldOptions = {}): World =>
  createWorld({ account: anAccount({ contacts }), ...options })

/** All outcomes of the writing as one. */
const update = async (
  world: World,
  writes: readonly ParentWrite[],
  options: Partial<UpdateOptions> = {},
): Promise<WriteOutcome> => {
  const outcomes: WriteOutcome[] = []
  await world.client.updateParents('contacts', writes, fieldIds, {
    ...run,
    ...options,
    onBatch(outcome) {
      outcomes.push(outcome)
      options.onBatch?.(outcome)
    },
  })
  return {
    updated: outcomes.flatMap(({ updated }) => updated),
    missing: outcomes.flatMap(({ missing }) => missing),
    refused: outcomes.flatMap(({ refused }) => refused),
  }
}

async function readCards(world: World): Promise<Map<number, ParentCard>> {
  const cards = new Map<number, ParentCard>()
  await world.run(
    world.client.listParents('contacts', fieldIds, run, (page) => {
      for (const card of page) {
        cards.set(card.id, card)
      }
    }),
  )
  return cards
}

/** Every card holds what was to be written. */
async function expectWritten(world: World, writes: readonly ParentWrite[]): Promise<void> {
  const cards = await readCards(world)
  for (const { id, figures } of writes) {
    expect(cards.get(id)?.stored).toMatchObject({ ...figures, actualAt: writtenAt })
  }
}

describe('writing cards', () => {
  it('starts with 50, doubles up to 250 and confirms every card once', async () => {
    const world = aWorld(1200)
    const outcomes: WriteOutcome[] = []
    const writes = someWrites(1200)
    const outcome = await world.run(update(world, writes, { onBatch: (batch) => outcomes.push(batch) }))
    expect(batchSizes(world)).toEqual([50, 100, 200, 250, 250, 250, 100])
    expect(ascending(outcome.updated.map(({ id }) => id))).toEqual(writes.map(({ id }) => id))
    expect(outcomes.flatMap(({ updated }) => updated)).toEqual(outcome.updated)
    expect([outcome.missing, outcome.refused]).toEqual([[], []])
    await expectWritten(world, writes)
  })

  it('stays small while answers are slow and halves after a 504', async () => {
    const slow = aWorld(120, { latency: () => 2500 })
    await slow.run(update(slow, someWrites(120)))
    expect(batchSizes(slow)).toEqual([50, 50, 20])
    const world = aWorld(700)
    world.setFaults({ rules: [{ method: 'PATCH', minItems: 200, status: 504, times: 1 }] })
    await world.run(update(world, someWrites(700)))
    expect(batchSizes(world)).toEqual([50, 100, 200, 100, 100, 250, 100])
    await expectWritten(world, someWrites(700))
  })

  it('sends nothing for no writes, and nothing but our fields', async () => {
    const world = aWorld(1)
    expect(await world.run(update(world, []))).toEqual({ updated: [], missing: [], refused: [] })
    await world.run(update(world, someWrites(1)))
    expect(world.arrivals.map(({ body }) => body)).toEqual([
      [
        {
          id: 51_000_001,
          custom_fields_values: [
            { field_id: 1_700_001, values: [{ value: '0' }] },
            { field_id: 1_700_002, values: [{ value: '0' }] },
            { field_id: 1_700_003, values: null },
            { field_id: 1_700_008, values: [{ value: writtenAt }] },
          ],
        },
      ],
    ])
  })

  it('asks for a write when it is to be sent, and for one ahead', async () => {
    const world = aWorld(600)
    let asked = 0
    function* counted(): Generator<ParentWrite> {
      for (const write of someWrites(600)) {
        asked += 1
        yield write
      }
    }
    const atBatches: number[] = []
    await world.run(
      world.client.updateParents('contacts', counted(), fieldIds, {
        ...run,
        onBatch: () => atBatches.push(asked),
      }),
    )
    expect(atBatches).toEqual([51, 151, 351, 600])
  })

  it('leaves out cards dropped meanwhile and asks before each sending', async () => {
    const world = aWorld(200)
    let asked = 0
    const outcome = await world.run(
      update(world, someWrites(200), {
        beforeSend: async () => {
          asked += 1
        },
        isDropped: (id) => id % 2 === 0,
      }),
    )
    expect([batchSizes(world), asked, outcome.updated.length]).toEqual([[50, 50], 2, 100])
  })

  it('finishes the batch on its way when it is cancelled, and sends no other', async () => {
    const world = aWorld(400)
    const abort = new AbortController()
    const confirmed: number[] = []
    const call = update(world, someWrites(400), {
      signal: abort.signal,
      onBatch: ({ updated }) => {
        confirmed.push(...updated.map(({ id }) => id))
      },
    })
    while (batchSizes(world).length < 2) {
      await world.clock.settle()
      world.clock.wakeNext()
    }
    abort.abort()
    expect(await world.fail(call)).toMatchObject({ kind: 'cancelled' })
    expect([batchSizes(world), confirmed.length]).toEqual([[50, 100], 150])
  })

  it('refuses figures too long for a field and figures without a field', async () => {
    const world = aWorld(2)
    const long: ParentWrite = {
      id: 51_000_001,
      figures: { boughtSum: 9_007_199_254_740_991 },
      actualAt: writtenAt,
    }
    const outcome = await world.run(update(world, [long, ...someWrites(2).slice(1)]))
    expect(outcome).toMatchObject({
      updated: [{ id: 51_000_002 }],
      refused: [{ id: 51_000_001, detail: 'boughtSum has more than 15 digits' }],
    })
    const call = world.client.updateParents('contacts', someWrites(1), { actualAt: 1_700_008 }, run)
    expect(await world.fail(call)).toMatchObject({
      kind: 'refused',
      issues: [{ path: 'boughtCount' }, {}, {}],
    })
  })
})

describe('writing cards that the CRM refuses', () => {
  const refusal = (request_id: string, path: string) => ({
    'validation-errors': [
      { request_id, errors: [{ code: 'NotSupportedChoice', path, detail: 'Не подходит' }] },
    ],
    title: 'Bad Request',
    status: 400,
    detail: 'Request validation failed',
  })

  it('takes out the card that the CRM names and writes the others', async () => {
    const world = aWorld(120)
    const body = refusal('7', 'custom_fields_values.0.values.0.value')
    world.setFaults({ rules: [{ method: 'PATCH', containsId: 51_000_008, status: 400, body }] })
    const outcome = await world.run(update(world, someWrites(120)))
    expect(outcome.refused).toEqual([
      { id: 51_000_008, detail: 'Не подходит', path: 'custom_fields_values.0.values.0.value' },
    ])
    expect([outcome.updated.length, batchSizes(world)]).toEqual([119, [50, 49, 1, 70]])
  })

  it('lets no innocent card fail where the CRM always names the first of the batch', async () => {
    const world = aWorld(120)
    const body = refusal('0', 'custom_fields_values.0.values.0.value')
    world.setFaults({ rules: [{ method: 'PATCH', containsId: 51_000_008, status: 400, body }] })
    const outcome = await world.run(update(world, someWrites(120)))
    expect(outcome.refused.map(({ id }) => id)).toEqual([51_000_008])
    expect(outcome.updated).toHaveLength(119)
  })

  it('splits down to the guilty cards where the CRM names none', async () => {
    const guilty = [51_000_003, 51_000_049, 51_000_051, 51_000_300]
    const world = aWorld(300)
    world.setFaults({
      rules: guilty.map((containsId) => ({
        method: 'PATCH',
        containsId,
        status: 400,
        body: { title: 'Bad Request', status: 400, detail: 'Invalid request body' },
      })),
    })
    const outcome = await world.run(update(world, someWrites(300)))
    expect(ascending(outcome.refused.map(({ id }) => id))).toEqual(guilty)
    expect(outcome.refused[0]?.detail).toBe('Invalid request body')
    expect(outcome.updated).toHaveLength(296)
    await expectWritten(
      world,
      someWrites(300).filter(({ id }) => !guilty.includes(id)),
    )
  })

  it.each(['reject', 'skip'])(
    'counts deleted cards as missing when the CRM does %s them',
    async (batchMissingId) => {
      const world = aWorld(60)
      world.setFaults({ unverified: { batchMissingId } })
      const gone = { id: 59_000_000, figures: { boughtCount: 1 }, actualAt: writtenAt }
      const writes = [...someWrites(30), gone, ...someWrites(60).slice(30)]
      const outcome = await world.run(update(world, writes))
      expect([outcome.missing, outcome.refused, outcome.updated.length]).toEqual([[59_000_000], [], 60])
    },
  )

  it('stops and names the field when a field was deleted meanwhile', async () => {
    const world = aWorld(300)
    const confirmed: number[] = []
    const call = update(world, someWrites(300), {
      onBatch: ({ updated }) => {
        confirmed.push(...updated.map(({ id }) => id))
      },
      beforeSend: async () => {
        if (confirmed.length === 50) {
          await world.client.deleteCustomField('contacts', fieldIds.boughtSum, run)
        }
      },
    })
    expect(await world.fail(call)).toMatchObject({
      kind: 'refused',
      issues: [{ fieldId: fieldIds.boughtSum }],
    })
    expect([confirmed.length, batchSizes(world)]).toEqual([50, [50, 100]])
  })

  it('does not turn a refusal of everything into a refusal of each card', async () => {
    const world = aWorld(1000)
    world.setFaults({
      rules: [{ method: 'PATCH', status: 400, body: { title: 'Bad Request', detail: 'Нельзя' } }],
    })
    expect(await world.fail(update(world, someWrites(1000)))).toMatchObject({
      kind: 'refused',
      detail: 'Нельзя',
    })
    expect(batchSizes(world).length).toBeLessThan(110)
  })
})

describe('writing cards over a bad line', () => {
  it.each([
    [true, 'after'],
    [false, 'after'],
    [true, 'before'],
    [false, 'before'],
  ])(
    'with filters %s and a line cut %s the handling, sends no applied batch twice',
    async (filters, drop) => {
      const world = aWorld(400)
      world.setFaults({ unverified: { filters }, rules: [{ method: 'PATCH', after: 1, times: 1, drop }] })
      await world.run(world.client.fetchAccount(run))
      const outcome = await world.run(update(world, someWrites(400)))
      expect(outcome.updated).toHaveLength(400)
      const sent = batches(world).flat()
      expect(sent).toHaveLength(drop === 'after' ? 400 : 500)
      await expectWritten(world, someWrites(400))
    },
  )

  it('verifies a batch whose answer cannot be read', async () => {
    const world = aWorld(40)
    world.setFaults({ rules: [{ method: 'PATCH', times: 1, body: '<html>' }] })
    const outcome = await world.run(update(world, someWrites(40)))
    expect([outcome.updated.length, batchSizes(world)]).toEqual([40, [40]])
  })

  it('does not write older figures over fresher ones', async () => {
    const world = aWorld(20)
    const fresher = {
      ...someWrites(1)[0]!,
      figures: { boughtCount: 99 },
      actualAt: (writtenAt + 60) as typeof writtenAt,
    }
    await world.run(update(world, [fresher]))
    world.setFaults({ rules: [{ method: 'PATCH', times: 1, drop: 'before' }] })
    await world.run(update(world, someWrites(20)))
    expect((await readCards(world)).get(fresher.id)?.stored.boughtCount).toBe(99)
  })

  it('gives up after five tries and says that the batch may be applied', async () => {
    const world = aWorld(20)
    world.setFaults({ rules: [{ method: 'PATCH', status: 502 }] })
    expect(await world.fail(update(world, someWrites(20)))).toMatchObject({
      kind: 'server',
      status: 502,
      mayBeApplied: true,
    })
    expect(batchSizes(world)).toHaveLength(5)
  })

  it('stops at once when the account or the right is gone, and when the session stays away', async () => {
    for (const [status, kind, sent] of [
      [401, 'session', 5],
      [402, 'payment', 1],
    ] as const) {
      const world = aWorld(20)
      world.setFaults({ rules: [{ method: 'PATCH', status }] })
      expect(await world.fail(update(world, someWrites(20)))).toMatchObject({ kind })
      expect(batchSizes(world)).toHaveLength(sent)
    }
  })

  it('confirms every card exactly once, whatever goes wrong on the way', async () => {
    const rule = fc.record({
      method: fc.constant('PATCH'),
      times: fc.integer({ min: 1, max: 2 }),
      after: fc.integer({ min: 0, max: 4 }),
      fault: fc.constantFrom(
        { drop: 'before' },
        { drop: 'after' },
        { status: 504 },
        { status: 429 },
        { status: 500 },
      ),
    })
    await fc.assert(
      fc.asyncProperty(
        // A batch that fails five times is given up.
        fc
          .array(rule, { maxLength: 3 })
          .filter((rules) => rules.reduce((sum, { times }) => sum + times, 0) < 5),
        fc.integer({ min: 1, max: 500 }),
        async (rules, count) => {
          const world = aWorld(count)
          world.setFaults({ rules: rules.map(({ fault, ...rest }) => ({ ...rest, ...fault })) })
          const writes = someWrites(count)
          const seen: number[] = []
          await world.run(
            update(world, writes, {
              onBatch: ({ updated }) => {
                seen.push(...updated.map(({ id }) => id))
              },
            }),
          )
          expect(ascending(seen)).toEqual(writes.map(({ id }) => id))
          await expectWritten(world, writes)
        },
      ),
      { numRuns: 25 },
    )
  })
})
