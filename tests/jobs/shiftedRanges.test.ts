import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PageMark } from '../../widget/jobs/runSession'
import { shiftedRanges } from '../../widget/jobs/shiftedRanges'
import type { UnixSeconds } from '../../widget/records/brands'
import { mostPagesAhead } from '../../widget/records/mostPagesAhead'
import { leakWarnings } from '../api/support/leakWarnings'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { startRun } from './support/brokenLists'
import { createWorld } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const time = (seconds: number): UnixSeconds => (1_780_000_000 + seconds) as UnixSeconds
/** Page n holds the ids 250 n + 1 … 250 (n + 1) and was folded at second n. */
const marks: readonly PageMark[] = Array.from({ length: 100 }, (_, page) => ({
  lastId: 250 * (page + 1),
  at: time(page),
}))
const everything = { fromId: 0, toId: Number.POSITIVE_INFINITY }

describe('the parts of a list that may have shifted', () => {
  it('are none where nothing came or went', () => {
    expect(shiftedRanges([], marks)).toEqual([])
  })

  it('are the place of the record, and the pages after it that were on their way then', () => {
    const [own, between, ...others] = shiftedRanges([{ id: 77, at: time(50) }], marks)
    expect(own).toEqual({ fromId: 77, toId: 77 })
    expect(between).toEqual({ fromId: 250 * 48, toId: 250 * (52 + mostPagesAhead + 2) })
    expect(others).toEqual([])
  })

  it('do not reach below the record: rows before it stay where they are', () => {
    expect(shiftedRanges([{ id: 12_345, at: time(50) }], marks)[0]).toMatchObject({ fromId: 12_345 })
  })

  it('are the place of the record alone where no page after it was on its way', () => {
    const own = [{ fromId: 77, toId: 77 }]
    expect(shiftedRanges([{ id: 77, at: time(200) }], marks)).toEqual(own)
    expect(shiftedRanges([{ id: 24_900, at: time(3) }], marks)).toEqual([{ fromId: 24_900, toId: 24_900 }])
  })

  it('are the whole list where neither record nor time is known', () => {
    expect(shiftedRanges([{ id: 0, at: null }], marks)).toEqual([everything])
    expect(shiftedRanges([{ id: 0, at: time(5) }], null)).toEqual([everything])
  })

  it('are all that follows the record where a tab before this one has read some of the pages', () => {
    expect(shiftedRanges([{ id: 5000, at: time(5) }], null)).toEqual([{ ...everything, fromId: 5000 }])
  })

  it('ascend, do not overlap, and hold every border that can have lost a row', () => {
    const shift = fc.record({
      id: fc.integer({ min: 1, max: 25_000 }),
      second: fc.integer({ min: 0, max: 110 }),
    })
    fc.assert(
      fc.property(fc.array(shift, { maxLength: 12 }), (shifts) => {
        const ranges = shiftedRanges(
          shifts.map(({ id, second }) => ({ id, at: time(second) })),
          marks,
        )
        ranges.slice(1).forEach(({ fromId }, row) => expect(fromId).toBeGreaterThan(ranges[row]?.toId ?? 0))
        for (const { id, second } of shifts)
          for (let page = 0; page < 99; page += 1) {
            // The answers of the page and of the next one came between these moments.
            const isConcerned = second >= page - mostPagesAhead && second <= page + 1 && id < 250 * (page + 1)
            const border = 250 * (page + 1)
            if (isConcerned)
              expect(ranges.some(({ fromId, toId }) => fromId <= border && toId > border)).toBe(true)
          }
      }),
    )
  })
})

describe('many parts of a list that shifted while it was read', () => {
  it('are read a few at a time: no more calls wait than can be sent soon', async () => {
    const warnings = leakWarnings()
    const leads = Array.from({ length: 9000 }, (_, row) =>
      aWireLead(5000 + row, { contacts: [(row % 5) + 1] }),
    )
    let pass: () => void = () => undefined
    const world = createWorld({
      account: anAccount({ contactCount: 5, leads }),
      settings: { preview: 'skip' },
      // The deals are read by then, so that only the places of the deleted ones are in doubt.
      beforeSend: async ({ path }) => {
        if (path.startsWith('/api/v4/contacts?')) pass()
      },
    })
    pass = () => world.passTime(60)
    await world.change(
      ...Array.from({ length: 20 }, (_, part) => ({
        op: 'delete',
        entity: 'leads',
        id: 5010 + part * 440,
        afterRequest: { method: 'GET', path: '/api/v4/contacts?', n: 1 },
      })),
    )
    await untilPhase(startRun(world), 'report')
    expect(diffAccountFields(world.account())).toEqual([])
    expect(await warnings.told()).toEqual([])
  })
})
