import type { ListOptions, ListSummary, OnPage } from '../api/listCalls'
import { parentTypes } from '../records/parents'
import type { RunSession, SourceReading } from './runSession'
import type { RunSource } from './runState'
import { needsMain } from './needsMain'
import { tellProgress } from './runStep'
import { saveProgressSoon } from './saveProgress'
import { secondsToRead } from './secondsLeft'

/**
 * Reads one list to its end into the run's records, or goes on where an interrupted reading of it stood. A list that the run has left out
 * meanwhile is not read.
 * @throws CrmError
 */
export const readSource = async (run: RunSession, source: RunSource, signal: AbortSignal): Promise<void> => {
  if (!run.sources.includes(source)) return
  const reading = readingOf(run, source)
  if (reading.isDone) return
  const options: ListOptions = {
    priority: 'run',
    signal,
    startPage: reading.pages,
    before: { isAscending: reading.isAscending, lastId: reading.lastId },
    isEndLeft: reading.seen === null,
    needsMain: needsMain(run.settings),
  }
  tellReading(run, source)
  let repeated = 0
  const countRepeated = (soFar: number): void => {
    reading.repeated += soFar - repeated
    repeated = soFar
  }
  const summary = await listSource(run, source, options, (ids, known, progress) => {
    reading.pages = progress.pages
    countRepeated(progress.repeated)
    for (const { id } of ids) {
      if (id < reading.lastId) reading.isAscending = false
      reading.lastId = id
    }
    const at = run.deps.clock.time()
    // Without a time nobody can say which pages were on their way when.
    if (at === null) reading.marks = null
    else reading.marks?.push({ lastId: reading.lastId, at })
    if (reading.seen === null) {
      reading.records += ids.length - known
      reading.repeated += known
    } else {
      reading.again += ids.length
      for (const { id } of ids) if (!reading.seen.add(id)) reading.repeated += 1
    }
    tellReading(run, source)
    saveProgressSoon(run)
  })
  countRepeated(summary.repeated)
  reading.isDone = true
}

/**
 * Reads one list as a whole from the highest id down (buyers: as they come) into the run's records, in which it was read before. A list that
 * the run has left out meanwhile is not read.
 * @throws CrmError
 */
export const readOtherWay = async (
  run: RunSession,
  source: RunSource,
  signal: AbortSignal,
  onSeen: (id: number) => void,
): Promise<void> => {
  if (!run.sources.includes(source)) return
  const options: ListOptions = {
    priority: 'run',
    signal,
    isNewestFirst: true,
    needsMain: needsMain(run.settings),
  }
  await listSource(run, source, options, (ids) => {
    for (const { id } of ids) onSeen(id)
  })
}

/** How a list was read so far; begins the reading of one that was not touched yet. */
const readingOf = (run: RunSession, source: RunSource): SourceReading => {
  const known = run.sourceReadings.get(source)
  if (known !== undefined) return known
  const reading: SourceReading = {
    pages: 0,
    records: 0,
    repeated: 0,
    isAscending: true,
    lastId: 0,
    isDone: false,
    isProved: false,
    seen: null,
    again: 0,
    marks: [],
  }
  run.sourceReadings.set(source, reading)
  return reading
}

type Fold = (
  ids: readonly { readonly id: number }[],
  known: number,
  progress: Parameters<OnPage<unknown>>[1],
) => void

const listSource = (
  run: RunSession,
  source: RunSource,
  options: ListOptions,
  fold: Fold,
): Promise<ListSummary> => {
  const { client } = run.deps
  const { records } = run
  // What is read again is asked for after all that is known.
  const isCurrent = run.sourceReadings.get(source)?.seen !== null
  if (source === 'leads')
    return client.listLeads(options, (leads, progress) =>
      fold(leads, records.appendLeads(leads, isCurrent), progress),
    )
  if (source === 'customers')
    return client.listCustomers(options, (customers, progress) =>
      fold(customers, records.appendCustomers(customers, isCurrent), progress),
    )
  return client.listParents(source, run.fieldIds[source], options, (cards, progress) =>
    fold(cards, records.appendParents(source, cards, isCurrent), progress),
  )
}

const tellReading = (run: RunSession, source: RunSource): void => {
  const read = { leads: 0, customers: 0, contacts: 0, companies: 0 }
  for (const name of ['leads', 'customers', ...parentTypes] as const)
    read[name] = run.sourceReadings.get(name)?.records ?? 0
  const { seen = null, again = 0 } = run.sourceReadings.get(source) ?? {}
  run.reading = {
    source,
    read,
    secondsLeft: secondsToRead(run, read),
    isAnew: run.isReadAnew,
    ...(seen !== null && { again }),
  }
  tellProgress(run)
}
