import { describe, expect, it } from 'vitest'

import { createCardRefresh } from '../../widget/jobs/createCardRefresh'
import type { CardState } from '../../widget/jobs/cardState'
import type { Milliseconds } from '../../widget/records/brands'
import { anAccount, aWireLead } from './support/anAccount'
import { createCardWorld } from './support/createCardWorld'

const account = () => anAccount({ leads: [aWireLead(5000, { contacts: [1] })] })

describe('a card while the session of the CRM is away', () => {
  it('waits for the page to renew it, and says nothing of an error', async () => {
    const world = await createCardWorld({ account: account() })
    const { session } = world.host.context
    session.expired = true
    const until = (world.clock.now() + 8000) as Milliseconds
    world.clock.wake(until, () => {
      session.expired = false
    })
    expect(await world.open('contacts', 1)).toMatchObject({ phase: 'shown', outcome: 'written' })
  })

  it('heals without a click once it is back, after it was told', async () => {
    const world = await createCardWorld({ account: account() })
    const { session } = world.host.context
    session.expired = true
    const card = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    const seen: string[] = []
    const shown = new Promise<CardState>((resolve) => {
      card.subscribe((state) => {
        seen.push(state.phase === 'failed' ? state.error : state.phase)
        // Somebody signs in in another tab as soon as this one says so.
        if (state.phase === 'failed') session.expired = false
        if (state.phase === 'shown') resolve(state)
      })
    })
    card.start()
    expect(await shown).toMatchObject({ outcome: 'written' })
    expect(seen).toContain('session')
  })

  it('asks no more once it was left', async () => {
    const world = await createCardWorld({ account: account() })
    world.host.context.session.expired = true
    const card = createCardRefresh(world.cardDeps, { type: 'contacts', id: 1 })
    const told = new Promise<void>((resolve) => {
      card.subscribe(({ phase }) => {
        if (phase === 'failed') resolve()
      })
    })
    card.start()
    await told
    card.cancel()
    const sent = world.requests.length
    const much = (world.clock.now() + 600_000) as Milliseconds
    await new Promise<void>((resolve) => {
      world.clock.wake(much, resolve)
    })
    expect(world.requests.length).toBeLessThanOrEqual(sent)
  })
})
