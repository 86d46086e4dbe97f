import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createTabRunLock, type TabRunLock } from '../../widget/wiring/createTabRunLock'
import { untilHandover } from '../../widget/wiring/untilHandover'

const name = 'sales-analytics.run.1'
const never = () => new Promise<never>(() => undefined)
const refuse = () => Promise.reject(new DOMException('refused', 'NotAllowedError'))
const raise = (): never => {
  throw new DOMException('denied', 'SecurityError')
}

type Grant = (lock: Lock | null) => unknown

/** The Web Locks of a browser, of which each tab has its own door. */
const createBrowserLocks = () => {
  let holder: { readonly tab: string; readonly lose: () => void } | null = null
  const waiting: (() => void)[] = []
  const pass = (): void => {
    holder = null
    for (const next of waiting.splice(0)) next()
  }
  return (tab: string, hear: (lost: Promise<unknown>) => Promise<unknown> = (lost) => lost): LockManager => {
    const request = (_name: string, options: LockOptions, grant: Grant): Promise<unknown> => {
      if (options.mode === 'shared')
        return new Promise((resolve, reject) => {
          options.signal?.addEventListener('abort', () => reject(new Error('aborted')))
          if (holder === null) resolve(grant({} as Lock))
          else waiting.push(() => resolve(grant({} as Lock)))
        })
      if (holder !== null && options.steal !== true) return Promise.resolve(grant(null))
      holder?.lose()
      const answer = new Promise((resolve, reject) => {
        const mine = { tab, lose: () => reject(new DOMException('stolen', 'AbortError')) }
        holder = mine
        void Promise.resolve(grant({} as Lock)).then((value) => {
          if (holder === mine) pass()
          resolve(value)
        })
      })
      answer.catch(() => undefined)
      return hear(answer)
    }
    const query = async () => ({
      held: holder === null ? [] : [{ name, mode: 'exclusive', clientId: holder.tab }],
      pending: [],
    })
    return { request, query } as unknown as LockManager
  }
}

/** Lets the page's clock go on, second by second, until the work is over. */
const within = async <T>(work: Promise<T>, longest = 10_000): Promise<T> => {
  const progress = { isOver: false }
  void work.finally(() => {
    progress.isOver = true
  })
  await vi.advanceTimersByTimeAsync(0)
  for (let passed = 0; !progress.isOver && passed < longest; passed += 100)
    await vi.advanceTimersByTimeAsync(100)
  expect(progress.isOver).toBe(true)
  return work
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the lock of a run', () => {
  it('is one for all tabs, and free for the next once it was let go', async () => {
    const doorOf = createBrowserLocks()
    const [first, second] = ['a', 'b'].map((tab) => createTabRunLock(doorOf(tab), name)) as [
      TabRunLock,
      TabRunLock,
    ]
    const hold = await first.acquire()
    expect(await second.acquire()).toBeNull()
    expect([await first.isHeld(), await second.isHeld()]).toEqual([true, true])
    expect([await first.isOurs(), await second.isOurs()]).toEqual([true, false])
    hold?.release()
    await vi.advanceTimersByTimeAsync(0)
    expect(await first.isOurs()).toBe(false)
    expect(await second.acquire()).not.toBeNull()
  })

  it('is taken from a tab that does not answer, which hears of it', async () => {
    const doorOf = createBrowserLocks()
    const [first, second] = ['a', 'b'].map((tab) => createTabRunLock(doorOf(tab), name)) as [
      TabRunLock,
      TabRunLock,
    ]
    const hold = await first.acquire()
    const taken = await second.acquire(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(hold?.lost.aborted).toBe(true)
    expect([await hold?.isHeld(), await taken?.isHeld()]).toEqual([false, true])
    expect([await first.isOurs(), await second.isOurs()]).toEqual([false, true])
    hold?.release()
    expect(await second.isOurs()).toBe(true)
  })

  it('is known to be lost by asking, before the tab that stood still hears of it', async () => {
    const doorOf = createBrowserLocks()
    // What it would hear by comes never.
    const deaf = doorOf('a', () => never())
    const hold = await createTabRunLock(deaf, name).acquire()
    await createTabRunLock(doorOf('b'), name).acquire(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(hold?.lost.aborted).toBe(false)
    expect(await hold?.isHeld()).toBe(false)
    expect(hold?.lost.aborted).toBe(true)
  })

  it('that comes after its time is let go at once', async () => {
    const granted: Grant[] = []
    const locks = {
      request: (_name: string, _options: LockOptions, grant: Grant) => {
        granted.push(grant)
        return never()
      },
      query: async () => ({ held: [], pending: [] }),
    } as unknown as LockManager
    await within(createTabRunLock(locks, name).acquire())
    expect(granted[0]?.({} as Lock)).toBeUndefined()
  })

  it.each<[string, unknown]>([
    ['absent', undefined],
    ['refusing', { request: refuse, query: refuse }],
    ['throwing', { request: raise, query: raise }],
    ['silent', { request: never, query: never }],
  ])('is one of this tab alone where locks are %s', async (how, locks) => {
    const lock = createTabRunLock(locks as LockManager | undefined, name)
    expect(await within(lock.isHeld())).toBe(false)
    const hold = await within(lock.acquire())
    expect(hold).not.toBeNull()
    expect(await within(lock.acquire())).toBeNull()
    expect(await within(lock.isHeld())).toBe(true)
    expect(await within(hold!.isHeld())).toBe(true)
    expect(await within(lock.isOurs())).toBe(true)
    hold?.release()
    expect(await within(lock.isHeld())).toBe(false)
    expect(await within(untilHandover(lock))).toBe(true)
    // A silent browser does not hear the end of a wait either: what waits without a limit of its own is nobody's.
    if (how === 'silent') return
    const tooLong = new AbortController()
    expect(await within(lock.untilFree(tooLong.signal))).toBe(true)
  })

  it('held by a tab that goes on is not taken for free after the wait of a reloaded page', async () => {
    const doorOf = createBrowserLocks()
    await createTabRunLock(doorOf('a'), name).acquire()
    expect(await within(untilHandover(createTabRunLock(doorOf('b'), name)))).toBe(false)
  })

  it('that never answers does not hold up the resume after a reload for ever', async () => {
    const silent = { request: never, query: never } as unknown as LockManager
    expect(await within(untilHandover(createTabRunLock(silent, name)))).toBe(true)
  })

  it('is kept where the browser tells nobody who holds it', async () => {
    const doorOf = createBrowserLocks()
    const lock = createTabRunLock(Object.assign(doorOf('a'), { query: never }), name)
    const hold = await within(lock.acquire())
    expect(await within(hold!.isHeld(), 100)).toBe(true)
    expect(hold?.lost.aborted).toBe(false)
  })
})
