import { tellAll } from '../records/tellAll'
import type { Settings } from '../settings/settings'
import type { LastRun } from '../store/lastRuns'
import type { BulkRun, RunRequest } from './bulkRun'
import type { BulkRunDeps } from './bulkRunDeps'
import { failureOf, isOtherUser } from './classifyRunError'
import { aftermathOf, nothingToSay } from './aftermathOf'
import { createReport, hasLeft, rememberLeft } from './createReport'
import { createRest } from './createRest'
import { createRunSession } from './createRunSession'
import { executeRetry, executeRun } from './executeRun'
import { executeUnfinished } from './executeUnfinished'
import { followFreshCards } from './followFreshCards'
import { lastRunOf } from './lastRunOf'
import { createMirrorKeeper } from './mirror/createMirrorKeeper'
import { loadUnfinished } from './loadUnfinished'
import { planRun } from './planEntity'
import { isUnansweredOther } from './pauseForOther'
import { createRunControl, RunStopped } from './runControl'
import { RunFailed } from './runFailed'
import { runInParts } from './runInParts'
import { requireLock } from './requireLock'
import { requestWithin, requireSettings } from './requireSettings'
import { ruleText } from './ruleText'
import type { HeldLock } from './runLock'
import { createRunMemory } from './runMemory'
import { endingOf } from './endingOf'
import type { RunSession } from './runSession'
import type { RunFailure, RunPreview, RunReport, RunState, WriteChoice, WrittenSoFar } from './runState'
import { keepUnfinished } from './saveProgress'
import { writtenSoFar } from './writtenSoFar'

interface Prepared {
  readonly settings: Settings
  readonly lastRun: LastRun | null
}

