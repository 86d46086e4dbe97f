import { beforeEach, describe, expect, it } from 'vitest'

import type { BulkRun } from '../../widget/jobs/bulkRun'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { peekUnfinished } from '../../widget/jobs/peekUnfinished'
import { createCheckpointStore } from '../../widget/store/createCheckpointStore'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from './support/anAccount'
import { aLongWorld, startRun } from './support/brokenLists'
import { createCardWorld } from './support/createCardWorld'
import { createTab, ownerOf } from './support/createTab'
import { createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const account = () =>
  anAccount({
    contactCount: 600,
    leads: Array.from({ length: 600 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [position + 1], company: 1001 }),
    ),
  })
const otherUser = { phase: 'failed', failure: { kind: 'otherUser' } }

/** Someone who sees less than the admin whose page it is signs in, in another tab of the browser. */
const signInAs = (user: string) => ({ user, expired: false })

/** The session ends as soon as the run reads. */
const loseSession = (world: World, run: BulkRun): void => {
  const undo = run.subscribe(({ phase }) => {
    if (phase !== 'reading') return
    undo()
    world.host.context.session.expired = true
  })
}

describe('a run in a browser where somebody else signs in', () => {
  beforeEach(useFakeIndexedDb)

  it('does not go on with what the other one sees after its session was lost', async () => {
    const world = createWorld({ account: account() })
    const run = createBulkRun(world.deps)
    loseSession(world, run)
    run.start(both)
    await untilPhase(run, 'paused')
    await world.setSession(signInAs('limited'))
    expect(await untilPhase(run, 'failed')).toMatchObject(otherUser)
    expect(world.writes()).toEqual([])
  })

  it('goes on once the same user is back, however often it is told to before', async () => {
    const world = createWorld({ account: account() })
    const run = createBulkRun(world.deps)
    loseSession(world, run)
    run.start(both)
    await untilPhase(run, 'paused')
    for (let presses = 0; presses < 2; presses += 1) {
      const paused = new Promise<void>((resolve) => {
        const undo = run.subscribe(({ phase }) => {
          if (phase !== 'paused') return
          undo()
          resolve()
        })
      })
      run.resume()
      await paused
    }
    await world.setSession(signInAs('admin'))
    await untilPhase(run, 'preview')
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('writes nothing after its preview, and leaves nothing to go on from', async () => {
    const world = createWorld({ account: account() })
    const { run } = createTab(world)
    run.start(both)
    await untilPhase(run, 'preview')
    await world.setSession(signInAs('observer'))
    run.choose('changed')
    expect(await untilPhase(run, 'failed')).toMatchObject(otherUser)
    expect(world.account().contacts?.some((card) => (card.custom_fields_values ?? []).length > 0)).toBe(false)
    const checkpoints = createCheckpointStore(ownerOf(world), world.clock)
    expect(await peekUnfinished(checkpoints, world.deps.settings())).toBeNull()
  })

  it('asks for nothing more under the other one’s session once the run has failed', async () => {
    const world = aLongWorld()
    // Where the CRM cannot tell what changed, each list is read to its end to find it out.
    await world.setUnverified({ leadsOrderWithoutFilters: false, filters: false })
    world.setSettings({ preview: 'ask' })
    const run = startRun(world)
    await untilPhase(run, 'preview')
    await world.setSession(signInAs('observer'))
    run.choose('changed')
    await untilPhase(run, 'failed')
    const asked = world.requests.length
    await world.untilQuiet()
    expect(world.requests.slice(asked).map(({ path }) => path)).toEqual([])
  })

  it('makes no fields on a page of the user before', async () => {
    const world = createWorld({ account: account() })
    const run = createBulkRun(world.deps)
    await world.setSession(signInAs('observer'))
    run.start(both)
    expect(await untilPhase(run, 'failed')).toMatchObject(otherUser)
    expect(world.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

describe('a card in a browser where somebody else signs in', () => {
  const card = { account: anAccount({ leads: [aWireLead(5000, { contacts: [1] })] }) }

  it('is not written from what the other one sees, and is again once the same user is back', async () => {
    const world = await createCardWorld(card)
    world.comeBack()
    await world.setSession(signInAs('observer'))
    const untouched = { phase: 'failed', error: 'otherUser', known: { figures: { boughtCount: null } } }
    expect(await world.open('contacts', 1)).toMatchObject(untouched)
    expect(await world.open('contacts', 1)).toMatchObject(untouched)
    expect(world.writes()).toEqual([])
    await world.setSession(signInAs('admin'))
    expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'written' })
  })

  it('asks who is signed in only before a write, and once for each time the user came back to the page', async () => {
    const world = await createCardWorld(card)
    const asked = () => world.requests.filter(({ path }) => path.startsWith('/api/v4/account')).length
    await world.open('contacts', 1)
    expect(asked()).toBe(0)
    world.comeBack()
    await world.open('contacts', 1)
    expect(asked()).toBe(0)
    for (const price of [1, 2]) {
      await world.change({ op: 'update', entity: 'leads', id: 5000, set: { price } })
      expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'written' })
    }
    expect(asked()).toBe(1)
  })
})
