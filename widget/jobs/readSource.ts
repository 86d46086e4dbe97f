import type { ListOptions, ListSummary, OnPage } from '../api/crmClient'
import { parentTypes } from '../records/parents'
import type { RunSession, SourceReading } from './runSession'
import type { RunSource } from './runState'
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
  const options: ListOptions = { priority: 'run', signal, startPage: reading.pages }
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
    reading.marks?.push({ lastId: reading.lastId, at: run.deps.clock.time() })
    if (reading.seen === null) {
      reading.records += ids.length - known
      reading.repeated += known
    } else for (const { id } of ids) if (!reading.seen.add(id)) reading.repeated += 1
    tellReading(run, source)
    saveProgressSoon(run)
  })
  countRepeated(summary.repeated)
  reading.isDone = true
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
    seen: null,
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
  if (source === 'leads')
    return client.listLeads(options, (leads, progress) => fold(leads, records.appendLeads(leads), progress))
  if (source === 'customers')
    return client.listCustomers(options, (customers, progress) =>
      fold(customers, records.appendCustomers(customers), progress),
    )
  return client.listParents(source, run.fieldIds[source], options, (cards, progress) =>
    fold(cards, records.appendParents(source, cards), progress),
  )
}

const tellReading = (run: RunSession, source: RunSource): void => {
  const read = { leads: 0, customers: 0, contacts: 0, companies: 0 }
  for (const name of ['leads', 'customers', ...parentTypes] as const)
    read[name] = run.sourceReadings.get(name)?.records ?? 0
  run.reading = { source, read, secondsLeft: secondsToRead(run, read) }
  tellProgress(run)
}
