import { describe, expect, it } from 'vitest'
import { createLocalLock } from '../../widget/api/createLocalLock'
import { createSendQueue, type SendQueue } from '../../widget/api/createSendQueue'
import type { SpacingLock } from '../../widget/api/spacingLock'
import type { Milliseconds } from '../../widget/records/brands'
import { createFakeClock, type FakeClock } from './support/createFakeClock'

function aQueue(clock: FakeClock, lock: SpacingLock = createLocalLock(), rate = 5): SendQueue {
  return createSendQueue({ clock, lock, lockName: 'account 1', rate })
}

async function runAll(clock: FakeClock, calls: readonly Promise<unknown>[]): Promise<void> {
  const progress = { isDone: false }
  void Promise.allSettled(calls).then(() => {
    progress.isDone = true
  })
  await clock.settle()
  for (let step = 0; !progress.isDone && step < 1000; step += 1) {
    clock.wakeNext()
    await clock.settle()
  }
  expect(progress.isDone).toBe(true)
}

const answerAfter =
  (clock: FakeClock, delay: number, sent: number[] = []) =>
  (sentAt: Milliseconds): Promise<void> => {
    sent.push(sentAt)
    return new Promise((resolve) => {
      clock.wake((sentAt + delay) as Milliseconds, resolve)
    })
  }

describe('the queue of requests', () => {
  it('sends one request each 204 ms at five a second', async () => {
    const clock = createFakeClock()
    const queue = aQueue(clock)
    const sent: number[] = []
    const calls = Array.from({ length: 5 }, () => queue.send('run', undefined, answerAfter(clock, 300, sent)))
    await runAll(clock, calls)
    expect(sent.map((time) => time - (sent[0] ?? 0))).toEqual([0, 204, 408, 612, 816])
  })

  it('puts the requests of an opened card before those of a run', async () => {
    const clock = createFakeClock()
    const queue = aQueue(clock)
    const order: string[] = []
    const call = (name: string, priority: 'card' | 'run'): Promise<void> =>
      queue.send(priority, undefined, async () => {
        order.push(name)
      })
    await runAll(clock, [
      call('run 1', 'run'),
      call('run 2', 'run'),
      call('run 3', 'run'),
      call('card 1', 'card'),
      call('card 2', 'card'),
    ])
    expect(order).toEqual(['card 1', 'card 2', 'run 1', 'run 2', 'run 3'])
  })

  it('shares the rate between two tabs of one account and lets both go on', async () => {
    const clock = createFakeClock()
    const lock = createLocalLock()
    const sent: string[] = []
    const times: number[] = []
    const tab = (name: string): Promise<void>[] => {
      const queue = aQueue(clock, lock)
      return Array.from({ length: 10 }, () =>
        queue.send('run', undefined, async (sentAt) => {
          sent.push(name)
          times.push(sentAt)
        }),
      )
    }
    await runAll(clock, [...tab('a'), ...tab('b')])
    for (const [row, time] of times.entries()) {
      expect(time - (times[row - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(204)
    }
    expect(sent.slice(0, 6).filter((name) => name === 'a')).toHaveLength(3)
  })

  it.each([
    ['refuses', () => Promise.reject(new Error('no locks here'))],
    [
      'throws',
      () => {
        throw new DOMException('denied', 'SecurityError')
      },
    ],
    ['never answers', () => new Promise(() => undefined)],
  ])('keeps the pace alone where the browser %s when it is asked for a lock', async (_how, request) => {
    const clock = createFakeClock()
    const queue = aQueue(clock, { request })
    const startedAt = clock.now()
    const sent: number[] = []
    await runAll(
      clock,
      [1, 2, 3].map(() => queue.send('run', undefined, answerAfter(clock, 10, sent))),
    )
    expect(sent.map((time) => time - (sent[0] ?? 0))).toEqual([0, 204, 408])
    expect((sent[0] ?? 0) - startedAt).toBeLessThanOrEqual(10_000)
  })

  it('goes back to the lock once a browser that was silent answers after all', async () => {
    const clock = createFakeClock()
    const grants: (() => Promise<void>)[] = []
    let held = 0
    const queue = aQueue(clock, {
      request: (_name, _options, hold) =>
        new Promise((resolve) => {
          grants.push(() => hold().then(resolve))
        }),
    })
    await runAll(clock, [queue.send('run', undefined, answerAfter(clock, 10))])
    const before = grants.splice(0)
    for (const grant of before) await grant()
    const second = queue.send('run', undefined, async () => {
      held = grants.length
    })
    // The turn of the first request is over after its spacing.
    clock.wakeNext()
    await clock.settle()
    expect(grants).toHaveLength(1)
    void grants[0]?.()
    await runAll(clock, [second])
    expect(held).toBe(1)
  })

  it('lets a waiting request go when its signal is aborted, and takes its listener off', async () => {
    const clock = createFakeClock()
    const queue = aQueue(clock)
    const abort = new AbortController()
    const sent: string[] = []
    const first = queue.send('run', undefined, async () => sent.push('first'))
    const second = queue.send('run', abort.signal, async () => sent.push('second'))
    const third = queue.send('run', undefined, async () => sent.push('third'))
    abort.abort('gone')
    await expect(second).rejects.toBe('gone')
    await runAll(clock, [first, third])
    expect(sent).toEqual(['first', 'third'])
  })

  it('sends nothing before the end of a pause', async () => {
    const clock = createFakeClock()
    const queue = aQueue(clock)
    const start = clock.now()
    queue.slowDown(start, 30_000 as Milliseconds)
    const sent: number[] = []
    await runAll(clock, [queue.send('card', undefined, answerAfter(clock, 10, sent))])
    expect(sent).toEqual([start + 30_000])
  })
})
