import { describe, expect, it } from 'vitest'

import type { BulkRun } from '../../widget/jobs/bulkRun'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { emptyStored } from '../../widget/jobs/emptyStored'
import type { RunState } from '../../widget/jobs/runState'
import type { UnixSeconds } from '../../widget/records/brands'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { createWorld, type World, type WorldOptions, worldNow } from './support/createWorld'
import { runThrough } from './support/runThrough'
import { untilPhase } from './support/untilPhase'

const firstStamp = worldNow + 3700

/** A filled account of which one deal has changed, with a run that waits at its preview; then others stamp cards, one at each time. */
const stampDuringPreview = async (
  seconds: readonly number[],
  isToldHere = false,
  beforeSend: WorldOptions['beforeSend'] = async () => undefined,
) => {
  const world = createWorld({
    beforeSend,
    account: anAccount({
      contactCount: 30,
      leads: Array.from({ length: 30 }, (_, position) =>
        aWireLead(5000 + position, { contacts: [position + 1] }),
      ),
    }),
  })
  await runThrough(world)
  const field = world.account().custom_fields?.contacts?.find(({ code }) => code?.endsWith('ACTUAL_AT'))
  world.passTime(3600)
  await world.change({ op: 'update', entity: 'leads', id: 5029, set: { price: 1 } })
  const run = createBulkRun(world.deps)
  run.start({ entities: ['contacts', 'companies'] })
  await untilPhase(run, 'preview')
  world.passTime(120)
  await world.change(
    ...seconds.map((second, position) => ({
      op: 'update' as const,
      entity: 'contacts' as const,
      id: position + 1,
      set: { custom_fields_values: [{ field_id: field?.id, values: [{ value: firstStamp + second }] }] },
    })),
  )
  const card = { ...emptyStored, boughtCount: 1, boughtSum: 100_000, averageCheck: 100_000 }
  if (isToldHere)
    seconds.forEach((second, position) => {
      const actualAt = (firstStamp + second) as UnixSeconds
      world.freshCards.tell({
        parent: { type: 'contacts', id: position + 1 },
        stored: { ...card, actualAt },
        actualAt,
      })
    })
  const before = world.cardsSent()
  run.choose('changed')
  return { world, run, before }
}

const eachOf = (count: number, apart: number): readonly number[] =>
  Array.from({ length: count }, (_, position) => position * apart)

/** Waits until the run has looked so many times more whether the other one still writes. */
const untilLooks = async (world: World, count: number): Promise<void> => {
  const looks = () =>
    world.requests.filter(({ path }) => path.includes('/contacts?') && path.includes('limit=50&'))
  const before = looks().length
  while (looks().length < before + count) await new Promise((resolve) => setImmediate(resolve))
}

const untilState = (run: BulkRun, isMet: (state: RunState) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const undo = run.subscribe((state) => {
      if (!isMet(state)) return
      undo()
      resolve()
    })
  })

it.each([
  ['goes on', (run: BulkRun) => run.resume()],
  ['stops', (run: BulkRun) => run.stop()],
])(
  'who %s while the CRM does not answer whether the other run still writes need not wait for it',
  async (_name, press) => {
    let isHung = false
    let onLook: () => void = () => undefined
    const looked = new Promise<void>((resolve) => {
      onLook = resolve
    })
    const { run } = await stampDuringPreview(eachOf(12, 0), false, async ({ path }) => {
      if (!isHung || !path.includes('limit=50&')) return
      onLook()
      await new Promise(() => undefined)
    })
    await untilPhase(run, 'paused')
    isHung = true
    run.wait()
    await looked
    press(run)
    await untilState(run, ({ phase }) => phase !== 'paused')
  },
)

describe('stamps that somebody else sets during a run', () => {
  it('pause it once when ten cards within a minute bear them, with the time of the last', async () => {
    const { world, run, before } = await stampDuringPreview(eachOf(10, 6))
    const paused = await untilPhase(run, 'paused')
    expect(paused.reason).toEqual({ kind: 'otherComputer', lastWriteAt: firstStamp + 54 })
    expect(world.cardsSent()).toBe(before)
    run.resume()
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: true, changed: 1 })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('are waited for, and it goes on by itself when none has come for a minute', async () => {
    const { world, run, before } = await stampDuringPreview(eachOf(12, 0))
    await untilPhase(run, 'paused')
    run.wait()
    await untilLooks(world, 3)
    expect(run.state()).toMatchObject({ phase: 'paused', reason: { kind: 'otherComputer', isAwaited: true } })
    expect(world.cardsSent()).toBe(before)
    world.passTime(61)
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: true, changed: 1 })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('are waited for no longer than the user likes', async () => {
    const { world, run } = await stampDuringPreview(eachOf(12, 0))
    await untilPhase(run, 'paused')
    run.wait()
    await untilLooks(world, 2)
    run.resume()
    expect((await untilPhase(run, 'report')).report).toMatchObject({ isComplete: true, changed: 1 })
  })

  it('are waited for until the run is stopped', async () => {
    const { world, run, before } = await stampDuringPreview(eachOf(12, 0))
    await untilPhase(run, 'paused')
    run.wait()
    await untilLooks(world, 2)
    run.stop()
    expect((await untilPhase(run, 'report')).report).toMatchObject({ isComplete: false, changed: 0 })
    expect(world.cardsSent()).toBe(before)
  })

  it('are waited for also after the CRM did not answer for a while', async () => {
    const { world, run } = await stampDuringPreview(eachOf(12, 0))
    await untilPhase(run, 'paused')
    await world.setFaults({ path: '/contacts\\?.*limit=50/', status: 500, times: 5 })
    run.wait()
    await untilState(run, (state) => state.phase === 'paused' && state.reason.kind === 'crm')
    run.resume()
    await untilLooks(world, 2)
    expect(run.state()).toMatchObject({ phase: 'paused', reason: { kind: 'otherComputer', isAwaited: true } })
    world.passTime(61)
    expect((await untilPhase(run, 'report')).report).toMatchObject({ isComplete: true, changed: 1 })
  })

  it.each([
    ['one card, which a colleague has opened', [0], false],
    ['nine cards at once', eachOf(9, 0), false],
    ['twelve cards, one every ten seconds', eachOf(12, 10), false],
    ['cards that this browser has refreshed itself', eachOf(12, 1), true],
  ] as const)('do not hold it when they are of %s', async (_, seconds, isToldHere) => {
    const { world, run } = await stampDuringPreview(seconds, isToldHere)
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: true, changed: 1 })
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
