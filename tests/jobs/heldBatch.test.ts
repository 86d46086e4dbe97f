import { describe, expect, it } from 'vitest'
import type { RunLock } from '../../widget/jobs/runLock'
import { createTab } from './support/createTab'
import { createWorld } from './support/createWorld'
import { filledCards, sevenHundredCards, untilEnd, writeAll } from './support/resumedRuns'

/** A lock that another tab takes while this one stands still: the event of it is still on its way, only who asks hears of it. */
const aLockTaken = (isTaken: () => boolean): RunLock => {
  const lost = new AbortController()
  return {
    acquire: async () => ({
      release: () => undefined,
      lost: lost.signal,
      isHeld: async () => {
        if (isTaken()) lost.abort()
        return !isTaken()
      },
    }),
  }
}

describe('a batch that the CRM makes wait is not sent again once another tab has the run', () => {
  it.each([
    ['refused for the rate', { status: 429 }],
    ['sent without a session', { status: 401 }],
    ['answered by nothing', { drop: 'before' as const }],
  ])('%s', async (_name, fault) => {
    const world = createWorld({ account: sevenHundredCards() })
    await world.setFaults({ method: 'PATCH', ...fault, times: 1 })
    const patches = (): number => tab.requests.filter(({ method }) => method === 'PATCH').length
    const lock = aLockTaken(() => patches() > 0)
    const tab = createTab(world, null, 1, lock, async () => patches() === 0)
    writeAll(tab.run)
    tab.run.start({ entities: ['contacts', 'companies'] })
    expect(await untilEnd(tab.run)).toMatchObject({ phase: 'failed', failure: { kind: 'takenOver' } })
    expect([patches(), filledCards(world)]).toEqual([1, 0])
  })
})
