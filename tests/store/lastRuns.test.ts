import { beforeEach, describe, expect, it, vi } from 'vitest'

import type { UnixSeconds } from '../../widget/records/brands'
import { createLastRuns } from '../../widget/store/createLastRuns'
import { deleteStore } from '../../widget/store/deleteStore'
import type { LastRun } from '../../widget/store/lastRuns'
import { type StoreOwner, storeName } from '../../widget/store/openStore'
import { useFakeIndexedDb } from './support/fakeIndexedDb'

const owner: StoreOwner = { accountId: 1, userId: 2, rights: 'A' }
const run: LastRun = {
  startedAt: 1_700_000_000 as UnixSeconds,
  finishedAt: 1_700_000_300 as UnixSeconds,
  userId: 2,
  userName: 'Анна',
  totals: { leads: 12_500, customers: 300, contacts: 4_000, companies: 900 },
  written: 312,
  isComplete: true,
}

describe('the last run in this browser', () => {
  beforeEach(() => {
    useFakeIndexedDb()
  })

  it('is unknown before the first run', async () => {
    expect(await createLastRuns(owner).read()).toBeNull()
  })

  it('is found by the next page of the same user', async () => {
    await createLastRuns(owner).save(run)
    expect(await createLastRuns(owner).read()).toEqual(run)
  })

  it('is not shown to another user or in another account', async () => {
    await createLastRuns(owner).save(run)
    expect(await createLastRuns({ ...owner, userId: 3 }).read()).toBeNull()
    expect(await createLastRuns({ ...owner, accountId: 9 }).read()).toBeNull()
  })

  it('is forgotten for good once the rights of its user change', async () => {
    await createLastRuns(owner).save(run)
    expect(await createLastRuns({ ...owner, rights: 'M' }).read()).toBeNull()
    expect(await createLastRuns(owner).read()).toBeNull()
  })

  it('is gone after the stored data is deleted', async () => {
    await createLastRuns(owner).save(run)
    await deleteStore(owner)
    expect(await createLastRuns(owner).read()).toBeNull()
  })

  it('keeps nobody waiting while a tab with an older widget holds the database', async () => {
    const older = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(storeName(owner), 1)
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('no answer')))
    })
    const runs = createLastRuns(owner)
    expect(await runs.read()).toBeNull()
    expect(runs.isLasting()).toBe(false)
    older.close()
    await expect
      .poll(async () => {
        await runs.save(run)
        return runs.isLasting()
      })
      .toBe(true)
    expect(await createLastRuns(owner).read()).toEqual(run)
    // Nothing that was begun meanwhile holds the database on its part.
    await deleteStore(owner)
  })

  it('lives in memory where the browser forbids storage, and says that it does not last', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    const runs = createLastRuns(owner)
    await runs.save(run)
    expect(await runs.read()).toEqual(run)
    expect(runs.isLasting()).toBe(false)
    expect(await createLastRuns(owner).read()).toBeNull()
  })
})
