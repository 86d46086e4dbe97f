import * as fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { createMirrorRecords } from '../../widget/jobs/mirror/createMirrorRecords'
import type { MirrorRecords } from '../../widget/jobs/mirror/mirrorRecords'
import type { Milliseconds, UnixSeconds } from '../../widget/records/brands'
import type { RunCheckpoint } from '../../widget/store/checkpoint'
import { packCodes, unpackCodes } from '../../widget/store/checkpointCodes'
import { createCheckpointStore } from '../../widget/store/createCheckpointStore'
import { createMirrorStore } from '../../widget/store/createMirrorStore'
import { openStore, type StoreOwner } from '../../widget/store/openStore'
import { aLead } from '../builders/aLead'
import { failPut, useFakeIndexedDb } from './support/fakeIndexedDb'

const owner: StoreOwner = { accountId: 1, userId: 2, rights: 'A' }
const at = 1_700_000_000 as UnixSeconds
const aCheckpoint = (partial: Partial<RunCheckpoint> = {}): RunCheckpoint => ({
  phase: 'reading',
  entities: ['contacts'],
  settingsText: '{"v":1}',
  startedAt: at,
  dataTime: at,
  fullReadAt: at,
  isFull: false,
  requests: 7,
  total: 0,
  sources: ['leads', 'contacts'],
  fieldIds: { contacts: { boughtCount: 11 }, companies: {} },
  readings: [
    { source: 'leads', pages: 3, records: 750, repeated: 0, isAscending: true, lastId: 900, isDone: false },
  ],
  choice: null,
  stampedSince: at,
  lastWriteAt: null,
  confirmed: { contacts: Uint8Array.of(0, 1, 2, 3, 0, 1), companies: new Uint8Array(0) },
  failed: [{ parent: { type: 'contacts', id: 5 }, name: 'Пять', reason: 'refused', detail: 'занято' }],
  ...partial,
})

/** A clock that goes on by hand. */
const aClock = () => {
  let now = 0
  let alarms: { readonly at: number; readonly callback: () => void }[] = []
  return {
    now: () => now as Milliseconds,
    wake(due: Milliseconds, callback: () => void) {
      const alarm = { at: due, callback }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((each) => each !== alarm)
      }
    },
    pass(milliseconds: number) {
      now += milliseconds
      const due = alarms.filter((alarm) => alarm.at <= now)
      alarms = alarms.filter((alarm) => alarm.at > now)
      for (const { callback } of due) callback()
    },
  }
}

let tags = 0
const someRecords = (count: number): MirrorRecords => {
  const records = createMirrorRecords(`c${(tags += 1)}`)
  records.appendLeads(Array.from({ length: count }, (_, position) => aLead({ id: position + 1 })))
  return records
}
const loadRecords = async () => {
  const records = createMirrorRecords(`c${(tags += 1)}`)
  const loaded = await createCheckpointStore(owner, aClock()).load(() => (table, key, block) => {
    records.load(table, key, block)
  })
  return { loaded, count: records.counts.leads, records }
}
describe('codes of confirmed cards', () => {
  it('come back as they were, in a quarter of the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3)), (codes) => {
        const packed = packCodes(Uint8Array.from(codes))
        expect([...unpackCodes(packed)]).toEqual(codes)
        expect(packed.bits.length).toBe(Math.ceil(codes.length / 4))
      }),
    )
  })
})

