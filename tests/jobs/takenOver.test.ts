import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'

import type { RunLock } from '../../widget/jobs/runLock'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from './support/anAccount'
import { createTab } from './support/createTab'
import { createWorld } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const account = () =>
  anAccount({
    contactCount: 900,
    companyCount: 300,
    leads: Array.from({ length: 1200 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [(position % 900) + 1], company: 1001 + (position % 300) }),
    ),
  })

type Tab = ReturnType<typeof createTab>

const answerPreview = (tab: Tab): void => {
  tab.run.subscribe((state) => {
    if (state.phase === 'preview') queueMicrotask(() => tab.run.choose('changed'))
  })
}

const untilEnd = (tab: Tab): Promise<void> =>
  new Promise((resolve) => {
    tab.run.subscribe(({ phase }) => {
      if (phase === 'failed' || phase === 'report') resolve()
    })
  })

const changes = (tab: Tab) => tab.requests.filter(({ method }) => method !== 'GET')

/** A tab stands still as it looks for the n-th time whether it still has its lock; another goes on with its run to the end meanwhile. */
const runUnderTakeOver = async (stallAtLook: number) => {
  const world = createWorld({ account: account() })
  const lost = new AbortController()
  let looks = 0
  let changesBefore = 0
  let second: Tab | null = null
  const lock: RunLock = {
    acquire: async () => ({
      release: () => undefined,
      lost: lost.signal,
      isHeld: async () => {
        looks += 1
        if (looks === stallAtLook) {
          await first.untilQuiet()
          second = createTab(world)
          answerPreview(second)
          second.run.takeOver()
          await untilEnd(second)
          // A second batch may have been on its way, as it may when a tab stands still.
          changesBefore = changes(first).length
          lost.abort()
        }
        return !lost.signal.aborted
      },
    }),
  }
  const first: Tab = createTab(world, null, 1, lock, async () => !lost.signal.aborted)
  answerPreview(first)
  first.run.start(both)
  await untilEnd(first)
  await first.untilQuiet()
  return { world, first, second: second as Tab | null, changesBefore }
}

describe('a run that another tab has taken over from one that stood still', () => {
  beforeEach(useFakeIndexedDb)

  it('goes on in that tab alone, wherever the first one stood still: it sends nothing more and stores nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 14 }), async (stallAtLook) => {
        const { world, first, second, changesBefore } = await runUnderTakeOver(stallAtLook)
        if (second === null) return
        expect(first.run.state()).toMatchObject({ phase: 'failed', failure: { kind: 'takenOver' } })
        expect(changes(first)).toHaveLength(changesBefore)
        const end = second.run.state()
        // Before anything was stored there was nothing to go on from.
        if (end.phase === 'failed') expect(end).toMatchObject({ failure: { kind: 'notResumable' } })
        else {
          expect(end).toMatchObject({ report: { isComplete: true, failed: [] } })
          expect(diffAccountFields(world.account())).toEqual([])
        }
      }),
      { numRuns: 8 },
    )
  })

  it('ends in words also while it waits for an answer to its preview', async () => {
    const world = createWorld({ account: account() })
    const lost = new AbortController()
    const tab = createTab(
      world,
      null,
      1,
      {
        acquire: async () => ({
          release: () => undefined,
          lost: lost.signal,
          isHeld: async () => !lost.signal.aborted,
        }),
      },
      async () => !lost.signal.aborted,
    )
    tab.run.start(both)
    await untilPhase(tab.run, 'preview')
    lost.abort()
    expect(await untilPhase(tab.run, 'failed')).toMatchObject({ failure: { kind: 'takenOver' } })
  })
})
