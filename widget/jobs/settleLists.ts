import type { CrmEvent } from '../api/listCalls'
import type { UnixSeconds } from '../records/brands'
import { createIdSet } from '../records/createIdSet'
import { createRest } from './createRest'
import { dropGone } from './dropGone'
import { entityOf } from './entityOf'
import { explainFall } from './explainFall'
import { knownTime } from './knownTime'
import { listedIds } from './listedIds'
import { readRanges } from './readRanges'
import { readOtherWay, readSource } from './readSource'
import { runInParts } from './runInParts'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'
import { pauseRun, runStep } from './runStep'
import { type Shift, shiftedRanges } from './shiftedRanges'

/** Readings of a list without order after which the user is asked to wait for a quieter time. */
const mostRounds = 5
/** Seconds by which a look at the events reaches back, since the CRM's times are whole seconds (API 12.3). */
const overlap = 2

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
    if (source === 'customers' || !(await readInOrder(run, source, shiftedRanges(found, marks), since)))
      await readUntilQuiet(run, source, since)
  }
}

/**
 * Reads a whole list again, whatever comes or goes meanwhile; records that do not come again are gone, which events since the moment when
 * they were known have to tell of, where they are many.
 * @throws RunStopped, CrmError
 */
export const readAgain = async (run: RunSession, source: RunSource, since: UnixSeconds): Promise<void> => {
  const all = [{ fromId: 0, toId: Number.POSITIVE_INFINITY }]
  if (source === 'customers' || !(await readInOrder(run, source, all, since)))
    await readUntilQuiet(run, source, since)
}

/** False = the list is not in the order of ids: nobody can say then which pages a deletion has shifted. */
const readInOrder = async (
  run: RunSession,
  source: Exclude<RunSource, 'customers'>,
  ranges: Parameters<typeof readRanges>[2],
  since: UnixSeconds,
): Promise<boolean> => {
  const reading = run.sourceReadings.get(source)
  if (reading?.isAscending === false) return false
  const isOrdered = await readRanges(run, source, ranges, since)
  if (reading !== undefined) reading.repeated = 0
  return isOrdered
}

const readUntilQuiet = async (run: RunSession, source: RunSource, since: UnixSeconds): Promise<void> => {
  for (let round = 1; ; round += 1) {
    const from = ((await knownTime(run)) - overlap) as UnixSeconds
    await readWhole(run, source, since)
    if (!run.sources.includes(source)) return
    const shifts = await runStep(run, (signal) => findShifts(run, [source], from, signal))
    if (shifts.size === 0) return
    if (round % mostRounds === 0) await pauseRun(run, { kind: 'listShifts', source })
  }
}

const readWhole = async (run: RunSession, source: RunSource, since: UnixSeconds): Promise<void> => {
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
    isProved: false,
    seen,
    again: 0,
    marks: null,
  })
  await runStep(run, (signal) => readSource(run, source, signal))
  // Of a list that was left out before its end nobody knows what is gone.
  if (!run.sources.includes(source)) return
  const ids = await runInParts(listedIds(known, source), rest)
  await explainFall(run, {
    source,
    before: ids.length,
    since,
    missing: (deleted) => countUnseen(ids, (id) => seen.has(id) || deleted.has(id)),
    readOtherWay: (signal) => readOtherWay(run, source, signal, (id) => seen.add(id)),
  })
  if (!run.sources.includes(source)) return
  await runInParts(
    dropGone(run.records, known, source, ids, (id) => !seen.has(id)),
    rest,
  )
}

const countUnseen = (ids: Uint32Array, isSeen: (id: number) => boolean): number =>
  ids.reduce((count, id) => (isSeen(id) ? count : count + 1), 0)

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
