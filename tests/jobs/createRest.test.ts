import { describe, expect, it } from 'vitest'
import { createRest } from '../../widget/jobs/createRest'
import type { JobClock } from '../../widget/jobs/jobClock'
import { runInParts } from '../../widget/jobs/runInParts'
import type { Milliseconds, UnixSeconds } from '../../widget/records/brands'
import type { Steps } from '../../widget/records/steps'

/** A clock whose time the test moves; `rests` counts how often the page got its turn. */
const aClock = () => {
  const clock = { now: 100, rests: 0 }
  const job: JobClock = {
    time: () => 0 as UnixSeconds,
    now: () => clock.now as Milliseconds,
    wake(_, callback) {
      clock.rests += 1
      queueMicrotask(callback)
      return () => undefined
    },
  }
  return { clock, job }
}

describe('work in parts', () => {
  it('rests when so much time has passed since it rested last, and not before', async () => {
    const { clock, job } = aClock()
    const rest = createRest(job)
    await rest()
    clock.now += 7
    await rest()
    expect(clock.rests).toBe(0)
    clock.now += 1
    await rest()
    await rest()
    expect(clock.rests).toBe(1)
    clock.now += 50
    await rest()
    expect(clock.rests).toBe(2)
  })

  it('gives the result of the last step, whatever lies between', async () => {
    const { clock, job } = aClock()
    function* count(): Steps<number> {
      for (let step = 0; step < 40; step += 1) {
        clock.now += 2
        yield
      }
      return 40
    }
    expect(await runInParts(count(), createRest(job))).toBe(40)
    expect(clock.rests).toBe(10)
  })

  it('passes on what a step throws', async () => {
    // oxlint-disable-next-line require-yield -- it fails in its first step
    function* fail(): Steps<number> {
      throw new RangeError('no')
    }
    await expect(runInParts(fail(), () => Promise.resolve())).rejects.toThrow(RangeError)
  })
})
