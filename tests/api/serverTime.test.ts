import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createServerTime } from '../../widget/api/createServerTime'
import { readDate } from '../../widget/api/readDate'
import type { Milliseconds } from '../../widget/records/brands'
import { createWorld, run } from './support/createWorld'

const noon = 1_780_304_400_000
const day = 86_400_000

/** A CRM and a page: both clocks go on together, but the page's stands still while the computer sleeps. */
const aCrm = () => {
  let crm = noon
  let page = 1000
  const serverTime = createServerTime(() => page as Milliseconds)
  return {
    serverTime,
    now: () => Math.floor(crm / 1000),
    pass: (milliseconds: number) => {
      crm += milliseconds
      page += milliseconds
    },
    sleep: (milliseconds: number) => {
      crm += milliseconds
    },
    /** An answer that is so many ms on its way back; `wrongBy`: its server's clock, or its age in a cache. */
    answer(late: number, wrongBy = 0) {
      const date = Math.floor((crm + wrongBy) / 1000) * 1000
      this.pass(late)
      serverTime.apply(date)
    },
  }
}

describe("the CRM's time", () => {
  it('is not known before the first answer, and goes on by the clock that never jumps', () => {
    const crm = aCrm()
    expect(crm.serverTime.time()).toBeNull()
    crm.answer(300)
    crm.pass(90_000)
    expect(crm.serverTime.time()).toBe(crm.now())
  })

  it('is as near as the fastest of the last answers, whichever came last', () => {
    const crm = aCrm()
    crm.answer(40)
    crm.answer(20_000)
    expect(crm.serverTime.time()).toBe(crm.now())
  })

  it('is behind after a sleep of the computer until two answers agree, and in doubt between them', () => {
    const crm = aCrm()
    crm.answer(40)
    crm.sleep(8 * 3_600_000)
    expect(crm.serverTime.time()).toBe(crm.now() - 8 * 3600)
    crm.answer(40)
    expect(crm.serverTime.time()).toBeNull()
    crm.answer(40)
    expect(crm.serverTime.time()).toBe(crm.now())
  })

  it('is not moved by an answer that a cache has kept for a day, nor by one of a server that is days ahead', () => {
    const crm = aCrm()
    crm.answer(40)
    for (const wrongBy of [-day, 3 * day, -3_600_000]) {
      crm.answer(40, wrongBy)
      crm.answer(40)
      expect(crm.serverTime.time()).toBe(crm.now())
    }
  })

  it('that was wrong at first is in doubt as soon as an answer says so, and mended by three that agree', () => {
    const crm = aCrm()
    crm.answer(40, 3 * day)
    expect(crm.serverTime.time()).toBe(crm.now() + 3 * 86_400)
    for (const expected of [null, null, crm.now()]) {
      crm.answer(40)
      expect(crm.serverTime.time()).toBe(expected)
    }
  })

  it("is never ahead of the CRM's clock, whatever comes late, out of a cache or after a sleep", () => {
    const steps = fc.oneof(
      fc.record({ kind: fc.constant('answer'), by: fc.nat(60_000) }),
      fc.record({ kind: fc.constant('pass'), by: fc.nat(7_200_000) }),
      fc.record({ kind: fc.constant('sleep'), by: fc.nat(3 * day) }),
      fc.record({ kind: fc.constant('cached'), by: fc.nat(3 * day) }),
      fc.record({ kind: fc.constant('ahead'), by: fc.integer({ min: 200_000, max: 3 * day }) }),
    )
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40 }), (drawn) => {
        const crm = aCrm()
        crm.answer(100)
        let isAheadBefore = false
        for (const { kind, by } of drawn) {
          if (kind === 'answer') crm.answer(by)
          else if (kind === 'pass') crm.pass(by)
          else if (kind === 'sleep') crm.sleep(by)
          else if (kind === 'cached') crm.answer(100, -by)
          // One at a time: two in a row that agree are believed.
          else if (!isAheadBefore) crm.answer(100, by)
          isAheadBefore = kind === 'ahead' || (isAheadBefore && kind !== 'answer')
          const time = crm.serverTime.time()
          if (time !== null) expect(time).toBeLessThanOrEqual(crm.now())
        }
      }),
    )
  })
})

describe('the header of an answer', () => {
  it.each([
    ['Mon, 01 Jun 2026 09:00:00 GMT', Date.UTC(2026, 5, 1, 9)],
    ['Thu, 01 Jan 1970 00:00:00 GMT', null],
    ['Fri, 01 Jan 2199 00:00:00 GMT', null],
    ['2026-06-01T09:00:00Z', null],
    ['1', null],
    ['12:00', null],
    ['Mon, 01 Jun 2026 09:00:00 GMT, Mon, 01 Jun 2026 09:00:00 GMT', null],
    ['', null],
    [null, null],
  ])('%s says %s', (header, time) => {
    expect(readDate(header)).toBe(time)
  })

  it.each(['absent', 'garbled', 'cached'])('that is %s tells nobody the time', async (dateHeader) => {
    const times: number[] = []
    const world = createWorld({ client: { onServerTime: (time) => times.push(time) } })
    world.setFaults({ dateHeader })
    await world.run(world.client.fetchAccount(run))
    expect(times).toEqual([])
  })

  it("of a page that is not the CRM's answer tells nobody the time", async () => {
    const times: number[] = []
    const world = createWorld({ client: { onServerTime: (time) => times.push(time) } })
    world.setFaults({ rules: [{ path: '/api/v4/account', status: 403, body: 'Forbidden' }] })
    await world.fail(world.client.fetchAccount(run))
    expect(times).toEqual([])
  })

  it('tells each call when it was asked at the latest, however long the answer was on its way', async () => {
    const asked: (number | null)[] = []
    const onAnswered = (askedAt: number | null): unknown => asked.push(askedAt)
    const world = createWorld({ latency: () => 4000 })
    await world.run(world.client.fetchAccount({ ...run, onAnswered }))
    await world.run(world.client.fetchLeads([1], { ...run, singleLimit: 1, onAnswered }))
    world.setFaults({ dateHeader: 'garbled' })
    await world.run(world.client.fetchParent({ type: 'contacts', id: 1 }, {}, { ...run, onAnswered }))
    const expected = 1_760_000_000_000 - 4000
    expect(asked).toEqual([expected, expected, null])
  })
})
