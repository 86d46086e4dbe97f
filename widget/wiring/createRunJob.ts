import { addListCalls } from '../api/addListCalls'
import { latestStamp } from '../calc/latestStamp'
import { isEnding } from '../jobs/endingOf'
import type { BulkRun } from '../jobs/bulkRun'
import { areOfOtherAccount } from '../jobs/areOfOtherAccount'
import { createBulkRun } from '../jobs/createBulkRun'
import { findNewestStamp } from '../jobs/findNewestStamp'
import { createSourceReading } from '../jobs/mirror/createSourceReading'
import { isFullReadingDue } from '../jobs/mirror/isFullReadingDue'
import { proveFields } from '../jobs/proveFields'
import { peekUnfinished, type UnfinishedRun } from '../jobs/peekUnfinished'
import type { RunFailure, RunState } from '../jobs/runState'
import type { UnixSeconds } from '../records/brands'
import type { ParentType } from '../records/parents'
import { areSettingsForeign, areSettingsGiven } from '../settings/areSettingsGiven'
import type { Settings } from '../settings/settings'
import { mountLeaveQuestion } from '../shell/mountLeaveQuestion'
import { mountOnlineListener } from '../shell/mountOnlineListener'
import { mountReloadHold } from '../shell/mountReloadHold'
import { reloadList } from '../shell/reloadList'
import { rereadKeptList } from '../shell/rereadKeptList'
import { showsColumn } from '../shell/showsColumn'
import type { Undo } from '../shell/undo'
import type { RunStart, UnassignedStageName } from '../state/runStart'
import { createCheckpointStore } from '../store/createCheckpointStore'
import { createLastRuns } from '../store/createLastRuns'
import { createMirrorStore } from '../store/createMirrorStore'
import type { LastRun } from '../store/lastRuns'
import type { Texts } from '../texts/createTexts'
import { createColumnHint } from './createColumnHint'
import type { RunLink } from './createRunLink'
import { createTag } from './createTag'
import { createRunMarks } from './createRunMarks'
import type { Session } from './session'

/** The run of this tab with what its window asks of the storage. */
export interface RunJob {
  readonly run: BulkRun
  readonly isActive: () => boolean
  /** Lets the CRM reload the page after a release: until the user has seen how the run ended, that would take the report with it. */
  readonly takeEndAsSeen: () => void
  /** Ends the run so that it can be resumed later; the page lets go of it. */
  readonly suspend: () => void
  /**
   * What the start dialog says; `newestStamp` where no run in this browser tells more. To be asked again once the CRM has answered: before,
   * nobody knows what was too long ago or is said to be of the future.
   */
  readonly readStart: (
    currentType: ParentType,
    unassignedStages: readonly UnassignedStageName[],
    newestStamp?: UnixSeconds | null,
  ) => Promise<RunStart>
  /** Whether the settings are another account's, as far as they and the CRM can tell; from then on the start dialog says so. */
  readonly lookWhoseSettings: () => Promise<boolean>
  /** The newest «Актуально на» of an account that was never filled from this browser; null = none, or not asked for. */
  readonly findNewestStamp: () => Promise<UnixSeconds | null>
  readonly peekUnfinished: () => Promise<UnfinishedRun | null>
  /** Forgets it, unless another tab goes on with it; tells the other tabs. */
  readonly dropUnfinished: () => Promise<void>
}

