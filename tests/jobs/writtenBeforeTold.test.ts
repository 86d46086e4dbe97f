import { beforeEach, describe, expect, it } from 'vitest'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { RunFailure } from '../../widget/jobs/runState'
import { formatRunReport } from '../../widget/state/formatRunReport'
import { failureMessage } from '../../widget/state/runMessages'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { someTexts } from '../views/someTexts'
import { createTab } from './support/createTab'
import { allRights, aUser, createWorld } from './support/createWorld'
import { afterClosedTab, deleteField, openWindow, sevenHundredCards } from './support/resumedRuns'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const

describe('a resumed run never says that nothing was written', () => {
  beforeEach(useFakeIndexedDb)

  it.each(['reading', 'preview'] as const)('read anew and stopped at its %s', async (phase) => {
    const world = await afterClosedTab()
    await deleteField(world)
    const { run } = createTab(world)
    const said = openWindow(run, world)
    run.resumeUnfinished()
    await untilPhase(run, phase)
    run.stop()
    await untilPhase(run, 'cancelled')
    expect(said()).toMatch(/Раньше им записано карточек: не меньше [1-9]\d\d\. /)
    expect(said()).not.toContain('Ничего не записано')
  })

  it('read anew, where its user then writes nothing', async () => {
    const world = await afterClosedTab()
    await deleteField(world)
    const { run } = createTab(world)
    run.resumeUnfinished()
    await untilPhase(run, 'preview')
    run.choose('nothing')
    const { report } = await untilPhase(run, 'report')
    expect(report.writtenBefore).toBeGreaterThan(0)
    expect(formatRunReport(report, someTexts())).toMatch(/Записано этим пересчётом раньше, не меньше/)
  })

  it.each([
    ['an account that is not paid', 402, 'Аккаунт CRM не оплачен'],
    ['a CRM that refuses the account', 403, 'CRM'],
  ])('ended before it went on, by %s', async (_name, status, words) => {
    const world = await afterClosedTab()
    await world.setFaults({ path: '/api/v4/account', status })
    const { run } = createTab(world)
    const said = openWindow(run, world)
    run.resumeUnfinished()
    expect(await untilPhase(run, 'failed')).toMatchObject({ written: expect.any(Number) as number })
    expect(said()).toContain(words)
    expect(said()).not.toContain('Ничего не записано')
  })

  it('and is found again afterwards, with its count', async () => {
    const world = await afterClosedTab()
    await world.setFaults({ path: '/api/v4/account', status: 402 })
    const { run } = createTab(world)
    run.resumeUnfinished()
    await untilPhase(run, 'failed')
    await world.setFaults()
    const later = createTab(world)
    later.run.resumeUnfinished()
    await untilPhase(later.run, 'writing')
    const { report } = await untilPhase(later.run, 'report')
    expect(report.changed + report.firstTime + report.stamped).toBe(700)
  })
})

it('a run whose user loses his rights in the middle of its writing does not say that nothing was written', async () => {
  const world = createWorld({ account: sevenHundredCards() })
  let user = aUser()
  const run = createBulkRun({ ...world.deps, user: () => user })
  const said = openWindow(run, world)
  run.subscribe((state) => {
    if (state.phase === 'preview') queueMicrotask(() => run.choose('all'))
    if (state.phase === 'writing' && state.progress.written >= 150)
      user = aUser({
        isAdmin: false,
        rights: { leads: allRights, contacts: allRights, companies: { ...allRights, edit: 'D' } },
      })
  })
  run.start(both)
  await untilPhase(run, 'failed')
  expect(world.cardsSent()).toBeGreaterThan(0)
  expect(said()).toContain('Записанное до ошибки осталось')
  expect(said()).not.toContain('Ничего не записано')
})

const failures = [
  { kind: 'crm', error: 'payment', detail: '', path: 'GET /api/v4/account' },
  { kind: 'crm', error: 'server', detail: '', path: 'GET /api/v4/account' },
  { kind: 'settings', detail: '' },
  { kind: 'settingsNotGiven' },
  { kind: 'otherAccount' },
  { kind: 'fieldsMissing', detail: '' },
  { kind: 'timeChanged' },
  { kind: 'rights' },
  { kind: 'rightsLost' },
  { kind: 'otherUser' },
  { kind: 'takenOver' },
  { kind: 'notResumable' },
  { kind: 'unexpected', detail: '' },
] as unknown as readonly RunFailure[]

it.each(failures)('a run that had written ends with $kind $error and does not say «ничего»', (failure) => {
  const { what, meaning, next } = failureMessage(someTexts(), failure, true)
  expect(`${what} ${meaning} ${next}`).not.toMatch(/ничего не (записано|изменилось)|и не записано/i)
})
