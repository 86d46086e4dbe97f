// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import type { RunLock } from '../../widget/jobs/runLock'
import type { RunState } from '../../widget/jobs/runState'
import { createRunJob } from '../../widget/wiring/createRunJob'
import type { RunLink } from '../../widget/wiring/createRunLink'
import { createWorld } from '../jobs/support/createWorld'
import { sevenHundredCards } from '../jobs/support/resumedRuns'
import { untilPhase } from '../jobs/support/untilPhase'
import { keepSession } from '../shell/support/crmBehind'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { someTexts } from '../views/someTexts'

let accountId = 77_000_000

/** The job of a tab over a lock that is lost when `lost` aborts, with what it tells other tabs. */
const aJob = (lost: AbortSignal) => {
  const world = createWorld({ account: sevenHundredCards() })
  keepSession(world.host)
  const told: RunState[] = []
  const link: RunLink = {
    tell: (state) => told.push(state),
    follow: () => () => undefined,
    ask: () => false,
  }
  const lock: RunLock = {
    acquire: async () => ({ release: () => undefined, lost, isHeld: async () => !lost.aborted }),
  }
  const owner = { accountId: (accountId += 1), userId: 1, rights: 'A' }
  const session = {
    client: world.client,
    clock: { ...world.deps.clock, time: () => world.host.context.clock.now() },
    storeOwner: () => owner,
    runLock: { ...lock, isOurs: async () => true, isHeld: async () => false, untilFree: async () => true },
    freshCards: world.freshCards,
    settings: world.deps.settings,
    user: world.deps.user,
    hostPage: { app: () => ({}), openList: () => null },
  }
  const job = createRunJob(session as never, link, () => someTexts())
  const isMarkedRunning = () =>
    sessionStorage.getItem(`sales-analytics.run.${owner.accountId}.${owner.userId}`) !== null
  return { job, told, isMarkedRunning }
}

describe('a run that its user has ended', () => {
  beforeEach(useFakeIndexedDb)

  it.each(['stop', 'suspend'] as const)(
    'after a pause is not marked as one that goes on by itself after a reload: %s',
    async (end) => {
      const { job, isMarkedRunning } = aJob(new AbortController().signal)
      job.run.subscribe((state) => {
        if (state.phase === 'reading') job.run.pause()
      })
      job.run.start({ entities: ['contacts'] })
      await untilPhase(job.run, 'paused')
      const marks = [isMarkedRunning()]
      job.run.subscribe(() => marks.push(isMarkedRunning()))
      if (end === 'stop') job.run.stop()
      else job.suspend()
      marks.push(isMarkedRunning())
      await untilPhase(job.run, 'cancelled')
      expect(marks.filter(Boolean)).toEqual([])
    },
  )

  it.each(['reading', 'preview'] as const)(
    'in another tab, by taking it over in its %s, is not told as one that ends here',
    async (phase) => {
      const lost = new AbortController()
      const { job, told } = aJob(lost.signal)
      job.run.start({ entities: ['contacts'] })
      await untilPhase(job.run, phase)
      const before = told.length
      lost.abort()
      await untilPhase(job.run, 'failed')
      expect(told.slice(before)).toEqual([])
    },
  )
})
