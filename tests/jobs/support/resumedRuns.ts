import type { BulkRun } from '../../../widget/jobs/bulkRun'
import { fieldCodes } from '../../../widget/jobs/fieldCodes'
import type { RunState } from '../../../widget/jobs/runState'
import { createRunModel, type RunActions, type RunModel } from '../../../widget/state/createRunModel'
import { cancelledText, failureMessage } from '../../../widget/state/runMessages'
import { aRunStart, noActions } from '../../views/aRunModel'
import { someTexts } from '../../views/someTexts'
import { anAccount, aWireLead } from './anAccount'
import { createTab } from './createTab'
import { createWorld, type World } from './createWorld'

/** 600 contacts and 100 companies, each with a deal: all of them are written. */
export const sevenHundredCards = (): ReturnType<typeof anAccount> =>
  anAccount({
    contactCount: 600,
    companyCount: 100,
    leads: Array.from({ length: 700 }, (_, row) =>
      aWireLead(5000 + row, { contacts: [(row % 600) + 1], company: 1001 + (row % 100) }),
    ),
  })

/** The model of the window of a run, with what it asks of the page. */
export const aWindow = (run: BulkRun, world: World, actions: Partial<RunActions> = {}): RunModel =>
  createRunModel({
    run,
    texts: someTexts(),
    clock: world.deps.clock,
    start: aRunStart(),
    actions: { ...noActions, ...actions },
  })

/** What the window of a run says at its end. */
export const openWindow = (run: BulkRun, world: World): (() => string) => {
  const texts = someTexts()
  const model = aWindow(run, world)
  return () => {
    const state = model.state.value
    if (state.phase === 'cancelled') return cancelledText(texts, state)
    if (state.phase !== 'failed') return state.phase
    const { what, meaning, next } = failureMessage(texts, state.failure, state.written !== undefined)
    return `${what} ${meaning} ${next}`
  }
}

/** Answers every preview as a user who has all cards written. */
export const writeAll = (run: BulkRun): void => {
  run.subscribe((state) => {
    if (state.phase === 'preview') queueMicrotask(() => run.choose('all'))
  })
}

/** Has the settings of a world be unreadable from when it is called. */
export const breakableSettings = (world: World): (() => void) => {
  const settings = world.deps.settings()
  let isBroken = false
  const broken = { ...settings, ok: false, issues: [{ path: 'stages', code: 'x', message: '' }] }
  Object.assign(world.deps, { settings: () => (isBroken ? broken : settings) })
  return () => {
    isBroken = true
  }
}

/** The next end of a run, whatever it is. */
export const untilEnd = (run: BulkRun): Promise<RunState> =>
  new Promise((resolve) => {
    const undo = run.subscribe((state) => {
      if (state.phase !== 'failed' && state.phase !== 'report' && state.phase !== 'cancelled') return
      undo()
      resolve(state)
    })
  })

/** A world in which a tab was closed once it had written 350 of its cards or more. */
export const afterClosedTab = async (): Promise<World> => {
  const world = createWorld({ account: sevenHundredCards() })
  const first = createTab(world)
  writeAll(first.run)
  first.run.subscribe((state) => {
    if (state.phase === 'writing' && state.progress.written >= 350) first.die()
  })
  first.run.start({ entities: ['contacts', 'companies'] })
  await first.dead
  await first.untilQuiet()
  return world
}

/** A world in which a tab was closed with its first batch: the CRM has written it, and nobody has heard of it. */
export const afterUnheardBatch = async (): Promise<World> => {
  const measured = createTab(createWorld({ account: sevenHundredCards() }))
  writeAll(measured.run)
  measured.run.start({ entities: ['contacts', 'companies'] })
  await untilEnd(measured.run)
  const atRequest = measured.requests.findIndex(({ method }) => method === 'PATCH') + 1
  const world = createWorld({ account: sevenHundredCards() })
  const dying = createTab(world, { atRequest, isSent: true })
  writeAll(dying.run)
  dying.run.start({ entities: ['contacts', 'companies'] })
  await dying.dead
  await dying.untilQuiet()
  return world
}

/** Cards of the account that hold a value. */
export const filledCards = (world: World): number => {
  const { contacts = [], companies = [] } = world.account()
  return [...contacts, ...companies].filter(
    ({ custom_fields_values: values }) => Array.isArray(values) && values.length > 0,
  ).length
}

/** A field of ours is gone: a run that goes on reads the account anew. */
export const deleteField = async (world: World): Promise<void> => {
  const fields = await world.client.listCustomFields('contacts', { priority: 'run' })
  const id = fields.find(({ code }) => code === fieldCodes.boughtCount)?.id ?? 0
  await world.client.deleteCustomField('contacts', id, { priority: 'run' })
}
