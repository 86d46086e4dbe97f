import { describe, expect, it } from 'vitest'
import type { SessionWait } from '../../widget/api/signIn'
import type { Milliseconds } from '../../widget/records/brands'
import { anAccount, fieldIds } from './support/anAccount'
import { createWorld, run, type World } from './support/createWorld'
import { someWrites } from './support/someWrites'

const cookie = { Cookie: 'session_id=1' }

/** A page of the admin whose session is renewed by the page, with its own sign-in window where that fails. */
const aWorld = (userId = 0) => {
  const told: SessionWait[] = []
  const page = { isOpen: false }
  const world = createWorld({
    account: anAccount({ contacts: 60 }),
    client: {
      headers: cookie,
      signIn: { isOpen: () => page.isOpen, userId: () => userId },
      onSessionWait: (wait) => told.push(wait),
    },
  })
  const at = (delay: number, act: () => void): void => {
    world.clock.wake((world.clock.now() + delay) as Milliseconds, act)
  }
  return { ...world, told, page, at }
}

const setExpired = (world: World, isExpired: boolean): void => {
  world.host.context.session.expired = isExpired
}

/** Seconds after the first one at which requests arrived. */
const seconds = (world: World): number[] =>
  world.arrivals.map(({ at }) => Math.round((at - (world.arrivals[0]?.at ?? 0)) / 1000))

/** Anybody but the user whose page it is. */
const signInAnother = (world: World): void => {
  const user = world.host.context.store.users.find(({ id }) => id !== world.host.context.session.userId)
  if (user === undefined) throw new Error('there is nobody else')
  world.host.context.session.userId = user.id
}

describe('a session that is away for a moment', () => {
  it.each(['401', '302'] as const)('is waited for and told to nobody (%s)', async (sessionEnd) => {
    const world = aWorld()
    world.setFaults({ unverified: { sessionEnd } })
    setExpired(world, true)
    world.at(10_000, () => setExpired(world, false))
    expect(await world.run(world.client.listPipelines(run))).not.toHaveLength(0)
    expect(world.told).toEqual(['renewal', null])
    const asked = world.arrivals.map(({ path }) => path.replace(/\?.*/, ''))
    expect(asked.slice(0, 3)).toEqual(['/api/v4/leads/pipelines', '/api/v4/account', '/api/v4/account'])
    expect(asked.at(-1)).toBe('/api/v4/leads/pipelines')
  })

  it('is asked for after 2, 5, 10 and 20 seconds, and told only then', async () => {
    const world = aWorld()
    setExpired(world, true)
    expect(await world.fail(world.client.listPipelines(run))).toMatchObject({
      kind: 'session',
      path: '/api/v4/leads/pipelines',
    })
    expect(seconds(world)).toEqual([0, 2, 7, 17, 37])
    expect(world.told).toEqual(['renewal', null])
  })

  it('holds all other calls, so that nobody floods a CRM that refuses everything', async () => {
    const world = aWorld()
    setExpired(world, true)
    world.at(4000, () => setExpired(world, false))
    const first = world.client.listPipelines(run)
    world.at(1000, () => void world.client.listCustomFields('contacts', run))
    await world.run(first)
    const early = world.arrivals.filter(({ at }) => at - (world.arrivals[0]?.at ?? 0) < 6000)
    expect(early.map(({ path }) => path)).toEqual(['/api/v4/leads/pipelines', '/api/v4/account'])
  })

  it('loses no write and applies none twice', async () => {
    const world = aWorld()
    setExpired(world, true)
    world.at(6000, () => setExpired(world, false))
    const updated: number[] = []
    await world.run(
      world.client.updateParents('contacts', someWrites(60), fieldIds, {
        ...run,
        onBatch: (outcome) => updated.push(...outcome.updated.map(({ id }) => id)),
      }),
    )
    expect(new Set(updated).size).toBe(60)
    expect(updated).toHaveLength(60)
  })

  it('is not waited for by a call that nobody wants any more', async () => {
    const world = aWorld()
    setExpired(world, true)
    const left = new AbortController()
    world.at(3000, () => left.abort())
    const call = world.client.listPipelines({ ...run, signal: left.signal })
    expect(await world.fail(call)).toMatchObject({ kind: 'cancelled' })
  })

  it('is no excuse for a path that is refused while the CRM says who is signed in', async () => {
    const world = aWorld()
    world.setFaults({ rules: [{ path: '/api/v4/leads/pipelines', status: 401 }] })
    expect(await world.fail(world.client.listPipelines(run))).toMatchObject({ kind: 'session' })
    expect(world.arrivals.filter(({ path }) => path.endsWith('pipelines'))).toHaveLength(5)
  })
})

