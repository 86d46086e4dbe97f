import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { emptyStored } from '../../widget/jobs/emptyStored'
import type { UnixSeconds } from '../../widget/records/brands'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { createWorld, worldNow } from './support/createWorld'
import { runThrough } from './support/runThrough'
import { untilPhase } from './support/untilPhase'

const firstStamp = worldNow + 3700

/** A filled account of which one deal has changed, with a run that waits at its preview; then others stamp cards, one at each time. */
const stampDuringPreview = async (seconds: readonly number[], isToldHere = false) => {
  const world = createWorld({
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
