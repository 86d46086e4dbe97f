import type { CurrentUser } from '../records/user'
import type { LastRun } from '../store/lastRuns'
import type { BulkRun, RunRequest } from './bulkRun'
import type { BulkRunDeps } from './bulkRunDeps'
import { failureOf } from './classifyRunError'
import { createReport } from './createReport'
import { createRunSession } from './createRunSession'
import { executeRetry, executeRun } from './executeRun'
import { followFreshCards } from './followFreshCards'
import { planRun } from './planEntity'
import { createRunControl, RunStopped } from './runControl'
import { RunFailed } from './runFailed'
import type { RunSession } from './runSession'
import type { RunPreview, RunReport, RunState, WriteChoice } from './runState'

/** The bulk recalculation of this tab: one at a time, again and again. It belongs to the module and outlives every page of the CRM. */
export const createBulkRun = (deps: BulkRunDeps): BulkRun => {
  const control = createRunControl()
  const listeners = new Set<(state: RunState) => void>()
  let state: RunState = { phase: 'idle' }
  let isBusy = false
  let finished: RunSession | null = null
  let answer: ((choice: WriteChoice | null) => void) | null = null

  const tell = (next: RunState): void => {
    state = next
    for (const listener of listeners) listener(next)
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

  const begin = async (request: RunRequest): Promise<RunState> => {
    const parsed = deps.settings()
    if (!parsed.ok) {
      const [issue] = parsed.issues
      return { phase: 'failed', failure: { kind: 'settings', detail: issue?.path ?? '' } }
    }
    tell({ phase: 'checking' })
    const lastRun = await deps.lastRuns.read()
    const { settings } = parsed
    const run = createRunSession({ deps, control, tell, lastRun, settings, entities: request.entities })
    return guard(run, () => executeRun(run, askChoice))
  }

  /** Runs the work under the lock and gives its end, whatever it is, as a state. */
  const guard = async (run: RunSession, work: () => Promise<void>): Promise<RunState> => {
    const unlock = await deps.lock.acquire()
    if (unlock === null) return { phase: 'failed', failure: { kind: 'otherTab' } }
    const unfollow = followFreshCards(run)
    try {
      await work()
      return await finish(run, true)
    } catch (error) {
      if (error instanceof RunStopped)
        return run.writing === null ? { phase: 'cancelled' } : await finish(run, false)
      return { phase: 'failed', failure: error instanceof RunFailed ? error.failure : failureOf(error) }
    } finally {
      unfollow()
      unlock()
    }
  }

  const finish = async (run: RunSession, isComplete: boolean): Promise<RunState> => {
    if (run.writing !== null) await planRun(run)
    if (run.madeFields) run.madeFields = !(await deps.hostAddsColumns())
    const report = createReport(run, isComplete)
    run.writing = null
    finished = run
    await deps.lastRuns.save(lastRunOf(run, report, deps.user()))
    return { phase: 'report', report }
  }

  const launch = (work: () => Promise<RunState>): void => {
    if (isBusy) return
    isBusy = true
    control.clear()
    const end = (last: RunState): void => {
      isBusy = false
      tell(last)
    }
    work().then(end, (error: unknown) => end({ phase: 'failed', failure: failureOf(error) }))
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start(request) {
      launch(() => {
        finished = null
        return begin(request)
      })
    },
    choose(choice) {
      answer?.(choice)
    },
    pause() {
      if (isBusy && answer === null) control.pause()
    },
    resume() {
      control.resume()
    },
    stop() {
      if (!isBusy || control.isStopAsked()) return
      control.stop()
      answer?.(null)
      if (state.phase === 'writing') tell({ ...state, isStopping: true })
    },
    retryFailed() {
      const run = finished
      if (run === null) return
      launch(() => guard(run, () => executeRetry(run)))
    },
  }
}

/** A run that was to write nothing leaves the one before it as the last; only the totals are new. */
const lastRunOf = (run: RunSession, report: RunReport, user: CurrentUser): LastRun => {
  const totals = totalsOf(run)
  if (report.choice === 'nothing' && run.lastRun !== null) return { ...run.lastRun, totals }
  return {
    startedAt: report.startedAt,
    finishedAt: report.finishedAt,
    userId: user.id,
    userName: user.name,
    totals,
    written: report.changed + report.firstTime + report.stamped,
    isComplete: report.isComplete,
  }
}

const totalsOf = (run: RunSession) => {
  const recordsOf = (source: (typeof run.sources)[number]): number =>
    run.sourceReadings.get(source)?.records ?? run.lastRun?.totals[source] ?? 0
  return {
    leads: recordsOf('leads'),
    customers: recordsOf('customers'),
    contacts: recordsOf('contacts'),
    companies: recordsOf('companies'),
  }
}
