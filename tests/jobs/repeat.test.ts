import { beforeEach, describe, expect, it } from 'vitest'

import { diffAccountFields } from '../oracle/diffAccountFields'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from './support/anAccount'
import { createTab } from './support/createTab'
import { createWorld } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const aWorld = () =>
  createWorld({
    account: anAccount({
      contactCount: 600,
      leads: Array.from({ length: 1200 }, (_, position) =>
        aWireLead(5000 + position, { contacts: [(position % 600) + 1], company: 1001 }),
      ),
    }),
  })
beforeEach(useFakeIndexedDb)

const both = { entities: ['contacts', 'companies'] } as const
const cut = { status: 200, body: '{"_embedded":{"leads":[{"id":1', contentType: 'application/json' }

describe('a run that failed and is repeated', () => {
  it('goes on from the page that it did not understand', async () => {
    const world = aWorld()
    const { run, requests } = createTab(world)
    await world.setFaults({ path: '/leads\\?.*page=4/', ...cut })
    run.start(both)
    const { failure } = await untilPhase(run, 'failed')
    expect(failure).toMatchObject({ kind: 'crm', error: 'malformed' })
    await world.setFaults()
    const before = requests.length
    run.repeat()
    await untilPhase(run, 'preview')
    const read = requests
      .slice(before)
      .filter(({ path }) => /\/leads\?.*order\[id\]=asc.*&page=[12]$/.test(path))
    expect(read).toEqual([])
    run.choose('changed')
    expect((await untilPhase(run, 'report')).report).toMatchObject({ isComplete: true, firstTime: 602 })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('writes the rest where it failed while writing', async () => {
    const world = aWorld()
    const { run, requests } = createTab(world)
    const forbidden = { title: 'Forbidden', status: 403, detail: 'Нет прав' }
    await world.setFaults({ method: 'PATCH', after: 2, status: 403, body: forbidden })
    run.start(both)
    await untilPhase(run, 'preview')
    run.choose('changed')
    const { report } = await untilPhase(run, 'failed')
    const written = report?.firstTime ?? 0
    expect(written).toBeGreaterThan(0)
    await world.setFaults()
    const before = requests.length
    run.repeat()
    await untilPhase(run, 'report')
    const sent = requests.slice(before).flatMap(({ body }) => (Array.isArray(body) ? body : []))
    expect(sent).toHaveLength(602 - written)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('begins anew where nothing is kept, by the settings as they are then', async () => {
    const world = aWorld()
    const { run } = createTab(world)
    await world.setFaults({ path: '/api/v4/leads/pipelines', ...cut })
    run.start(both)
    await untilPhase(run, 'failed')
    await world.setFaults()
    world.setSettings({ entities: ['companies'] })
    run.repeat()
    const { preview } = await untilPhase(run, 'preview')
    expect(Object.keys(preview.counts)).toEqual(['companies'])
  })

  it('begins anew also from its preview', async () => {
    const world = aWorld()
    const { run, requests } = createTab(world)
    run.start(both)
    await untilPhase(run, 'preview')
    world.setSettings({ zeroBudget: 'skip' })
    expect(run.hasOldSettings()).toBe(true)
    const phases: string[] = []
    run.subscribe(({ phase }) => phases.push(phase))
    run.repeat()
    await new Promise<void>((resolve) => {
      const undo = run.subscribe(({ phase }) => {
        if (phase !== 'preview') return
        undo()
        resolve()
      })
    })
    expect(phases).not.toContain('cancelled')
    expect(run.hasOldSettings()).toBe(false)
    expect(requests.filter(({ method }) => method === 'PATCH')).toEqual([])
  })
})

describe('a run that writes without a question', () => {
  it('asks all the same where other settings were saved while it read', async () => {
    const world = aWorld()
    world.setSettings({ preview: 'skip' })
    const { run } = createTab(world)
    run.subscribe(({ phase }) => {
      if (phase === 'reading') world.setSettings({ zeroBudget: 'skip' })
    })
    run.start(both)
    await untilPhase(run, 'preview')
    expect(run.hasOldSettings()).toBe(true)
  })
})