describe("the CRM's own sign-in window", () => {
  it('is waited for as long as it stands', async () => {
    const world = aWorld()
    setExpired(world, true)
    world.page.isOpen = true
    world.at(600_000, () => {
      setExpired(world, false)
      world.page.isOpen = false
    })
    expect(await world.run(world.client.listPipelines(run))).not.toHaveLength(0)
    expect(world.told).toEqual(['signIn', null])
    // Once a minute the CRM is asked all the same: nobody can be sure that the window tells when it is gone.
    expect(world.arrivals.length).toBeLessThan(15)
  })

  it('does not hold what the CRM answers again, though the page still says that it stands', async () => {
    const world = aWorld()
    setExpired(world, true)
    world.page.isOpen = true
    world.at(30_000, () => setExpired(world, false))
    expect(await world.run(world.client.listPipelines(run))).not.toHaveLength(0)
  })

  it('that comes up while the session is renewed is waited for as well', async () => {
    const world = aWorld()
    setExpired(world, true)
    world.at(12_000, () => {
      world.page.isOpen = true
    })
    world.at(300_000, () => {
      setExpired(world, false)
      world.page.isOpen = false
    })
    expect(await world.run(world.client.listPipelines(run))).not.toHaveLength(0)
    expect(world.told).toEqual(['renewal', 'signIn', null])
  })

  it('in which somebody else signs in ends all calls: nothing is asked or written for him', async () => {
    const world = aWorld(8_800_001)
    expect(world.host.context.session.userId).toBe(8_800_001)
    setExpired(world, true)
    world.page.isOpen = true
    world.at(5000, () => {
      setExpired(world, false)
      signInAnother(world)
      world.page.isOpen = false
    })
    const calls = [world.client.listPipelines(run), world.client.listCustomFields('contacts', run)]
    const outcomes = await world.run(Promise.allSettled(calls))
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'otherUser' } })
    const last = world.arrivals.at(-1)?.path
    expect(last).toBe('/api/v4/account')
    expect(await world.fail(world.client.listPipelines(run))).toMatchObject({ kind: 'otherUser' })
  })
})

describe('who was told that the session is over', () => {
  it('hears by himself that it is back, within some seconds', async () => {
    const world = aWorld()
    setExpired(world, true)
    await world.fail(world.client.listPipelines(run))
    const away = new AbortController()
    world.at(25_000, () => setExpired(world, false))
    const toldAt = world.clock.now()
    await world.run(world.client.untilSession(away.signal))
    expect(world.clock.now() - toldAt).toBeLessThan(37_000)
    expect(await world.run(world.client.listPipelines(run))).not.toHaveLength(0)
  })

  it('waits no longer once he asks for something else', async () => {
    const world = aWorld()
    setExpired(world, true)
    await world.fail(world.client.listPipelines(run))
    const away = new AbortController()
    world.at(2000, () => away.abort(new Error('answered')))
    expect(await world.fail(world.client.untilSession(away.signal))).toMatchObject({ message: 'answered' })
  })

  it('has the CRM asked at once when he says so', async () => {
    const world = aWorld()
    setExpired(world, true)
    await world.fail(world.client.listPipelines(run))
    setExpired(world, false)
    const before = world.clock.now()
    expect(await world.run(world.client.listPipelines(run))).not.toHaveLength(0)
    expect(world.clock.now() - before).toBeLessThan(2000)
  })
})
