import { describe, expect, it } from 'vitest'

import { canRunBulk } from '../../widget/records/canRunBulk'
import { canWriteCard } from '../../widget/records/canWriteCard'
import { isAllSeeing } from '../../widget/records/isAllSeeing'
import type { RightLetter } from '../../widget/records/user'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { anAccount, aWireLead } from './support/anAccount'
import { allRights, aUser, createWorld } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const aManager = (edit: RightLetter, view: RightLetter = 'A') =>
  aUser({
    id: 5,
    groupId: 7,
    isAdmin: false,
    rights: {
      leads: allRights,
      contacts: { ...allRights, edit, view },
      companies: allRights,
    },
  })

describe('rights', () => {
  it('an admin sees everything, a free user nothing, others with all three rights and no hidden stage', () => {
    expect(isAllSeeing(aUser())).toBe(true)
    expect(isAllSeeing(aUser({ isFree: true }))).toBe(false)
    expect(isAllSeeing(aManager('D'))).toBe(true)
    expect(isAllSeeing(aManager('A', 'G'))).toBe(false)
    expect(isAllSeeing({ ...aManager('A'), hasHiddenStages: true })).toBe(false)
  })

  it('a bulk run needs edit right A on what it writes', () => {
    expect(canRunBulk(aManager('M'), ['companies'])).toBe(true)
    expect(canRunBulk(aManager('M'), ['contacts', 'companies'])).toBe(false)
    expect(canRunBulk(aUser({ rights: aManager('D').rights }), ['contacts'])).toBe(true)
  })

  it.each([
    ['A', true, true, true],
    ['G', false, true, true],
    ['M', false, false, true],
    ['L', false, false, false],
    ['D', false, false, false],
  ] as const)(
    'edit right %s writes foreign, group and own cards: %s, %s, %s',
    (letter, foreign, group, own) => {
      const card = (responsibleUserId: number, groupId: number) =>
        canWriteCard(aManager(letter), 'contacts', { responsibleUserId, groupId })
      expect([card(1, 1), card(1, 7), card(5, 1)]).toEqual([foreign, group, own])
    },
  )

  it('that are lost while a run is writing end it: what is written stays', async () => {
    const account = anAccount({
      contactCount: 600,
      leads: Array.from({ length: 600 }, (_, position) =>
        aWireLead(5000 + position, { contacts: [position + 1] }),
      ),
    })
    const world = createWorld({ account })
    let user = aUser()
    const run = createBulkRun({ ...world.deps, user: () => user })
    run.subscribe((state) => {
      if (state.phase === 'preview') queueMicrotask(() => run.choose('changed'))
      if (state.phase === 'writing' && state.progress.written > 0) user = aManager('M')
    })
    run.start({ entities: ['contacts', 'companies'] })
    expect(await untilPhase(run, 'failed')).toMatchObject({
      failure: { kind: 'rightsLost' },
      report: { isComplete: false },
    })
  })
})
