import { describe, expect, it } from 'vitest'

import type { AccountFile } from '../../host/account/accountFile'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { createCardWorld } from './support/createCardWorld'
import { createWorld } from './support/createWorld'
import { runThrough } from './support/runThrough'
import { storedFigures } from './support/storedFigures'

const account = (): AccountFile => ({
  ...anAccount({
    contactCount: 3,
    leads: [501, 502, 503, 504, 505].map((id, position) =>
      aWireLead(id, { price: [1000, 2000.55, 3000, 940, 1000][position] ?? 0, contacts: [1] }),
    ),
  }),
  account: { customers_mode: 'disabled', is_api_filter_enabled: true },
})

const aWorld = () => createCardWorld({ account: account(), filters: true })
type World = Awaited<ReturnType<typeof aWorld>>

/** What the CRM says to the question about these deals, as it stands. */
const filteredAnswer = async (world: World): Promise<{ _embedded: { leads: { id: number }[] } }> => {
  const query = [501, 502, 503, 504, 505].map((id) => `filter[id][]=${id}`).join('&')
  const answer = await world.host.app.fetch(
    new Request(`http://crm.test/api/v4/leads?with=contacts&limit=250&page=1&${query}`, {
      headers: { Authorization: 'Bearer local-token' },
    }),
  )
  return (await answer.json()) as { _embedded: { leads: { id: number }[] } }
}

const filtered = '/leads\\?.*filter/'
const singles = (world: World) =>
  world.requests.map(({ path }) => /leads\/(\d+)/.exec(path)?.[1]).filter((id) => id !== undefined)

describe('a filtered answer that is not the whole truth', () => {
  it('one asked deal is missing: it is read alone, and the card gets all five', async () => {
    const world = await aWorld()
    const answer = await filteredAnswer(world)
    const leads = answer._embedded.leads.filter(({ id }) => id !== 503)
    await world.setFaults({ path: filtered, body: { ...answer, _embedded: { leads } } })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ phase: 'shown', outcome: 'written' })
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_COUNT: '5', BOUGHT_SUM: '7940.55' })
    expect(singles(world)).toEqual(['503'])
  })

  it('204 for deals that the card names: each is read alone', async () => {
    const world = await aWorld()
    await world.setFaults({ path: filtered, status: 204 })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ phase: 'shown', outcome: 'written' })
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_COUNT: '5', BOUGHT_SUM: '7940.55' })
  })

  it('a deal that came twice and not alike: the deal itself decides', async () => {
    const world = await aWorld()
    const answer = await filteredAnswer(world)
    const leads = answer._embedded.leads
    const other = { ...leads[0], price: 1 }
    await world.setFaults({ path: filtered, body: { ...answer, _embedded: { leads: [...leads, other] } } })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ phase: 'shown', outcome: 'written' })
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_SUM: '7940.55' })
    expect(singles(world)).toEqual(['501'])
  })

  it('a deal that came twice and alike counts once, at no further call', async () => {
    const world = await aWorld()
    const answer = await filteredAnswer(world)
    const leads = [...answer._embedded.leads, ...answer._embedded.leads]
    await world.setFaults({ path: filtered, body: { ...answer, _embedded: { leads } } })
    await world.open('contacts', 1)
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_COUNT: '5', BOUGHT_SUM: '7940.55' })
    expect(singles(world)).toEqual([])
  })

  it('a deal that was deleted in between is proved gone', async () => {
    const world = await aWorld()
    const contact = await filteredAnswer(world)
    expect(contact._embedded.leads).toHaveLength(5)
    await world.change({
      op: 'delete',
      entity: 'leads',
      id: 502,
      afterRequest: { method: 'GET', path: '/api/v4/contacts/1', n: 1 },
    })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ phase: 'shown', outcome: 'written' })
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_COUNT: '4', BOUGHT_SUM: '5940' })
    expect(singles(world)).toEqual(['502'])
  })

  it('more missing than may be read alone: the card writes nothing and asks', async () => {
    const leads = Array.from({ length: 60 }, (_, position) => aWireLead(600 + position, { contacts: [1] }))
    const world = await createCardWorld({ account: { ...account(), leads }, filters: true })
    await world.setFaults({ path: filtered, status: 204 })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ phase: 'tooMany', leads: 60 })
    expect(world.writes()).toEqual([])
  })

  it('another card than the one that was asked for is no answer', async () => {
    const world = await aWorld()
    const answer = await world.host.app.fetch(
      new Request('http://crm.test/api/v4/contacts/2?with=leads,customers', {
        headers: { Authorization: 'Bearer local-token' },
      }),
    )
    await world.setFaults({ path: '/contacts\\/1/', body: await answer.json() })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({
      phase: 'failed',
      error: 'malformed',
      record: { list: 'contacts', id: 1, place: 'id' },
    })
    expect(world.writes()).toEqual([])
  })

  it('a clean card costs what it did', async () => {
    const world = await aWorld()
    await world.open('contacts', 1)
    expect(
      world.requests.filter(({ method }) => method === 'GET').map(({ path }) => path.split('?')[0]),
    ).toEqual(expect.arrayContaining(['/api/v4/contacts/1', '/api/v4/leads']))
    expect(world.requests.filter(({ path }) => path.startsWith('/api/v4/leads?'))).toHaveLength(1)
    expect(singles(world)).toEqual([])
  })
})

describe('a run that asks about ids', () => {
  it('does not take a deal for gone that a filtered answer lacks', async () => {
    const world = createWorld({ account: account(), filters: true })
    await runThrough(world)
    world.passTime(600)
    // Links of two deals move: events name them, and they are asked for by a filter that says nothing.
    for (const id of [501, 502])
      await world.change({
        op: 'link',
        entity: 'leads',
        id,
        to: { entity: 'contacts', id: 2 },
        afterRequest: { method: 'GET', path: '/api/v4/companies', n: 1 },
      })
    await world.setFaults({ path: filtered, status: 204 })
    await runThrough(world)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('reads a batch back whose answer names cards that were not sent', async () => {
    const world = createWorld({ account: account(), filters: true })
    await world.setFaults({
      method: 'PATCH',
      path: '/api/v4/contacts',
      times: 1,
      drop: 'before',
    })
    const body = {
      _links: {},
      _embedded: { contacts: [1, 2, 3, 77].map((id) => ({ id, updated_at: 1_780_304_400 })) },
    }
    await world.setFaults({ method: 'PATCH', path: '/api/v4/contacts', times: 1, status: 200, body })
    const report = await runThrough(world)
    expect(report).toMatchObject({ isComplete: true, failed: [] })
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
