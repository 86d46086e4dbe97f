import { beforeEach, describe, expect, it } from 'vitest'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from '../jobs/support/anAccount'
import { createTab } from '../jobs/support/createTab'
import { createWorld } from '../jobs/support/createWorld'
import { untilPhase } from '../jobs/support/untilPhase'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'

const both = { entities: ['contacts', 'companies'] } as const

describe('a run that begins to write within the second in which it was started', () => {
  beforeEach(useFakeIndexedDb)

  it('counts as written what the closed tab had sent without hearing of it', async () => {
    const account = anAccount({
      contactCount: 300,
      leads: Array.from({ length: 300 }, (_, position) =>
        aWireLead(5000 + position, { contacts: [position + 1] }),
      ),
    })
    const world = createWorld({ account })
    const isBatch = ({ method }: { readonly method: string }) => method === 'PATCH'
    const whole = createTab(createWorld({ account }), null, 0)
    whole.run.start(both)
    await untilPhase(whole.run, 'preview')
    whole.run.choose('changed')
    await untilPhase(whole.run, 'report')

    const tab = createTab(world, { atRequest: whole.requests.findIndex(isBatch) + 2, isSent: true }, 0)
    tab.run.start(both)
    await untilPhase(tab.run, 'preview')
    tab.run.choose('changed')
    await tab.dead
    const later = createTab(world, null, 0)
    later.run.resumeUnfinished()
    const { report } = await untilPhase(later.run, 'report')

    expect(report).toMatchObject({ firstTime: 302, unchanged: 0, failed: [] })
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
