import type { RunState } from '../../widget/jobs/runState'
import type { UnixSeconds } from '../../widget/records/brands'
import { createRunModel, type RunModel } from '../../widget/state/createRunModel'
import type { RunStart } from '../../widget/state/runStart'
import type { Texts } from '../../widget/texts/createTexts'
import { createFakeClock, type FakeClock } from '../api/support/createFakeClock'
import { type FakeRun, fakeRun } from './fakeRun'
import { someTexts } from './someTexts'

interface RunScene {
  readonly model: RunModel
  readonly run: FakeRun
  readonly clock: FakeClock
  /** What the window asked of the page. */
  readonly asked: string[]
  readonly files: { name: string; text: string }[]
}

export const aRunStart = (partial: Partial<RunStart> = {}): RunStart => ({
  entities: ['contacts', 'companies'],
  currentType: 'contacts',
  isSettingsBroken: false,
  asksBeforeWriting: true,
  lastRun: { at: 1_763_700_252 as UnixSeconds, userName: 'Анна Админова', seconds: 252 },
  unassignedStages: [],
  unfinished: null,
  fullReadAt: null,
  isFullDue: false,
  isStorageOff: false,
  ...partial,
})

/** The model of a run in the given state, with what it asks written down. */
export const aRunModel = (
  state: RunState = { phase: 'idle' },
  start: Partial<RunStart> = {},
  texts: Texts = someTexts(),
): RunScene => {
  const run = fakeRun(state)
  const clock = createFakeClock()
  const asked: string[] = []
  const files: { name: string; text: string }[] = []
  const ask = (what: string) => () => {
    asked.push(what)
  }
  const model = createRunModel({
    run,
    texts,
    clock,
    start: aRunStart(start),
    actions: {
      close: ask('close'),
      dismiss: ask('dismiss'),
      openSettings: ask('openSettings'),
      openListSettings: (type) => {
        asked.push(`openListSettings ${type}`)
      },
      saveFile: (name, text) => files.push({ name, text }),
      resumeUnfinished: ask('resumeUnfinished'),
      takeOver: ask('takeOver'),
      dropUnfinished: ask('dropUnfinished'),
    },
  })
  return { model, run, clock, asked, files }
}

const nothing = (): void => undefined

/** For models whose window asks nothing of the page. */
export const noActions = {
  close: nothing,
  dismiss: nothing,
  openSettings: nothing,
  openListSettings: nothing,
  saveFile: nothing,
  resumeUnfinished: nothing,
  takeOver: nothing,
  dropUnfinished: nothing,
}