/** The bulk recalculation of this tab: one at a time, again and again. It belongs to the module and outlives every page of the CRM. */
export const createBulkRun = (deps: BulkRunDeps): BulkRun => {
  const control = createRunControl()
  const keeper = createMirrorKeeper(deps.reading)
  const listeners = new Set<(state: RunState) => void>()
  let state: RunState = { phase: 'idle' }
  let isBusy = false
  let isSuspended = false
  let finished: RunSession | null = null
  /** What the settings of the run say; null before the first one. */
  let rules: string | null = null
  /** What was asked last. */
  let asked: RunRequest | null = null
  let isRepeatAsked = false
  const memory = createRunMemory()
  let answer: ((choice: WriteChoice | null) => void) | null = null

  const tell = (next: RunState): void => {
    state = next
    tellAll(listeners, next)
  }

  const askChoice = async (preview: RunPreview): Promise<WriteChoice> => {
    if (control.isStopAsked()) throw new RunStopped()
    const choice = await new Promise<WriteChoice | null>((resolve) => {
      answer = resolve
      tell({ phase: 'preview', preview })
    })
    answer = null
    if (choice === null) throw new RunStopped()
    return choice
  }

  /** The settings as they are now, once the mirror that the run before left is stored. @throws RunFailed */
  const prepare = async (): Promise<Prepared> => {
    const parsed = deps.settings()
    rules = parsed.ok ? ruleText(parsed.settings) : null
    const settings = requireSettings(parsed)
    tell({ phase: 'checking' })
    await keeper.finish()
    return { settings, lastRun: await deps.lastRuns.read() }
  }

  const startNew = async (request: RunRequest, hold: HeldLock): Promise<RunState> =>
    begin(request, await prepare(), hold)

  const begin = (request: RunRequest, prepared: Prepared, hold: HeldLock): Promise<RunState> => {
    asked = request
    const { entities, isFull = false } = request
    const run = createRunSession({ deps, control, hold, tell, ...prepared, entities, isFull })
    run.writtenBefore = memory.known().written ?? null
    return work(run, () => executeRun(run, askChoice))
  }

  /** `otherwise`: what is begun where nothing is left to go on from. */
  const startUnfinished = async (otherwise: RunRequest | null, hold: HeldLock): Promise<RunState> => {
    const prepared = await prepare()
    const { settings, lastRun } = prepared
    const unfinished = await loadUnfinished(deps.checkpoints, settings, deps.createTag())
    if (unfinished === null) {
      if (otherwise === null) throw new RunFailed({ kind: 'notResumable' })
      memory.join(await deps.checkpoints.peek())
      return begin(requestWithin(otherwise, settings), prepared, hold)
    }
    const { entities, isFull, startedAt, requests } = unfinished.checkpoint
    asked = { entities, isFull }
    const run = createRunSession({ deps, control, hold, tell, lastRun, settings, entities, isFull })
    run.startedAt = startedAt
    run.requestsBefore -= requests
    memory.join({ kind: 'loaded', checkpoint: unfinished.checkpoint })
    run.writtenBefore = memory.known().written ?? null
    return work(run, () => executeUnfinished(run, unfinished, askChoice))
  }

  /** Does the work and gives its end, whatever it is, as a state. `isWhole`: it is all that the run was asked for. */
  const work = async (run: RunSession, doIt: () => Promise<void>, isWhole = true): Promise<RunState> => {
    const unfollow = followFreshCards(run)
    const endHere = (): void => halt()
    run.hold.lost.addEventListener('abort', endHere)
    try {
      await doIt()
      await requireLock(run)
      return await finish(run, isWhole)
    } catch (error) {
      const written = writtenSoFar(run)
      // A retry goes on with a run that has had its report: what follows it is another one.
      if (run.isResumable) memory.keep(run)
      // All that is stored belongs to the tab that goes on with the run.
      if (run.hold.lost.aborted) return { phase: 'failed', failure: { kind: 'takenOver' }, ...written }
      const isStopped = error instanceof RunStopped
      if (isOtherUser(error)) await forget(run)
      else if (isSuspended || !isStopped) memory.noteStored(await keepUnfinished(run))
      if (!isStopped) return await fail(run, failureOf(error), written)
      if (isSuspended) return { phase: 'cancelled', ...written }
      if (run.writing !== null) return await finish(run, false)
      await leave(run)
      return { phase: 'cancelled', ...written }
    } finally {
      run.hold.lost.removeEventListener('abort', endHere)
      unfollow()
    }
  }

  const finish = async (run: RunSession, isComplete: boolean): Promise<RunState> => {
    if (run.writing !== null) await planRun(run)
    const report = await runInParts(
      createReport(run, isComplete, await aftermathOf(run, isComplete)),
      createRest(deps.clock),
    )
    run.writing = null
    rememberLeft(run, report)
    finished = run
    await leave(run)
    await deps.lastRuns.save(await lastRunOf(run, report, deps.user()))
    memory.clear()
    return { phase: 'report', report }
  }

  /** What was written before the failure is told with it. */
  const fail = async (run: RunSession, failure: RunFailure, written: WrittenSoFar): Promise<RunState> => {
    if (run.writing === null) return { phase: 'failed', failure, ...written }
    await planRun(run)
    const counted = await runInParts(createReport(run, false, nothingToSay), createRest(deps.clock))
    const report: RunReport = { ...counted, failure }
    run.writing = null
    await deps.lastRuns.save(await lastRunOf(run, report, deps.user()))
    return { phase: 'failed', failure, report, ...written }
  }

  /** Nothing is left to resume; what was read stays for the next run. */
  const leave = async (run: RunSession): Promise<void> => {
    await forget(run)
    keeper.keep(run)
  }

  const forget = async (run: RunSession): Promise<void> => {
    run.isResumable = false
    await deps.checkpoints.drop()
  }

  /** Under the lock from the first look at what is stored to the last. */
  const launch = (make: (hold: HeldLock) => Promise<RunState>, isTaken = false): void => {
    if (isBusy) return
    isBusy = true
    isSuspended = false
    isRepeatAsked = false
    control.clear()
    const locked = async (): Promise<RunState> => {
      const hold = await deps.lock.acquire(isTaken)
      if (hold === null) return { phase: 'failed', failure: { kind: 'otherTab' } }
      try {
        let last = await make(hold)
        // Under the lock as it is: one that was let go may not be free at once.
        while (isRepeatAsked && last.phase === 'cancelled') {
          isRepeatAsked = false
          control.clear()
          last = await startUnfinished(asked, hold)
        }
        return last
      } catch (error) {
        return { phase: 'failed', failure: failureOf(error), ...memory.known() }
      } finally {
        hold.release()
      }
    }
    const end = (last: RunState): void => {
      isBusy = false
      tell(last)
    }
    locked().then(end, (error: unknown) =>
      end({ phase: 'failed', failure: failureOf(error), ...memory.known() }),
    )
  }

  /** Where the run cannot even begin, what the closed tab has written is told all the same. */
  const goOn = (isTaken: boolean): void =>
    launch(async (hold) => {
      finished = null
      try {
        return await startUnfinished(null, hold)
      } catch (error) {
        memory.join(await deps.checkpoints.peek())
        throw error
      }
    }, isTaken)

  const halt = (): void => {
    control.stop()
    answer?.(null)
  }

  /** Told at once: what is left to be done may take its time. */
  const stop = (): void => {
    halt()
    tell(endingOf(state))
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start(request) {
      launch((hold) => {
        finished = null
        memory.clear()
        return startNew(request, hold)
      })
    },
    resumeUnfinished: () => goOn(false),
    takeOver: () => goOn(true),
    repeat() {
      if (asked === null) return
      if (isBusy && state.phase !== 'preview') return
      finished = null
      if (!isBusy) launch((hold) => startUnfinished(asked, hold))
      else {
        isRepeatAsked = true
        stop()
      }
    },
    choose(choice) {
      answer?.(choice)
      if (answer !== null && choice === 'nothing') tell(endingOf(state))
    },
    pause() {
      if (isBusy && answer === null) control.pause()
    },
    resume() {
      control.resume()
    },
    wait() {
      if (state.phase === 'paused' && isUnansweredOther(state.reason)) control.wait()
    },
    leaveBuyersOut() {
      if (state.phase === 'paused' && state.reason.kind === 'buyersRefused') control.leaveBuyersOut()
    },
    stop() {
      if (isBusy && !control.isStopAsked()) stop()
    },
    suspend() {
      if (!isBusy || control.isStopAsked()) return
      isSuspended = true
      halt()
    },
    retryFailed() {
      const run = finished
      if (run === null) return
      launch(async (hold) => {
        run.hold = hold
        tell({ phase: 'checking' })
        await keeper.finish()
        return work(run, () => executeRetry(run), !hasLeft(run))
      })
    },
    hasOldSettings() {
      const parsed = deps.settings()
      return rules !== null && !(parsed.ok && ruleText(parsed.settings) === rules)
    },
    isUnkept: () => deps.checkpoints.lastOutcome()?.kind === 'notStored',
  }
}