/** Makes the run over the stores of this user. `texts` are the words of the account, once they are loaded. */
export const createRunJob = (session: Session, link: RunLink, texts: () => Texts): RunJob => {
  const client = addListCalls(session.client)
  const owner = session.storeOwner()
  const lastRuns = createLastRuns(owner)
  const reading = createSourceReading({ store: createMirrorStore(owner), createTag })
  const checkpoints = createCheckpointStore(owner, session.clock, () => session.runLock.isOurs())
  const marks = createRunMarks(owner)
  let undoQuestion: Undo | null = null
  let undoReloadHold: Undo | null = null
  let isSuspended = false
  let isListReread = false
  /** Settings that have turned out to be another account's. */
  let foreign: Settings | null = null
  let undoReread: Undo = () => undefined
  /** Once for each run: the report and the look for our columns both ask for it. */
  const rereadList = (): boolean => {
    isListReread ||= reloadList(session.hostPage)
    return isListReread
  }
  const run = createBulkRun({
    client,
    clock: session.clock,
    lock: session.runLock,
    lastRuns,
    reading,
    checkpoints,
    createTag,
    freshCards: session.freshCards,
    settings: session.settings,
    user: session.user,
    fieldNames: () => texts().fieldNames,
    findColumns: createColumnHint({
      owner,
      openType: () => session.hostPage.openList(),
      hasColumns: () => showsColumn(texts().fieldNames.fields.boughtCount, rereadList),
    }),
  })
  const isActive = (): boolean => activePhases.includes(run.state().phase)

  const letReload = (): void => {
    undoReloadHold?.()
    undoReloadHold = null
  }

  const followPhase = (state: RunState): void => {
    if (isActive()) {
      undoQuestion ??= mountLeaveQuestion()
      undoReloadHold ??= mountReloadHold(session.hostPage.app())
      // A run that the user has paused, or paused and stopped, does not go on by itself after a reload of the page.
      if (!isEnding(state)) marks.setRunning(state.phase !== 'paused' || state.reason.kind !== 'user')
      marks.setUnfinished(true)
      return
    }
    undoQuestion?.()
    undoQuestion = null
    if (state.phase === 'cancelled' || isSuspended) letReload()
    marks.setRunning(false)
    // A run that failed may have left something to resume: the next look at the storage tells.
    if (state.phase === 'report' || (state.phase === 'cancelled' && !isSuspended)) marks.setUnfinished(false)
  }

  let phase = run.state().phase
  run.subscribe((state) => {
    // Another tab's run is told by that tab.
    if (!(state.phase === 'failed' && ofOtherTab.includes(state.failure.kind))) link.tell(state)
    if (state.phase !== phase) followPhase(state)
    phase = state.phase
    if (isActive()) {
      isListReread = false
      undoReread()
    }
    const report = state.phase === 'report' || state.phase === 'failed' ? state.report : undefined
    if (report === undefined || report.changed + report.firstTime + report.stamped === 0 || rereadList())
      return
    undoReread()
    undoReread = rereadKeptList(session.hostPage)
  })

  const unlistenOnline = mountOnlineListener(() => {
    const state = run.state()
    const isCutOff =
      state.phase === 'paused' && state.reason.kind === 'crm' && state.reason.error === 'network'
    if (isCutOff) run.resume()
  })

  /** The last run of this browser that filled fields. */
  const readLastRun = async (): Promise<LastRun | null> => {
    const lastRun = await lastRuns.read()
    if (lastRun === null || lastRun.hasFilled === false) return null
    // One of the future was dated by a wrong clock: the cards tell more.
    return lastRun.finishedAt > latestStamp(session.clock.time()) ? null : lastRun
  }

  const peek = async (): Promise<UnfinishedRun | null> => {
    const unfinished = await peekUnfinished(checkpoints, session.settings())
    if (unfinished === null) await forgetMark()
    return unfinished
  }

  /** Where the storage only refuses just now, or another tab has begun and not stored yet, the mark is still wanted. */
  const forgetMark = async (): Promise<void> => {
    const { kind } = await checkpoints.peek()
    if (kind === 'none' && !(await session.runLock.isHeld())) marks.setUnfinished(false)
  }

  return {
    run,
    isActive,
    takeEndAsSeen() {
      if (!isActive()) letReload()
    },
    suspend() {
      isSuspended = true
      unlistenOnline()
      undoReread()
      run.suspend()
      if (!isActive()) letReload()
    },
    async lookWhoseSettings() {
      const parsed = session.settings()
      if (!parsed.ok) return areSettingsForeign(parsed)
      const { directory, knownFields } = session
      const deps = { directory, knownFields, accountId: () => owner.accountId }
      const isForeign = await areOfOtherAccount(deps, parsed.settings, { priority: 'card' })
      foreign = isForeign ? parsed.settings : null
      return isForeign
    },
    async findNewestStamp() {
      const parsed = session.settings()
      if (!parsed.ok || (await readLastRun()) !== null) return null
      const { clock, directory, knownFields } = session
      const deps = { directory, knownFields, fieldNames: async () => texts().fieldNames }
      const options = { priority: 'card' } as const
      const idsOf = async (type: ParentType) => (await proveFields(deps, type, parsed.settings, options)).ids
      const [contacts, companies] = await Promise.all([idsOf('contacts'), idsOf('companies')])
      return findNewestStamp(client, clock, { contacts, companies }, options)
    },
    async readStart(currentType, unassignedStages, newestStamp = null) {
      const parsed = session.settings()
      const lastRun = await readLastRun()
      const fullReadAt = await reading.lastFullAt()
      const now = session.clock.time()
      return {
        entities: parsed.ok ? parsed.settings.entities : [currentType],
        currentType,
        isSettingsBroken: !parsed.ok || parsed.settings === foreign,
        areSettingsMissing: !areSettingsGiven(parsed),
        areSettingsForeign: areSettingsForeign(parsed) || (parsed.ok && parsed.settings === foreign),
        asksBeforeWriting: !parsed.ok || parsed.settings.preview === 'ask',
        lastRun:
          lastRun === null
            ? newestStamp && { at: newestStamp, userName: null, seconds: null }
            : {
                at: lastRun.finishedAt,
                userName: lastRun.userName,
                seconds: lastRun.finishedAt - lastRun.startedAt,
                ...stoppedOf(lastRun),
                isWithoutBuyers: lastRun.isWithoutBuyers === true,
              },
        unassignedStages,
        unfinished: isActive() ? null : await peek(),
        fullReadAt,
        isFullDue: fullReadAt !== null && now !== null && isFullReadingDue({ fullReadAt }, now),
        isStorageOff: !lastRuns.isLasting() || checkpoints.lastOutcome()?.kind === 'notStored',
      }
    },
    peekUnfinished: peek,
    async dropUnfinished() {
      // At once: the page may be left before the rest is done.
      marks.setUnfinished(false)
      const hold = await session.runLock.acquire()
      if (hold === null) {
        // Another tab goes on with it meanwhile.
        marks.setUnfinished(true)
        return
      }
      await checkpoints.drop()
      hold.release()
      link.tell({ phase: 'cancelled' })
    },
  }
}

/** How far a run came that was stopped; nothing of one that came to its end. */
const stoppedOf = ({ isComplete, written, notWritten = 0 }: LastRun) =>
  isComplete ? {} : { stopped: { written, notWritten } }

const ofOtherTab: readonly RunFailure['kind'][] = ['otherTab', 'takenOver']

const activePhases: readonly RunState['phase'][] = ['checking', 'reading', 'preview', 'writing', 'paused']
