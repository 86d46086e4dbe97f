import type { UnixSeconds } from '../records/brands'
import { countListed } from './countListed'
import { createRest } from './createRest'
import { explainFall, isMuch } from './explainFall'
import { type OrderedSource, readRanges } from './readRanges'
import { readOtherWay } from './readSource'
import { runInParts } from './runInParts'
import type { RunSession, SourceReading } from './runSession'
import type { RunSource } from './runState'
import { runStep } from './runStep'

/**
 * Proves that every list that was read to its end is whole; the reading of one that ended early goes on to its real end. A list that is in
 * the order of ids has to hold the highest one, buyers may not go on behind the last one: one call a list, all at once. Where the order
 * is ignored the client has looked beyond the end. No list may have lost much since the last run that the CRM does not tell of.
 * `readAgain` reads a list again as a whole.
 * @throws RunStopped, CrmError
 */
export const proveLists = async (
  run: RunSession,
  readAgain: (source: RunSource) => Promise<void>,
): Promise<void> => {
  const unproved = run.sources.filter((source) => run.sourceReadings.get(source)?.isProved === false)
  const ended = await runStep(run, (signal) =>
    Promise.all(
      unproved
        // The user may have it left out before the step begins again.
        .filter((source) => run.sources.includes(source))
        .map(async (source) => [source, await endsEarly(run, source, signal)] as const),
    ),
  )
  for (const [source, isEarly] of ended) {
    const reading = run.sourceReadings.get(source)
    if (reading === undefined || !run.sources.includes(source)) continue
    if (isEarly && isInOrder(source, reading)) await readOn(run, source, reading, readAgain)
    else if (isEarly) await readAgain(source)
    if (!run.sources.includes(source)) continue
    if (await hasFallen(run, source, reading)) await readAgain(source)
    // Where it was read again, that is another reading.
    for (const each of [reading, run.sourceReadings.get(source)]) if (each !== undefined) each.isProved = true
  }
}

const isInOrder = (source: RunSource, { isAscending }: SourceReading): source is OrderedSource =>
  source !== 'customers' && isAscending

/** Whether the list seems not to end with the last record that was read: one was made meanwhile, the last one went, or the list was cut. */
const endsEarly = async (run: RunSession, source: RunSource, signal: AbortSignal): Promise<boolean> => {
  const reading = run.sourceReadings.get(source)
  const options = { priority: 'run', signal } as const
  if (reading === undefined) return false
  if (source === 'customers')
    return !(await run.deps.client.doCustomersEnd(reading.records + reading.repeated, options))
  if (!isInOrder(source, reading)) return false
  const highest = await run.deps.client.findHighestId(source, options)
  return (highest ?? 0) !== reading.lastId
}

const readOn = async (
  run: RunSession,
  source: OrderedSource,
  { lastId }: SourceReading,
  readAgain: (source: RunSource) => Promise<void>,
): Promise<void> => {
  const rest = [{ fromId: lastId, toId: Number.POSITIVE_INFINITY }]
  if (!(await readRanges(run, source, rest, run.dataTime))) await readAgain(source)
}

/** True = another order has brought records that were missing. */
const hasFallen = (run: RunSession, source: RunSource, reading: SourceReading): Promise<boolean> => {
  const { lastRun, deps } = run
  const before = lastRun?.totals[source] ?? 0
  const rest = createRest(deps.clock)
  let isSure = false
  return explainFall(run, {
    source,
    before,
    since: lastRun?.startedAt ?? (0 as UnixSeconds),
    async missing(deleted) {
      // Some of the records may have come when the reading went on: these are counted only where it matters.
      const most = before - reading.records
      if (!isSure && !isMuch(most, before)) return most
      isSure = true
      const known = await runInParts(run.records.finishInSteps(), rest)
      return before - (await runInParts(countListed(known, source), rest)) - deleted.size
    },
    readOtherWay: (signal) => readOtherWay(run, source, signal, () => undefined),
  })
}
