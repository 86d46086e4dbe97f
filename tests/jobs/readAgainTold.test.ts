import { effect } from '@preact/signals'
import { expect, it } from 'vitest'
import type { AccountFile } from '../../host/account/accountFile'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { readingText } from '../../widget/state/progressTexts'
import { someTexts } from '../views/someTexts'
import { anAccount } from './support/anAccount'
import { createWorld } from './support/createWorld'
import { aWindow } from './support/resumedRuns'
import { untilPhase } from './support/untilPhase'

const account = (): AccountFile => ({
  ...anAccount({ contactCount: 300 }),
  customers: Array.from({ length: 10_000 }, (_, row) => ({
    id: 9000 + row,
    name: `Покупатель ${row}`,
    purchases_count: 1,
    ltv: 100 + row,
    _embedded: { contacts: [{ id: (row % 300) + 1, is_main: true }], companies: [] },
  })),
})

it('a list that is read once more says so and how far it is, page by page', async () => {
  const world = createWorld({
    account: account(),
    // A CRM that takes a second for an answer.
    beforeSend: async () => {
      world.passTime(1)
      world.clock.fireDue()
    },
  })
  await world.change({
    op: 'delete',
    entity: 'customers',
    id: 9003,
    afterRequest: { method: 'GET', path: '/api/v4/customers?', n: 5 },
  })
  const run = createBulkRun(world.deps)
  const texts = someTexts()
  const model = aWindow(run, world)
  const told: string[] = []
  let since: number = world.deps.clock.now()
  let longest = 0
  effect(() => {
    const state = model.state.value
    if (state.phase !== 'reading') return
    const words = model.isCrmSlow.value ? 'slow' : readingText(texts, state.progress)
    if (words === told.at(-1)) return
    if (told.length > 0) longest = Math.max(longest, world.deps.clock.now() - since)
    told.push(words)
    since = world.deps.clock.now()
  })
  run.start({ entities: ['contacts', 'companies'] })
  await untilPhase(run, 'preview')
  expect(longest).toBeLessThanOrEqual(10_000)
  const again = told.filter((words) => words.startsWith('Список менялся, пока его читали. Читаем ещё раз: '))
  expect(again.length).toBeGreaterThan(30)
  expect(again.at(-1)?.replaceAll(/\s/g, '')).toMatch(/Покупатели,9999$/)
})
