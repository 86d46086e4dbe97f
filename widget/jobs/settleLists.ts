import type { CrmEvent } from '../api/crmClient'
import type { UnixSeconds } from '../records/brands'
import type { FinishedRecords, RunRecords } from './createRunRecords'
import { deletedCard } from './deletedCard'
import { readSource } from './readSource'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'
import { pauseRun, runStep } from './runStep'

/** A list that shifted, and from which id on. */
interface Shift {
  readonly source: RunSource
  readonly fromId: number
}

const pageSize = 250
/** Rounds of reading again before the user is asked to wait for a quieter time. */
const mostRounds = 5

const entityOf: Readonly<Record<RunSource, string>> = {
  leads: 'lead',
  customers: 'customer',
  contacts: 'contact',
  companies: 'company',
}

/**
 * Reads again what shifted while it was read, until nothing has: a deleted record moves the rows after it by one, so that one at a
 * page's border is never seen (API 12.2). A list ordered by id is read again from the page of the lowest id that came or went, any
 * other list as a whole.
 * @throws RunStopped, CrmError
 */
export const settleLists = async (run: RunSession, since: UnixSeconds): Promise<void> => {
  for (let round = 1; ; round += 1) {
    const shifts = await runStep(run, (signal) => findShifts(run, since, signal))
    const [first] = shifts
    if (first === undefined) return
    if (round > mostRounds) {
      await pauseRun(run, { kind: 'listShifts', source: first.source })
      round = 0
    }
    for (const shift of shifts) await readAgain(run, shift.source, shift.fromId)
  }
}

/** Reads a list again from the page where `fromId` stands; records from there on that do not come again are gone. */
export const readAgain = async (run: RunSession, source: RunSource, fromId: number): Promise<void> => {
  const known = run.records.finish()
  const before = run.sourceReadings.get(source)
  const seen = new Set<number>()
  const isWhole = fromId === 0 || before?.isAscending === false
  run.sourceReadings.set(source, {
    pages: isWhole ? 0 : pageOf(idsOf(known, source), fromId),
    records: before?.records ?? 0,
    repeated: 0,
    isAscending: before?.isAscending ?? true,
    lastId: 0,
    isDone: false,
    seen,
  })
  await runStep(run, (signal) => readSource(run, source, signal))
  let lowest = isWhole ? 0 : Infinity
  for (const id of seen) lowest = Math.min(lowest, id)
  const gone = [...idsOf(known, source)].filter((id) => id >= lowest && !seen.has(id))
  dropGone(run.records, known, source, gone)
}

const findShifts = async (
  run: RunSession,
  since: UnixSeconds,
  signal: AbortSignal,
): Promise<readonly Shift[]> => {
  const types = run.sources.flatMap((source) => [
    `${entityOf[source]}_deleted`,
    `${entityOf[source]}_restored`,
  ])
  const events = await run.deps.client.listEvents(
    [...types.filter((type) => type !== 'customer_restored'), 'entity_merged'],
    since,
    { priority: 'run', signal },
  )
  const fresh = events.filter((event) => !run.knownEvents.has(event.id))
  for (const event of events) run.knownEvents.add(event.id)
  return run.sources.flatMap((source) => {
    const ids = shiftingIds(fresh, source)
    const isRepeated = (run.sourceReadings.get(source)?.repeated ?? 0) > 0
    if (ids.length === 0) return isRepeated ? [{ source, fromId: 0 }] : []
    return [{ source, fromId: source === 'customers' ? 0 : Math.min(...ids) }]
  })
}

/** Ids that came or went; 0 where a merge does not tell which one went. */
const shiftingIds = (events: readonly CrmEvent[], source: RunSource): readonly number[] => {
  const own = events.filter((event) => event.entityType === entityOf[source] || event.entityType === source)
  const merged = own.filter((event) => event.type === 'entity_merged')
  const others = own.filter((event) => event.type !== 'entity_merged')
  const deleted = others.filter((event) => event.type.endsWith('_deleted'))
  const ids = others.map((event) => event.entityId)
  return deleted.length < merged.length ? [...ids, 0] : ids
}

/** The whole page before the one that holds the id now: some of the ids before it may be gone by now. */
const pageOf = (ids: Uint32Array, fromId: number): number => {
  let before = 0
  for (const id of ids) if (id < fromId) before += 1
  return Math.max(0, Math.floor(before / pageSize) - 1)
}

const idsOf = (known: FinishedRecords, source: RunSource): Uint32Array => {
  if (source === 'leads' || source === 'customers') {
    const { ids, isDeleted } = known.sources[source]
    return ids.filter((_, row) => isDeleted[row] === 0)
  }
  const { index, isListed } = known.parents[source]
  return index.ids.filter((_, row) => isListed[row] === 1)
}

const dropGone = (
  records: RunRecords,
  known: FinishedRecords,
  source: RunSource,
  gone: readonly number[],
): void => {
  if (source === 'leads') records.deleteLeads(gone)
  else if (source === 'customers') records.deleteCustomers(gone)
  else
    records.appendParents(
      source,
      gone.map((id) => deletedCard(known.parents[source], id)).filter((card) => card !== null),
    )
}
