import { describe, expect, it } from 'vitest'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const contactCount = 200
const settings = { companies: 'withContacts' } as const

/** Contacts 60 and 61 belong to company 1001, whose sales are those of these contacts alone. */
const account = () =>
  anAccount({
    contacts: Array.from({ length: contactCount }, (_, position) => ({
      id: position + 1,
      name: `Контакт ${position + 1}`,
      _embedded: { companies: [60, 61].includes(position + 1) ? [{ id: 1001 }] : [] },
    })),
    leads: Array.from({ length: contactCount }, (_, position) =>
      aWireLead(5000 + position, { contacts: [position + 1] }),
    ),
  })

const runThrough = async (world: World) => {
  const run = createBulkRun(world.deps)
  run.start({ entities: ['contacts', 'companies'] })
  await untilPhase(run, 'preview')
  run.choose('changed')
  return (await untilPhase(run, 'report')).report
}

const aWorld = () => createWorld({ account: account(), settings })

/** What company 1001 was given as its sales, in the order of the writes. */
const salesWritten = (world: World): readonly unknown[] =>
  world
    .writes()
    .filter(({ path }) => path === '/api/v4/companies')
    .flatMap(({ body }) => body as { id: number; custom_fields_values: { values: { value: unknown }[] }[] }[])
    .filter(({ id }) => id === 1001)
    .map(({ custom_fields_values: [first] }) => first?.values[0]?.value)

/** How often the run asked what has changed. */
const looks = (world: World): number =>
  world.requests.filter(({ path }) => /^\/api\/v4\/leads\?.*updated_at/.test(path)).length

const afterFirstBatch = { afterRequest: { method: 'PATCH', path: '/api/v4/contacts', n: 1 } }

describe('a card that is gone while it is written', () => {
  it('has the run look where its deals went before the next card is written', async () => {
    const world = aWorld()
    await world.change({ op: 'merge', entity: 'contacts', id: 60, into: 61, ...afterFirstBatch })
    await runThrough(world)
    expect(salesWritten(world)).toEqual(['2'])
    expect(diffAccountFields(world.account(), settings)).toEqual([])
  })

  it('is looked for once for each batch that lacks cards, not for each card', async () => {
    const world = aWorld()
    const gone = [60, 70, 80, 90, 150, 160].map((id) => ({
      op: 'delete',
      entity: 'contacts',
      id,
      ...afterFirstBatch,
    }))
    await world.change(...gone)
    await runThrough(world)
    expect(diffAccountFields(world.account(), settings)).toEqual([])
    const calm = aWorld()
    await runThrough(calm)
    expect(looks(world) - looks(calm)).toBe(1)
  })
})
