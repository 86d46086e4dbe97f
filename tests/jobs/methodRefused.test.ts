import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { failureMessage } from '../../widget/state/runMessages'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { someTexts } from '../views/someTexts'
import { anAccount, aWireLead } from './support/anAccount'
import { createWorld } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const account = anAccount({
  leads: Array.from({ length: 9 }, (_, position) =>
    aWireLead(5000 + position, { contacts: [(position % 3) + 1], company: 1001 }),
  ),
})
const refusal = (status: number) => ({
  status,
  contentType: 'application/problem+json',
  body: { title: 'Error', status, detail: 'Метод закрыт' },
})

const methods = [
  ['/api/v4/events', 'события'],
  ['/api/v4/leads/pipelines', 'воронки'],
  ['/api/v4/contacts/custom_fields?', 'поля'],
  ['/api/v4/contacts/custom_fields/groups', 'группы полей'],
] as const

describe('a run of which the CRM refuses one method', () => {
  it.each(
    methods.flatMap(([path, words]) =>
      [402, 403, 404, 422, 501].map((status) => [path, status, words] as const),
    ),
  )('stops with words where %s answers %i, and writes nothing', async (path, status, words) => {
    const world = createWorld({ account })
    await world.setFaults({ method: 'GET', path, ...refusal(status) })
    const run = createBulkRun(world.deps)
    run.start(both)
    const { failure } = await untilPhase(run, 'failed')
    const { what } = failureMessage(someTexts(), failure)
    expect(what).toContain(words)
    expect(what).toContain('Метод закрыт')
    expect(world.writes()).toEqual([])
  })

  it('goes on by «Повторить» once its events are given again, and proves its lists by them', async () => {
    const world = createWorld({ account })
    await world.setFaults({ path: '/api/v4/events', ...refusal(403) })
    const run = createBulkRun(world.deps)
    run.start(both)
    await untilPhase(run, 'failed')
    await world.setFaults()
    run.repeat()
    await untilPhase(run, 'preview')
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
