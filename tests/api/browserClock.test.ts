import { describe, expect, it, vi } from 'vitest'
import { createBrowserClock, type TickWorker } from '../../widget/api/createBrowserClock'
import type { Milliseconds } from '../../widget/records/brands'

/** A page whose timers and worker fire only when told to. */
function aPage() {
  let now = 0
  let timer: { callback: () => void; delay: number } | null = null
  const listeners: { [Type in 'message' | 'error']: () => void } = {
    message: () => undefined,
    error: () => undefined,
  }
  const asked: number[] = []
  let isEnded = false
  const worker: TickWorker = {
    postMessage: (delay) => asked.push(delay),
    addEventListener: (type, listener) => {
      listeners[type] = listener
    },
    terminate: () => {
      isEnded = true
    },
  }
  return {
    worker,
    asked,
    isEnded: () => isEnded,
    timerDelay: () => timer?.delay ?? null,
    goTo: (time: number) => {
      now = time
    },
    tick: () => listeners.message(),
    breakWorker: () => listeners.error(),
    fireTimer: () => timer?.callback(),
    parts: {
      now: () => now,
      startTimer: (callback: () => void, delay: number) => {
        timer = { callback, delay }
        return 1
      },
      stopTimer: () => {
        timer = null
      },
    },
  }
}

describe('the clock of a page', () => {
  it('asks the worker for the nearest wake-up call and makes it on the tick', () => {
    const page = aPage()
    const clock = createBrowserClock({ ...page.parts, makeWorker: () => page.worker })
    const made: string[] = []
    clock.wake(500 as Milliseconds, () => made.push('late'))
    clock.wake(200 as Milliseconds, () => made.push('early'))
    expect(page.asked).toEqual([500, 200])
    page.goTo(200)
    page.tick()
    expect(made).toEqual(['early'])
    expect(page.asked.at(-1)).toBe(300)
  })

  it('makes no worker for a page that waits for nothing', () => {
    const page = aPage()
    const makeWorker = vi.fn(() => page.worker)
    const clock = createBrowserClock({ ...page.parts, makeWorker })
    expect(makeWorker).not.toHaveBeenCalled()
    clock.wake(200 as Milliseconds, () => undefined)
    clock.wake(100 as Milliseconds, () => undefined)
    expect(makeWorker).toHaveBeenCalledOnce()
  })

  it('works by page timers and answers where a worker cannot be made', () => {
    const page = aPage()
    const clock = createBrowserClock({
      ...page.parts,
      makeWorker: () => {
        throw new Error('forbidden by the policy of the page')
      },
    })
    const made: string[] = []
    clock.wake(200 as Milliseconds, () => made.push('by timer'))
    expect(page.timerDelay()).toBe(200)
    page.goTo(200)
    page.fireTimer()
    clock.wake(400 as Milliseconds, () => made.push('by answer'))
    page.goTo(401)
    clock.fireDue()
    expect(made).toEqual(['by timer', 'by answer'])
  })

  it('asks what stands in for a worker that cannot be made', () => {
    const page = aPage()
    const clock = createBrowserClock({
      ...page.parts,
      makeWorker: () => null,
      makeSpare: () => page.worker,
    })
    const made: string[] = []
    clock.wake(200 as Milliseconds, () => made.push('made'))
    page.goTo(200)
    page.tick()
    expect([page.asked, made]).toEqual([[200], ['made']])
  })

  it('asks it also for what a worker should have told that does not start', () => {
    const broken = aPage()
    const page = aPage()
    const clock = createBrowserClock({
      ...page.parts,
      makeWorker: () => broken.worker,
      makeSpare: () => page.worker,
    })
    const made: string[] = []
    clock.wake(200 as Milliseconds, () => made.push('made'))
    page.goTo(50)
    broken.breakWorker()
    page.goTo(200)
    page.tick()
    expect([broken.asked, page.asked, made]).toEqual([[200], [150], ['made']])
  })

  it('makes no call that was undone, and none before its time', () => {
    const page = aPage()
    const clock = createBrowserClock({ ...page.parts, makeWorker: () => page.worker })
    const made: string[] = []
    const undo = clock.wake(100 as Milliseconds, () => made.push('undone'))
    clock.wake(300 as Milliseconds, () => made.push('later'))
    undo()
    page.goTo(299)
    page.tick()
    expect(made).toEqual([])
    page.goTo(300)
    page.tick()
    expect(made).toEqual(['later'])
  })

  it('ends the worker on closing and keeps the calls still due', () => {
    const page = aPage()
    const clock = createBrowserClock({ ...page.parts, makeWorker: () => page.worker })
    const made: string[] = []
    clock.wake(100 as Milliseconds, () => made.push('made'))
    clock.close()
    page.goTo(100)
    page.fireTimer()
    expect([page.isEnded(), made]).toEqual([true, ['made']])
  })
})