describe('a run that may have to be resumed', () => {
  beforeEach(useFakeIndexedDb)

  it('comes back with the records that were read so far', async () => {
    const store = createCheckpointStore(owner, aClock())
    expect(await store.peek()).toEqual({ kind: 'none' })
    await store.save({ checkpoint: aCheckpoint(), snapshot: someRecords(750).snapshot() })
    expect(await store.peek()).toEqual({ kind: 'loaded', checkpoint: aCheckpoint() })
    expect(await loadRecords()).toMatchObject({
      count: 750,
      loaded: { kind: 'loaded', checkpoint: aCheckpoint() },
    })
  })

  it('keeps its records while only confirmed cards are added', async () => {
    const store = createCheckpointStore(owner, aClock())
    await store.save({ checkpoint: aCheckpoint(), snapshot: someRecords(20).snapshot() })
    const writing = aCheckpoint({
      phase: 'writing',
      choice: 'all',
      confirmed: { contacts: Uint8Array.of(3, 3), companies: new Uint8Array(0) },
    })
    await store.save({ checkpoint: writing, snapshot: null })
    expect(await loadRecords()).toMatchObject({ count: 20, loaded: { checkpoint: writing } })
  })

  it.each([1, 2])('is the older one, whole, when the tab ends after %i steps of a save', async (step) => {
    const store = createCheckpointStore(owner, aClock())
    const records = someRecords(20)
    await store.save({ checkpoint: aCheckpoint(), snapshot: records.snapshot() })
    records.appendLeads([aLead({ id: 21 })])
    failPut(step, 'AbortError')
    const later = aCheckpoint({ dataTime: (at + 9) as UnixSeconds })
    expect(await store.save({ checkpoint: later, snapshot: records.snapshot() })).toMatchObject({
      kind: 'notStored',
    })
    vi.restoreAllMocks()
    expect(await loadRecords()).toMatchObject({ count: 20, loaded: { checkpoint: { dataTime: at } } })
  })

  it('of another version is offered to be dropped, not misread', async () => {
    const store = createCheckpointStore(owner, aClock())
    await store.save({ checkpoint: aCheckpoint(), snapshot: null })
    for (const step of [-1, 2]) {
      const opened = await openStore(owner)
      const stored = await opened.get('spaces', 'checkpoint')
      if (stored === undefined) throw new Error('the run was stored')
      await opened.put('spaces', { ...stored, schema: stored.schema + step }, 'checkpoint')
      opened.close()
      expect(await store.peek()).toEqual({ kind: 'unreadable' })
      expect((await loadRecords()).loaded).toEqual({ kind: 'unreadable' })
    }
    expect(await store.drop()).toEqual({ kind: 'stored' })
    expect(await store.peek()).toEqual({ kind: 'none' })
  })

  it('shares with the mirror the blocks that are the same, and leaves it alone when it is dropped', async () => {
    const records = someRecords(20)
    const store = createCheckpointStore(owner, aClock())
    await store.save({ checkpoint: aCheckpoint(), snapshot: records.snapshot() })
    const meta = {
      fullReadAt: at,
      watermarks: { leads: at, customers: at, contacts: at, companies: at, events: at },
      sources: ['leads'],
      fieldIds: { contacts: {}, companies: {} },
    } as const
    await createMirrorStore(owner).save(meta, records.snapshot())
    const opened = await openStore(owner)
    expect(await opened.getAllKeys('blocks')).toHaveLength(1)
    opened.close()
    await store.drop()
    const mirrored = createMirrorRecords('m')
    await createMirrorStore(owner).load(() => (table, key, block) => mirrored.load(table, key, block))
    expect(mirrored.counts.leads).toBe(20)
  })

  it('is saved soon, the latest state, and not more often than every three seconds', async () => {
    const clock = aClock()
    const store = createCheckpointStore(owner, clock)
    const capture = vi.fn(() => ({ checkpoint: aCheckpoint(), snapshot: null }))
    store.saveSoon(() => ({ checkpoint: aCheckpoint({ settingsText: 'older' }), snapshot: null }))
    store.saveSoon(capture)
    clock.pass(0)
    await expect.poll(() => store.lastOutcome()).toEqual({ kind: 'stored' })
    expect(capture).toHaveBeenCalledTimes(1)
    store.saveSoon(capture)
    clock.pass(2999)
    // Takes longer than a save needs to begin.
    await store.peek()
    expect(capture).toHaveBeenCalledTimes(1)
    clock.pass(1)
    await expect.poll(() => capture.mock.calls.length).toBe(2)
  })

  it('is not saved any more once it was dropped', async () => {
    const clock = aClock()
    const store = createCheckpointStore(owner, clock)
    store.saveSoon(() => ({ checkpoint: aCheckpoint(), snapshot: null }))
    await store.drop()
    clock.pass(60_000)
    await store.peek()
    expect(await store.peek()).toEqual({ kind: 'none' })
  })
})
