import { beforeEach, describe, expect, it } from 'vitest'
import type { BulkRun } from '../../widget/jobs/bulkRun'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { fieldCodes } from '../../widget/jobs/fieldCodes'
import type { RunFailure } from '../../widget/jobs/runState'
import { createRunModel } from '../../widget/state/createRunModel'
import { formatRunReport } from '../../widget/state/formatRunReport'
import { cancelledText, failureMessage } from '../../widget/state/runMessages'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { aRunStart, noActions } from '../views/aRunModel'
import { someTexts } from '../views/someTexts'
import { anAccount, aWireLead } from './support/anAccount'
import { createTab } from './support/createTab'
import { allRights, aUser, createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const account = () =>
  anAccount({
    contactCount: 600,
    companyCount: 100,
    leads: Array.from({ length: 700 }, (_, row) =>
      aWireLead(5000 + row, { contacts: [(row % 600) + 1], company: 1001 + (row % 100) }),
    ),
  })

/** What the window of a run says at its end. */
const openWindow = (run: BulkRun, world: World): (() => string) => {
  const texts = someTexts()
  const model = createRunModel({
    run,
    texts,
    clock: world.deps.clock,
    start: aRunStart(),
    actions: noActions,
  })
  return () => {
    const state = model.state.value
    if (state.phase === 'cancelled') return cancelledText(texts, state)
    if (state.phase !== 'failed') return state.phase
    const { what, meaning, next } = failureMessage(texts, state.failure, model.hasWritten.value)
    return `${what} ${meaning} ${next}`
  }
}

/** A world in which a tab was closed once it had written some hundred cards, and how many it had told of. */
const afterClosedTab = async () => {
  const world = createWorld({ account: account() })
  const first = createTab(world)
  let written = 0
  first.run.subscribe((state) => {
    if (state.phase === 'preview') queueMicrotask(() => first.run.choose('all'))
    if (state.phase === 'writing') written = Math.max(written, state.progress.written)
    if (state.phase === 'writing' && state.progress.written >= 350) first.die()
  })
  first.run.start(both)
  await first.dead
  await first.untilQuiet()
  expect(written).toBeGreaterThanOrEqual(350)
  return world
}

/** A field of ours is gone: a run that goes on reads the account anew. */
const deleteField = async (world: World): Promise<void> => {
  const fields = await world.client.listCustomFields('contacts', { priority: 'run' })
  const id = fields.find(({ code }) => code === fieldCodes.boughtCount)?.id ?? 0
  await world.client.deleteCustomField('contacts', id, { priority: 'run' })
}

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
    expect(formatRunReport(report, someTexts())).toMatch(/Записано раньше, в закрытой вкладке, не меньше/)
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
  const world = createWorld({ account: account() })
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
  expect(`${what} ${meaning} ${next}`).not.toMatch(/ничего не (записано|изменилось)/i)
})
