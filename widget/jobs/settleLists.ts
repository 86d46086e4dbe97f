import type { CrmEvent } from '../api/crmClient'
import type { UnixSeconds } from '../records/brands'
import { createIdSet } from '../records/createIdSet'
import { createRest } from './createRest'
import { dropGone } from './dropGone'
import { listedIds } from './listedIds'
import { readRanges } from './readRanges'
import { readSource } from './readSource'
import { runInParts } from './runInParts'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'
import { pauseRun, runStep } from './runStep'
import { type Shift, shiftedRanges } from './shiftedRanges'

/** Readings of a list without order after which the user is asked to wait for a quieter time. */
const mostRounds = 5
/** Seconds by which a look at the events reaches back, since the CRM's times are whole seconds (API 12.3). */
const overlap = 2

const entityOf: Readonly<Record<RunSource, string>> = {
  leads: 'lead',
  customers: 'customer',
  contacts: 'contact',
  companies: 'company',
}

/**
 * Reads again what shifted while it was read: a deleted record moves the rows after it by one, so that one at a page's border is never
 * seen (API 12.2). Of a list ordered by id those parts are read again that can have shifted, any other list as a whole, until nothing
 * comes or goes while it is read.
 * @throws RunStopped, CrmError
 */
export const settleLists = async (run: RunSession, since: UnixSeconds): Promise<void> => {
  const shifts = await runStep(run, (signal) => findShifts(run, run.sources, since, signal))
  for (const [source, found] of shifts) {
    const marks = run.sourceReadings.get(source)?.marks ?? null
    if (source === 'customers' || !(await readInOrder(run, source, shiftedRanges(found, marks))))
      await readUntilQuiet(run, source)
  }
}

/**
 * Reads a whole list again, whatever comes or goes meanwhile; records that do not come again are gone.
 * @throws RunStopped, CrmError
 */
export const readAgain = async (run: RunSession, source: RunSource): Promise<void> => {
  const all = [{ fromId: 0, toId: Number.POSITIVE_INFINITY }]
  if (source === 'customers' || !(await readInOrder(run, source, all))) await readUntilQuiet(run, source)
}

/** False = the list is not in the order of ids: nobody can say then which pages a deletion has shifted. */
const readInOrder = async (
  run: RunSession,
  source: Exclude<RunSource, 'customers'>,
  ranges: Parameters<typeof readRanges>[2],
): Promise<boolean> => {
  const reading = run.sourceReadings.get(source)
  if (reading?.isAscending === false) return false
  const isOrdered = await readRanges(run, source, ranges)
  if (reading !== undefined) reading.repeated = 0
  return isOrdered
}

const readUntilQuiet = async (run: RunSession, source: RunSource): Promise<void> => {
  for (let round = 1; ; round += 1) {
    const since = (run.deps.clock.time() - overlap) as UnixSeconds
    await readWhole(run, source)
    if (!run.sources.includes(source)) return
    const shifts = await runStep(run, (signal) => findShifts(run, [source], since, signal))
    if (shifts.size === 0) return
    if (round % mostRounds === 0) await pauseRun(run, { kind: 'listShifts', source })
  }
}

const readWhole = async (run: RunSession, source: RunSource): Promise<void> => {
  const rest = createRest(run.deps.clock)
  const known = await runInParts(run.records.finishInSteps(), rest)
  const before = run.sourceReadings.get(source)
  const seen = createIdSet()
  run.sourceReadings.set(source, {
    pages: 0,
    records: before?.records ?? 0,
    repeated: 0,
    isAscending: before?.isAscending ?? true,
    lastId: 0,
    isDone: false,
    seen,
    marks: null,
  })
  await runStep(run, (signal) => readSource(run, source, signal))
  // Of a list that was left out before its end nobody knows what is gone.
  if (!run.sources.includes(source)) return
  const ids = await runInParts(listedIds(known, source), rest)
  await runInParts(
    dropGone(run.records, known, source, ids, (id) => !seen.has(id)),
    rest,
  )
}

/** What came or went in each list since, as far as it was not met before; a list without shifts is not among them. */
const findShifts = async (
  run: RunSession,
  sources: readonly RunSource[],
  since: UnixSeconds,
  signal: AbortSignal,
): Promise<ReadonlyMap<RunSource, readonly Shift[]>> => {
  // A new record moves no row where it comes last.
  const verbsOf = (source: RunSource): readonly string[] =>
    run.sourceReadings.get(source)?.isAscending === false
      ? ['added', 'deleted', 'restored']
      : ['deleted', 'restored']
  const types = sources.flatMap((source) => verbsOf(source).map((verb) => `${entityOf[source]}_${verb}`))
  const events = await run.deps.client.listEvents(
    [...types.filter((type) => type !== 'customer_restored'), 'entity_merged'],
    since,
    { priority: 'run', signal },
  )
  const fresh = events.filter((event) => !run.knownEvents.has(event.id))
  for (const event of events) run.knownEvents.add(event.id)
  const found = new Map<RunSource, readonly Shift[]>()
  for (const source of sources) {
    const shifts = shiftsIn(fresh, source)
    const isRepeated = (run.sourceReadings.get(source)?.repeated ?? 0) > 0
    if (shifts.length > 0) found.set(source, shifts)
    else if (isRepeated) found.set(source, [{ id: 0, at: null }])
  }
  return found
}

/** Records that came or went; one without id for each merge that does not tell which one went. */
const shiftsIn = (events: readonly CrmEvent[], source: RunSource): readonly Shift[] => {
  const own = events.filter((event) => event.entityType === entityOf[source] || event.entityType === source)
  const merged = own.filter((event) => event.type === 'entity_merged')
  const others = own.filter((event) => event.type !== 'entity_merged')
  const deleted = others.filter((event) => event.type.endsWith('_deleted'))
  return [
    ...others.map(({ entityId, createdAt }) => ({ id: entityId, at: createdAt })),
    ...(deleted.length < merged.length ? merged.map(({ createdAt }) => ({ id: 0, at: createdAt })) : []),
  ]
}
