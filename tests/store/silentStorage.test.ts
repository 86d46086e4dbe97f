import * as fake from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Milliseconds, UnixSeconds } from '../../widget/records/brands'
import type { RunCheckpoint } from '../../widget/store/checkpoint'
import { createCheckpointStore } from '../../widget/store/createCheckpointStore'
import { createLastRuns } from '../../widget/store/createLastRuns'
import { createMirrorStore } from '../../widget/store/createMirrorStore'
import { deleteStore } from '../../widget/store/deleteStore'
import { openStore, type StoreOwner } from '../../widget/store/openStore'
import { useFakeIndexedDb } from './support/fakeIndexedDb'

const owner: StoreOwner = { accountId: 1, userId: 2, rights: 'A' }
const clock = { now: () => 0 as Milliseconds, wake: () => () => undefined }
const at = 1_700_000_000 as UnixSeconds
const checkpoint: RunCheckpoint = {
  phase: 'reading',
  entities: ['contacts'],
  settingsText: '{}',
  startedAt: at,
  dataTime: at,
  fullReadAt: null,
  isFull: false,
  requests: 0,
  total: 0,
  sources: [],
  fieldIds: { contacts: {}, companies: {} },
  readings: [],
  choice: null,
  stampedSince: null,
  lastWriteAt: null,
  confirmed: { contacts: new Uint8Array(0), companies: new Uint8Array(0) },
  failed: [],
}

/** Seconds that a user waits at most for what is optional. */
const longest = 25_000

/** Lets the page's clock go on until the work is over; fails when that takes longer than the limits. */
const within = async <T>(work: Promise<T>): Promise<T> => {
  const progress = { isOver: false }
  const over = work.finally(() => {
    progress.isOver = true
  })
  over.catch(() => undefined)
  for (let passed = 0; !progress.isOver && passed < longest; passed += 100) {
    // What a storage answers comes in tasks of the real event loop.
    for (let turn = 0; turn < 3; turn += 1)
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(progress.isOver).toBe(true)
  return over
}

type Method = (this: object, ...given: unknown[]) => unknown

/** Puts something else in the place of a method of the storage; `vi.restoreAllMocks` ends it. */
const patch = (owned: object, method: string, make: (raw: Method) => Method): void => {
  const raw = (owned as Record<string, Method>)[method] as Method
  vi.spyOn(owned as Record<string, Method>, method).mockImplementation(make(raw))
}

/** Of what a request, or a transaction, tells nobody ever hears. */
const deafen: (raw: Method) => Method = (raw) =>
  function (...given) {
    return Object.assign(raw.apply(this, given) as object, { addEventListener: () => undefined })
  }

const refuse =
  (name: string): ((raw: Method) => Method) =>
  () =>
  () => {
    throw new DOMException('refused', name)
  }

interface BrokenStorage {
  readonly breakIt: () => void
  /** Only what is stored in blocks meets it. */
  readonly isOfBlocks?: boolean
}

/** A browser whose storage is there and does not work, by what is called first of it. */
const worlds: Readonly<Record<string, BrokenStorage>> = {
  'indexedDB is absent': { breakIt: () => vi.stubGlobal('indexedDB', undefined) },
  'open throws': { breakIt: () => patch(indexedDB, 'open', refuse('SecurityError')) },
  'open never answers': { breakIt: () => patch(indexedDB, 'open', deafen) },
  'get throws': { breakIt: () => patch(fake.IDBObjectStore.prototype, 'get', refuse('UnknownError')) },
  'get never answers': { breakIt: () => patch(fake.IDBObjectStore.prototype, 'get', deafen) },
  'put never answers': { breakIt: () => patch(fake.IDBObjectStore.prototype, 'put', deafen) },
  'getAllKeys never answers': {
    breakIt: () => patch(fake.IDBObjectStore.prototype, 'getAllKeys', deafen),
    isOfBlocks: true,
  },
  'a transaction throws': {
    breakIt: () => patch(fake.IDBDatabase.prototype, 'transaction', refuse('InvalidStateError')),
  },
  'a transaction never ends': {
    breakIt: () => patch(fake.IDBDatabase.prototype, 'transaction', deafen),
  },
}

describe('a browser whose storage does not work', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    useFakeIndexedDb()
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  it.each(Object.entries(worlds))(
    'is a refusal within seconds, for everything that is kept: %s',
    async (_name, { breakIt, isOfBlocks = false }) => {
      const made = await within(openStore(owner))
      made.close()
      breakIt()
      const lastRuns = createLastRuns(owner)
      const checkpoints = createCheckpointStore(owner, clock)
      const mirror = createMirrorStore(owner)
      const run = {
        startedAt: at,
        finishedAt: at,
        userId: 2,
        userName: 'А',
        written: 1,
        isComplete: true,
        totals: { leads: 0, customers: 0, contacts: 0, companies: 0 },
      }
      await within(lastRuns.save(run))
      expect(await within(lastRuns.read())).toEqual(run)
      expect(lastRuns.isLasting()).toBe(isOfBlocks)
      expect(await within(mirror.peek())).toBeNull()
      expect(await within(checkpoints.save({ checkpoint, snapshot: null }))).toMatchObject({
        kind: 'notStored',
      })
      expect(checkpoints.lastOutcome()).toMatchObject({ kind: 'notStored' })
      expect(['none', 'notStored']).toContain((await within(checkpoints.peek())).kind)
      expect(await within(checkpoints.drop())).toMatchObject({ kind: 'notStored' })
    },
  )

  it('is waited for once, and not again by each that asks', async () => {
    patch(indexedDB, 'open', deafen)
    await within(createLastRuns(owner).read())
    const before = performance.now()
    await within(createMirrorStore(owner).peek())
    await within(createCheckpointStore(owner, clock).peek())
    expect(performance.now()).toBeLessThan(before + 1000)
  })

  it('is asked again after a minute', async () => {
    const made = await within(openStore(owner))
    made.close()
    patch(indexedDB, 'open', deafen)
    const lastRuns = createLastRuns(owner)
    await within(lastRuns.read())
    vi.restoreAllMocks()
    await vi.advanceTimersByTimeAsync(60_000)
    await within(lastRuns.read())
    expect(lastRuns.isLasting()).toBe(true)
  })

  it('says so when the data is to be deleted and the browser does not answer', async () => {
    patch(indexedDB, 'deleteDatabase', deafen)
    await expect(within(deleteStore(owner))).rejects.toMatchObject({ name: 'NoAnswer' })
  })

  it('closes a database that opens late, so that nobody has to wait for this tab', async () => {
    const late: ((event: Event) => void)[] = []
    const closed = vi.spyOn(fake.IDBDatabase.prototype, 'close')
    patch(
      indexedDB,
      'open',
      (raw) =>
        function (...given) {
          const request = raw.apply(this, given) as IDBOpenDBRequest
          const listen = request.addEventListener.bind(request)
          return Object.assign(request, {
            addEventListener: (name: string, listener: (event: Event) => void) => {
              if (name === 'success') late.push(listener)
              else listen(name, listener)
            },
          })
        },
    )
    const opening = within(openStore(owner))
    await expect(opening).rejects.toMatchObject({ name: 'NoAnswer' })
    expect(closed).not.toHaveBeenCalled()
    for (const listener of late) listener(new Event('success'))
    await expect.poll(() => closed.mock.calls.length).toBeGreaterThan(0)
  })
})
