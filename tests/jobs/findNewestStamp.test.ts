import { describe, expect, it } from 'vitest'

import { findNewestStamp } from '../../widget/jobs/findNewestStamp'
import { runFieldSetup } from '../../widget/jobs/runFieldSetup'
import { fieldNames } from '../../widget/texts/fieldNames'
import { anAccount, aWireLead } from './support/anAccount'
import { createWorld, type World, worldNow } from './support/createWorld'
import { fieldOf } from './support/fieldOf'
import { runThrough } from './support/runThrough'

const options = { priority: 'card' } as const
const aWorld = () => createWorld({ account: anAccount({ leads: [aWireLead(1, { contacts: [1] })] }) })

/** The fields as another browser finds them. */
const knownFields = async (world: World) => {
  const find = async (type: 'contacts' | 'companies') => {
    const names = async () => fieldNames('ru', 'RUB')
    const setup = await runFieldSetup(
      world.client,
      { type, hint: {}, names, mayCreate: true },
      { priority: 'run' },
    )
    return setup.kind === 'ready' ? setup.ids : {}
  }
  const ids = { contacts: await find('contacts'), companies: await find('companies') }
  world.requests.length = 0
  return ids
}

describe('findNewestStamp', () => {
  it('gives the newest stamp of an account that was filled from anywhere, by one call for each entity', async () => {
    const world = aWorld()
    await runThrough(world)
    const ids = await knownFields(world)
    await expect(findNewestStamp(world.client, world.deps.clock, ids, options)).resolves.toBe(worldNow)
    expect(world.requests).toHaveLength(2)
  })

  it('passes over stamps of the future', async () => {
    const world = aWorld()
    await runThrough(world)
    await world.change(fieldOf(world, 1, 'ACTUAL_AT', worldNow + 3 * 86_400))
    const ids = await knownFields(world)
    await expect(findNewestStamp(world.client, world.deps.clock, ids, options)).resolves.toBe(worldNow)
  })

  it('gives null where no card is filled', async () => {
    const world = aWorld()
    await expect(
      findNewestStamp(world.client, world.deps.clock, await knownFields(world), options),
    ).resolves.toBeNull()
  })

  it('asks nothing where the fields are not known', async () => {
    const world = aWorld()
    await expect(
      findNewestStamp(world.client, world.deps.clock, { contacts: {}, companies: {} }, options),
    ).resolves.toBeNull()
    expect(world.requests).toEqual([])
  })

  it('gives null when the CRM refuses', async () => {
    const world = aWorld()
    const ids = await knownFields(world)
    await world.setFaults({
      path: '/api/v4/contacts?',
      status: 403,
      contentType: 'application/problem+json',
      body: {},
    })
    await expect(findNewestStamp(world.client, world.deps.clock, ids, options)).resolves.toBeNull()
  })
})
