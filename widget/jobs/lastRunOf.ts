import type { CurrentUser } from '../records/user'
import type { LastRun } from '../store/lastRuns'
import type { RunSession } from './runSession'
import type { RunReport, RunSource } from './runState'

/** A run that left the fields as they were leaves the one before it as the last; only the totals are new. */
export const lastRunOf = (run: RunSession, report: RunReport, user: CurrentUser): LastRun => {
  const totals = totalsOf(run)
  const written = report.changed + report.firstTime + report.stamped
  const hasFilled = written > 0 || (report.isComplete && report.choice !== 'nothing')
  if (!hasFilled && run.lastRun !== null) return { ...run.lastRun, totals }
  return {
    startedAt: report.startedAt,
    finishedAt: report.finishedAt,
    userId: user.id,
    userName: user.name,
    totals,
    written,
    isComplete: report.isComplete,
    ...(report.isComplete ? {} : { notWritten: report.notWritten }),
    ...(report.withoutBuyers !== undefined && { isWithoutBuyers: true }),
    hasFilled,
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
