import { expect } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { createBulkRun } from '../../../widget/jobs/createBulkRun'
import type { BulkRun } from '../../../widget/jobs/bulkRun'
import type { RunState } from '../../../widget/jobs/runState'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { anAccount, aWireLead } from './anAccount'
import { createWorld, type World } from './createWorld'
import { untilPhase } from './untilPhase'

export type Paused = Extract<RunState, { phase: 'paused' }>

/** 1,100 deals, 620 contacts, 540 companies and 530 buyers: every list has three pages or more, and none ends with a full one. */
const aLongAccount = (): AccountFile => ({
  ...anAccount({
    contactCount: 620,
    companyCount: 540,
    leads: Array.from({ length: 1100 }, (_, row) =>
      aWireLead(5000 + row, { contacts: [(row % 620) + 1], company: 1001 + (row % 540) }),
    ),
    customers: Array.from({ length: 530 }, (_, row) => ({
      id: 9000 + row,
      name: `Покупатель ${row}`,
      purchases_count: 1,
      ltv: 100 + row,
      _embedded: { contacts: [{ id: (row % 620) + 1, is_main: true }], companies: [] },
    })) as unknown as NonNullable<AccountFile['customers']>,
  }),
})

export const aLongWorld = (): World => createWorld({ account: aLongAccount(), settings: { preview: 'skip' } })

/** Begins a run over contacts and companies. */
export const startRun = (world: World, isFull = false): BulkRun => {
  const run = createBulkRun(world.deps)
  run.start({ entities: ['contacts', 'companies'], isFull })
  return run
}

/** What the run comes to: that it waits, or that it is done. */
export const untilPausedOrDone = (run: BulkRun): Promise<Paused | Extract<RunState, { phase: 'report' }>> =>
  untilPhase(run, 'paused', 'report')

/**
 * Runs over a world whose list is broken: the figures are right, or the run waits with words and has written nothing; once the list is mended
 * it goes on. `bound`: requests that it may take at most until then.
 */
export const expectRightOrPaused = async (world: World, list: string, bound: number): Promise<void> => {
  const run = startRun(world)
  const state = await untilPausedOrDone(run)
  expect(world.requests.length).toBeLessThan(bound)
  if (state.phase === 'paused') {
    expect(state).toMatchObject({ during: 'reading', reason: { kind: 'notWhole', list } })
    expect(world.writes()).toEqual([])
    await world.setFaults()
    run.resume()
    await untilPhase(run, 'report')
  }
  expect(diffAccountFields(world.account())).toEqual([])
}
