import { beforeEach, describe, expect, it } from 'vitest'

import type { UnixSeconds } from '../../../widget/records/brands'
import { createSourceReading } from '../../../widget/jobs/mirror/createSourceReading'
import { createMirrorStore } from '../../../widget/store/createMirrorStore'
import { forbidIndexedDb, useFakeIndexedDb } from '../../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from '../support/anAccount'
import { createWorld, type World } from '../support/createWorld'
import { nextTag } from '../support/noStores'
import { aCheckedRun, expectTrue } from './mirrorWorld'

const account = () =>
  anAccount({
    contactCount: 600,
    leads: Array.from({ length: 600 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [position + 1] }),
    ),
  })
const owner = { accountId: 31_000_100, userId: 8_800_001, rights: 'A' }

/** What the next page of the CRM would do: nothing is in memory. */
const readingOf = () => createSourceReading({ store: createMirrorStore(owner), createTag: nextTag })

const read = async (world: World, isFull = false) => {
  const reading = readingOf()
  const run = await aCheckedRun(world)
  const before = world.requests.length
  const changed = await reading.readAll(run, isFull)
  run.isRead = true
  const requests = world.requests.length - before
  const { records } = run
  const check = () => {
    expectTrue(world, { records, meta: undefined as never }, run)
  }
  return { reading, run, changed, requests, check }
}

describe('reading for a run', () => {
  beforeEach(useFakeIndexedDb)

  it('reads all at first, and later only what changed', async () => {
    const world = createWorld({ account: account() })
    const first = await read(world)
    expect(first.changed).toBe('all')
    first.check()
    expect(await first.reading.keep(first.run)).toEqual({ kind: 'stored' })

    world.passTime(3600)
    await world.change({ op: 'update', entity: 'leads', id: 5007, set: { price: 5 } })
    const second = await read(world)
    expect(second.changed).toEqual({ contacts: new Set([8]), companies: new Set() })
    expect(second.requests).toBeLessThan(first.requests)
    expect(second.run.dataTime).toBe(world.clock.time())
    second.check()
  })

  it('reads again just the list of which more changed than may be read one by one', async () => {
    const world = createWorld({ account: account(), filters: false })
    const first = await read(world)
    await first.reading.keep(first.run)
    world.passTime(3600)
    await world.change(
      ...Array.from({ length: 10 }, (_, position) => ({
        op: 'delete',
        entity: 'contacts',
        id: position + 1,
      })),
      { op: 'delete', entity: 'leads', id: 5300 },
    )
    const before = world.requests.length
    const second = await read(world)
    expect(second.changed).toBe('all')
    const lists = world.requests
      .slice(before)
      .flatMap(
        ({ path }) =>
          /^\/api\/v4\/(\w+)\?.*order%5Bid%5D=asc|^\/api\/v4\/(\w+)\?.*order\[id\]=asc/
            .exec(path)
            ?.slice(1) ?? [],
      )
      .filter((list) => list !== undefined)
    expect([...new Set(lists)]).toEqual(['leads'])
    expect(second.run.dataTime).toBe(world.clock.time())
    second.check()
    expect(await second.reading.keep(second.run)).toEqual({ kind: 'stored' })
    expect((await read(world)).changed).toEqual({ contacts: new Set(), companies: new Set() })
  })

  it('stores nothing half-read where it is stopped at that', async () => {
    const world = createWorld({ account: account(), filters: false })
    const first = await read(world)
    await first.reading.keep(first.run)
    world.passTime(3600)
    await world.change(
      ...Array.from({ length: 10 }, (_, position) => ({
        op: 'delete',
        entity: 'contacts',
        id: position + 1,
      })),
    )
    await world.setFaults({ path: '/leads[?].*order.*id/', status: 200, body: '{"_embedded":{}}' })
    const run = await aCheckedRun(world)
    const { records } = run
    await expect(readingOf().readAll(run, false)).rejects.toMatchObject({ kind: 'malformed' })
    expect(run.records).toBe(records)
    expect(run.sourceReadings.size).toBe(0)
    await world.setFaults()
    ;(await read(world)).check()
  })

  it('reads all where what is kept is dated in the future: changes since then cannot be asked for', async () => {
    for (const wrong of ['dataTime', 'fullReadAt'] as const) {
      const world = createWorld({ account: account() })
      const first = await read(world)
      const tomorrow = (world.clock.time() + 86_400) as UnixSeconds
      first.run[wrong] = tomorrow
      first.run.stampedSince = tomorrow
      await first.reading.keep(first.run)
      world.passTime(60)
      await world.change({ op: 'update', entity: 'leads', id: 5007, set: { price: 5 } })
      const second = await read(world)
      expect(second.changed).toBe('all')
      second.check()
    }
  })

  it('reads all when asked to, and after a week', async () => {
    const world = createWorld({ account: account() })
    const first = await read(world)
    await first.reading.keep(first.run)
    expect((await read(world, true)).changed).toBe('all')
    expect((await read(world)).changed).not.toBe('all')
    world.passTime(7 * 86_400)
    expect((await read(world)).changed).toBe('all')
  })

  it('reads all, and says so, where the mirror is fresher than the time of the CRM', async () => {
    const world = createWorld({ account: account() })
    const first = await read(world)
    await first.reading.keep(first.run)
    expect(first.run.isReadAnew).toBe(false)
    world.host.context.clock.set(world.host.context.clock.now() - 3600)
    const second = await read(createWorld({ account: account(), host: world.host }))
    expect(second).toMatchObject({ changed: 'all', run: { isReadAnew: true } })
    second.check()
  })

  it('reads all where other fields or other lists are wanted than the mirror holds', async () => {
    const world = createWorld({ account: account() })
    const first = await read(world)
    await first.reading.keep({ ...first.run, fieldIds: { contacts: {}, companies: {} } })
    expect((await read(world)).changed).toBe('all')
    await first.reading.keep({ ...first.run, sources: ['leads', 'contacts'] })
    expect((await read(world)).changed).toBe('all')
  })

  it('reads all where nothing can be stored, and says so', async () => {
    const world = createWorld({ account: account() })
    forbidIndexedDb()
    const { reading, run, changed, check } = await read(world)
    expect(changed).toBe('all')
    check()
    expect(await reading.keep(run)).toMatchObject({ kind: 'notStored', reason: 'refused' })
  })

  it('leaves the stored mirror as it was when a refresh fails', async () => {
    const world = createWorld({ account: account() })
    const first = await read(world)
    await first.reading.keep(first.run)
    world.passTime(60)
    await world.change({ op: 'delete', entity: 'leads', id: 5007 })
    await world.setFaults({ path: '/api/v4/events', status: 200, body: '{}' })
    await expect(read(world)).rejects.toMatchObject({ kind: 'malformed' })
    await world.setFaults()
    const later = await read(world)
    expect(later.changed).toEqual({ contacts: new Set([8]), companies: new Set() })
    later.check()
  })
})
