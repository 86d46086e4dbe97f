import type { UnixSeconds } from '../records/brands'
import { formatSettings } from '../settings/formatSettings'
import type { Steps } from '../records/steps'
import type { EntityPlan } from './planEntity'
import type { RunSession } from './runSession'
import type { FailedCard, ReportCounts, RunReport } from './runState'
import { selectWrites } from './selectWrites'
import { hasUnheard } from './writtenSoFar'

/** What was looked up once the cards were written. */
export type Aftermath = Pick<RunReport, 'columns' | 'lostGroups'>

/** What a run came to, by its tally and its last plan. */
export function* createReport(
  run: RunSession,
  isComplete: boolean,
  { columns, lostGroups }: Aftermath,
): Steps<RunReport> {
  const failed = [...run.tally.failed(), ...unwritableCards(run)]
  const hasRest = !isComplete || run.choice === 'nothing'
  const counts: ReportCounts[] = []
  for (const plan of run.plans) counts.push(yield* countEntity(run, plan, failed, hasRest))
  const sum = (key: keyof ReportCounts): number => counts.reduce((total, each) => total + each[key], 0)
  return {
    isComplete,
    startedAt: run.startedAt ?? run.dataTime,
    // Where the CRM's time is in doubt at this moment: when it was known to go on last.
    finishedAt: run.deps.clock.time() ?? (Math.max(run.dataTime, run.lastWriteAt ?? 0) as UnixSeconds),
    choice: run.choice,
    ...(run.withoutBuyers !== null && { withoutBuyers: run.withoutBuyers }),
    userName: run.deps.user().name,
    settingsText: formatSettings(run.settings),
    byType: Object.fromEntries(run.plans.map(({ type }, position) => [type, counts[position]])),
    changed: run.tally.count('changed'),
    firstTime: run.tally.count('firstTime'),
    stamped: run.tally.count('stamped'),
    unchanged: sum('unchanged'),
    notWritten: sum('notWritten'),
    failed,
    ...((run.writtenBefore ?? 0) > 0 && { writtenBefore: run.writtenBefore ?? 0 }),
    ...(hasRest && (hasUnheard(run) || run.writtenBefore === 0) && { mayHaveWritten: true as const }),
    ...(run.corrected > 0 && { corrected: run.corrected }),
    requests: run.deps.client.requestCount() - run.requestsBefore,
    columns,
    lostGroups,
  }
}

/** Before other cards of the run are tried once more. */
export const rememberLeft = (run: RunSession, { byType }: RunReport): void => {
  for (const type of run.entities) run.left[type] = byType[type]?.notWritten ?? 0
}

/** The run was stopped before all was written. */
export const hasLeft = ({ left }: RunSession): boolean => left.contacts + left.companies > 0

function* countEntity(
  run: RunSession,
  entity: EntityPlan,
  allFailed: readonly FailedCard[],
  hasRest: boolean,
): Steps<ReportCounts> {
  const { type, plan } = entity
  const written = run.tally.countOf(type)
  const failed = allFailed.filter(({ parent }) => parent.type === type)
  const listed = plan.changed.length + plan.unchanged.length + plan.unwritable.length
  yield
  const left = run.only === null ? 0 : run.left[type]
  const notWritten = hasRest ? (yield* selectWrites(run, entity)).indexes.length + left : 0
  const settled =
    written.changed +
    written.firstTime +
    written.stamped +
    notWritten +
    failed.filter(({ reason }) => reason !== 'missing').length
  return { ...written, unchanged: Math.max(0, listed - settled), notWritten, failed: failed.length }
}

const unwritableCards = (run: RunSession): readonly FailedCard[] =>
  run.plans.flatMap(({ type, parents, plan }) =>
    plan.unwritable.map(({ index, reason }) => ({
      parent: { type, id: parents.index.ids[index] ?? 0 },
      name: parents.names[index] ?? '',
      reason,
      detail: '',
    })),
  )
