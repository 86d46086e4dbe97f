import type { CurrentUser } from '../records/user'
import type { LastRun } from '../store/lastRuns'
import type { RunSession } from './runSession'
import type { RunReport, RunSource } from './runState'

/** A run that was to write nothing leaves the one before it as the last; only the totals are new. */
export const lastRunOf = (run: RunSession, report: RunReport, user: CurrentUser): LastRun => {
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

const totalsOf = (run: RunSession): LastRun['totals'] => {
  const recordsOf = (source: RunSource): number =>
    run.sources.includes(source)
      ? (run.sourceReadings.get(source)?.records ?? run.records.counts[source])
      : (run.lastRun?.totals[source] ?? 0)
  return {
    leads: recordsOf('leads'),
    customers: recordsOf('customers'),
    contacts: recordsOf('contacts'),
    companies: recordsOf('companies'),
  }
}
