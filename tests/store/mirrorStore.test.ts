import { IDBObjectStore } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import type { MirrorRecords } from '../../widget/jobs/mirror/mirrorRecords'
import { createMirrorRecords } from '../../widget/jobs/mirror/createMirrorRecords'
import { loadMirror } from '../../widget/jobs/mirror/createSourceReading'
import type { MinorUnits, UnixSeconds } from '../../widget/records/brands'
import { blockRows } from '../../widget/records/recordBlocks'
import { createLastRuns } from '../../widget/store/createLastRuns'
import { createMirrorStore } from '../../widget/store/createMirrorStore'
import type { MirrorMeta } from '../../widget/store/mirrorMeta'
import { openStore, type StoreOwner, storeName } from '../../widget/store/openStore'
import { aLead } from '../builders/aLead'
import { aContact } from '../builders/aParentCard'
import { failPut, forbidIndexedDb, useFakeIndexedDb } from './support/fakeIndexedDb'

const owner: StoreOwner = { accountId: 1, userId: 2, rights: 'A' }
const at = 1_700_000_000 as UnixSeconds
const meta: MirrorMeta = {
  fullReadAt: at,
  watermarks: { leads: at, customers: at, contacts: at, companies: at, events: at },
  sources: ['leads', 'contacts'],
  fieldIds: { contacts: { boughtCount: 11 }, companies: {} },
}
let tags = 0
const tag = (): string => `s${(tags += 1)}`
const someRecords = (count: number, amount = 5): MirrorRecords => {
  const records = createMirrorRecords(tag())
  records.appendParents('contacts', [aContact({ id: 1 })])
  records.appendLeads(
    Array.from({ length: count }, (_, position) =>
      aLead({ id: position + 1, amount: amount as MinorUnits, contacts: [{ id: 1, isMain: true }] }),
    ),
  )
  return records
}
const sumIn = (records: MirrorRecords): number =>
  records.finish().sources.leads.amounts.reduce((sum, amount) => sum + amount, 0)
const loaded = async (by: StoreOwner = owner) => {
  const mirror = await loadMirror(createMirrorStore(by), tag())
  return mirror === null ? null : { meta: mirror.meta, sum: sumIn(mirror.records), records: mirror.records }
}
const save = (records: MirrorRecords) => createMirrorStore(owner).save(meta, records.snapshot())

describe('the mirror in the browser', () => {
  beforeEach(useFakeIndexedDb)

  it('is not there before it was stored', async () => {
    expect(await createMirrorStore(owner).load(() => () => undefined)).toEqual({ kind: 'none' })
  })

  it('comes back with what is known of it', async () => {
    expect(await save(someRecords(30))).toEqual({ kind: 'stored' })
    expect(await loaded()).toMatchObject({ meta, sum: 150 })
  })

  it('is of one user of one account, and of his rights', async () => {
    await save(someRecords(30))
    expect(await loaded({ ...owner, userId: 3 })).toBeNull()
    expect(await loaded({ ...owner, accountId: 4 })).toBeNull()
    expect(await loaded({ ...owner, rights: 'M' })).toBeNull()
    expect(await loaded()).toBeNull()
  })

  it('stores again only what changed, and leaves nothing behind', async () => {
    const records = someRecords(blockRows + 10)
    await save(records)
    const put = vi.spyOn(IDBObjectStore.prototype, 'put')
    records.appendLeads([aLead({ id: blockRows + 2, amount: 105 as MinorUnits })])
    await save(records)
    expect(put.mock.calls.filter(([value]) => 'amounts' in (value as object))).toHaveLength(1)
    expect(put).toHaveBeenCalledTimes(2)
    const store = await openStore(owner)
    expect(await store.getAllKeys('blocks')).toHaveLength(3)
    store.close()
    expect(await loaded()).toMatchObject({ sum: (blockRows + 10) * 5 + 100 })
  })

  it.each([1, 2, 3])('stands as it was when storing ends after %i steps', async (step) => {
    await save(someRecords(30))
    const other = someRecords(50, 7)
    failPut(step, 'AbortError')
    expect(await save(other)).toMatchObject({ kind: 'notStored', reason: 'refused' })
    vi.restoreAllMocks()
    expect(await loaded()).toMatchObject({ sum: 150 })
    expect(await save(other)).toEqual({ kind: 'stored' })
    expect(await loaded()).toMatchObject({ sum: 350 })
  })

  it('says that storage is full, and works without', async () => {
    failPut(2, 'QuotaExceededError')
    expect(await save(someRecords(30))).toMatchObject({ kind: 'notStored', reason: 'full' })
    vi.restoreAllMocks()
    expect(await loaded()).toBeNull()
  })

  it('says that storage is forbidden', async () => {
    forbidIndexedDb()
    const store = createMirrorStore(owner)
    const refused = { kind: 'notStored', reason: 'refused' }
    expect(await store.load(() => () => undefined)).toMatchObject(refused)
    expect(await save(someRecords(3))).toMatchObject(refused)
    expect(await store.drop()).toMatchObject(refused)
  })

  it('is left alone where a newer widget has stored it', async () => {
    await save(someRecords(30))
    const store = await openStore(owner)
    const stored = await store.get('spaces', 'mirror')
    if (stored === undefined) throw new Error('the mirror was stored')
    await store.put('spaces', { ...stored, schema: 99 }, 'mirror')
    store.close()
    const newer = { kind: 'notStored', reason: 'newer' }
    expect(await createMirrorStore(owner).load(() => () => undefined)).toMatchObject(newer)
    expect(await save(someRecords(3))).toMatchObject(newer)
  })

  it('says that the whole database is newer', async () => {
    await new Promise((resolve) => {
      indexedDB.open(storeName(owner), 99).addEventListener('success', (event) => {
        ;(event.target as IDBOpenDBRequest).result.close()
        resolve(undefined)
      })
    })
    expect(await save(someRecords(3))).toMatchObject({ kind: 'notStored', reason: 'newer' })
  })

  it('is read anew where a block is gone', async () => {
    await save(someRecords(30))
    const store = await openStore(owner)
    const [key = ''] = await store.getAllKeys('blocks')
    await store.delete('blocks', key)
    store.close()
    expect(await createMirrorStore(owner).load(() => () => undefined)).toEqual({ kind: 'none' })
  })

  it('of two tabs is that of the one that stored last, whole', async () => {
    await save(someRecords(30))
    const [first, second] = await Promise.all([loaded(), loaded()])
    if (first === null || second === null) throw new Error('the mirror was stored')
    first.records.appendLeads([aLead({ id: 1, amount: 1005 as MinorUnits })])
    second.records.appendLeads([aLead({ id: 2, amount: 20_005 as MinorUnits })])
    const outcomes = await Promise.all([save(first.records), save(second.records)])
    expect(outcomes).toEqual([{ kind: 'stored' }, { kind: 'stored' }])
    expect([1150, 20_150]).toContain((await loaded())?.sum)
  })

  it('goes with everything else when the user deletes what the widget has stored', async () => {
    await save(someRecords(30))
    expect(await createMirrorStore(owner).deleteAll()).toEqual({ kind: 'stored' })
    expect(await loaded()).toBeNull()
    expect(await createLastRuns(owner).read()).toBeNull()
  })

  it('goes also while another tab of the browser has it open', async () => {
    const held = await openStore(owner)
    await save(someRecords(30))
    expect(await createMirrorStore(owner).deleteAll()).toEqual({ kind: 'stored' })
    await expect(held.get('meta', 'rights')).rejects.toThrow()
    expect(await loaded()).toBeNull()
  })
})
