import type { ReadingCheckpoint, RunCheckpoint } from '../store/checkpoint'
import type { CapturedRun } from '../store/checkpointStore'
import { ruleText } from './ruleText'
import type { RunSession } from './runSession'
import { hasUnheard } from './writtenSoFar'

/**
 * A run as it has to be stored to go on after its tab was closed. Once cards are being written, the records are stored only after a
 * freshness pass (`withRecords`); between, only what became of the cards is, over the records that are stored already.
 */
export const captureRun = (run: RunSession, withRecords: boolean): CapturedRun => ({
  checkpoint: checkpointOf(run, withRecords ? run.dataTime : (run.storedDataTime ?? run.dataTime)),
  snapshot: withRecords ? run.records.snapshot() : null,
})

const checkpointOf = (run: RunSession, dataTime: RunSession['dataTime']): RunCheckpoint => ({
  phase: run.writing !== null && !run.isAsking ? 'writing' : run.isRead ? 'preview' : 'reading',
  entities: run.entities,
  settingsText: ruleText(run.settings),
  startedAt: run.startedAt,
  dataTime,
  fullReadAt: run.fullReadAt,
  isFull: run.isFull,
  requests: run.deps.client.requestCount() - run.requestsBefore,
  total: run.writing?.total ?? 0,
  sources: run.sources,
  ...(run.withoutBuyers !== null && { withoutBuyers: run.withoutBuyers }),
  ...(run.records.hasUnknownMains && { hasUnknownMains: true }),
  fieldIds: { contacts: { ...run.fieldIds.contacts }, companies: { ...run.fieldIds.companies } },
  readings: readingsOf(run),
  choice: run.writing === null ? null : run.choice,
  stampedSince: run.stampedSince,
  lastWriteAt: run.lastWriteAt,
  ...(run.corrected > 0 && { corrected: run.corrected }),
  confirmed: { contacts: run.tally.codes('contacts'), companies: run.tally.codes('companies') },
  ...((run.writtenBefore !== null || hasUnheard(run)) && { writtenBefore: run.writtenBefore ?? 0 }),
  failed: run.tally.failed(),
})

/** A list that is being read for a second time is stored as one that has to be read again. */
const readingsOf = (run: RunSession): readonly ReadingCheckpoint[] =>
  [...run.sourceReadings].map(
    ([source, { pages, records, repeated, isAscending, lastId, isDone, isProved, seen }]) => ({
      source,
      pages,
      records,
      isAscending,
      lastId,
      isProved,
      ...(seen === null || isDone ? { repeated, isDone } : { repeated: 1, isDone: true }),
    }),
  )
