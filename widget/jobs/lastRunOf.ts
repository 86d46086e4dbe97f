import type { CurrentUser } from '../records/user'
import type { LastRun } from '../store/lastRuns'
import { countListed } from './countListed'
import { createRest } from './createRest'
import { runInParts } from './runInParts'
import type { RunSession } from './runSession'
import type { RunReport, RunSource } from './runState'

/** A run that left the fields as they were leaves the one before it as the last; only the totals are new. */
export const lastRunOf = async (run: RunSession, report: RunReport, user: CurrentUser): Promise<LastRun> => {
  const totals = await totalsOf(run)
  const written = report.changed + report.firstTime + report.stamped
  const hasFilled = written > 0 || (report.isComplete && report.choice !== 'nothing')
  if (!hasFilled && run.lastRun !== null) return { ...run.lastRun, totals, totalsAt: totalsAtOf(run) }
  return {
    startedAt: report.startedAt,
    finishedAt: report.finishedAt,
    userId: user.id,
    userName: user.name,
    totals,
    totalsAt: totalsAtOf(run),
    written,
    isComplete: report.isComplete,
    ...(report.isComplete ? {} : { notWritten: report.notWritten }),
    ...(report.withoutBuyers !== undefined && { isWithoutBuyers: true }),
    hasFilled,
  }
}

/** A list that this run has left out keeps its total, and the moment of it. */
const totalsAtOf = ({ lastRun, sources, dataTime }: RunSession): NonNullable<LastRun['totalsAt']> => {
  const before = (['leads', 'customers', 'contacts', 'companies'] as const).map(
    (source) => [source, lastRun?.totalsAt?.[source] ?? lastRun?.startedAt] as const,
  )
  const kept = before.filter(([, at]) => at !== undefined)
  return { ...Object.fromEntries(kept), ...Object.fromEntries(sources.map((source) => [source, dataTime])) }
}

/** Records that are there and not deleted: the next run holds its lists against them. */
const totalsOf = async (run: RunSession): Promise<LastRun['totals']> => {
  const rest = createRest(run.deps.clock)
  const known = await runInParts(run.records.finishInSteps(), rest)
  const totalOf = async (source: RunSource): Promise<number> =>
    run.sources.includes(source)
      ? runInParts(countListed(known, source), rest)
      : (run.lastRun?.totals[source] ?? 0)
  return {
    leads: await totalOf('leads'),
    customers: await totalOf('customers'),
    contacts: await totalOf('contacts'),
    companies: await totalOf('companies'),
  }
}
