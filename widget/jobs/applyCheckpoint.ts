import type { UnfinishedWork } from './executeUnfinished'
import type { RunSession } from './runSession'
import { createRunTally } from './runTally'
import { secondsToRead } from './secondsLeft'

/** Puts a run where a closed tab has left it; what it checked itself stays. */
export const applyCheckpoint = (run: RunSession, { checkpoint, records }: UnfinishedWork): void => {
  run.records = records
  run.fullReadAt = checkpoint.fullReadAt
  run.dataTime = checkpoint.dataTime
  run.storedDataTime = checkpoint.phase === 'reading' ? null : checkpoint.dataTime
  run.isRead = checkpoint.phase !== 'reading'
  run.tally = createRunTally(checkpoint)
  run.unlooked = checkpoint.phase === 'writing' ? (run.writtenBefore ?? 0) : null
  // What the tally holds from here on is not told twice.
  run.writtenBefore = checkpoint.writtenBefore ?? null
  run.stampedSince = checkpoint.stampedSince
  run.lastWriteAt = checkpoint.lastWriteAt
  run.corrected = checkpoint.corrected ?? 0
  for (const { source, ...reading } of checkpoint.readings)
    run.sourceReadings.set(source, {
      ...reading,
      isProved: reading.isProved ?? false,
      seen: null,
      again: 0,
      marks: null,
    })
  const read = { leads: 0, customers: 0, contacts: 0, companies: 0 }
  for (const { source, records: count } of checkpoint.readings) read[source] = count
  const source = checkpoint.readings.at(-1)?.source ?? 'leads'
  run.reading = run.isRead
    ? { source, read, secondsLeft: null, since: checkpoint.dataTime }
    : { source, read, secondsLeft: secondsToRead(run, read) }
  const written = run.tally.count()
  // Cards were written as well where the user is being asked for a second time.
  if (checkpoint.phase !== 'writing' && written === 0) return
  run.choice = checkpoint.choice ?? 'changed'
  run.writing = {
    written,
    total: checkpoint.total,
    secondsLeft: null,
  }
}
