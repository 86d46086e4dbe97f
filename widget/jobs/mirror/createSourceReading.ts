import type { UnixSeconds } from '../../records/brands'
import { fieldKeys } from '../../records/fieldKeys'
import { parentTypes } from '../../records/parents'
import type { MirrorMeta } from '../../store/mirrorMeta'
import type { StoreOutcome } from '../../store/mirrorOutcome'
import type { MirrorStore } from '../../store/mirrorStore'
import { yieldToPage } from '../planEntity'
import { readSource } from '../readSource'
import type { RunSession } from '../runSession'
import { runStep } from '../runStep'
import { settleLists } from '../settleLists'
import { createMirrorRecords } from './createMirrorRecords'
import { isFullReadingDue } from './isFullReadingDue'
import type { Mirror } from './mirror'
import type { ChangedParents, MirrorRecords } from './mirrorRecords'
import { type RefreshOptions, refreshMirror } from './refreshMirror'

export interface SourceReadingDeps {
  readonly store: MirrorStore
  /** A text that was never given before in this browser: `crypto.randomUUID`. */
  readonly createTag: () => string
}

export interface SourceReading {
  /**
   * Fills the records of a run that has been checked (its sources and fields are known): from the mirror and what changed since, or
   * where there is no mirror that can be trusted, or `isFull`, list by list. Sets `run.records` and `run.dataTime`. Gives the cards
   * that changed since the mirror was stored, or `all`.
   * @throws RunStopped, CrmError
   */
  readAll(run: RunSession, isFull: boolean): Promise<ChangedParents | 'all'>
  /**
   * Stores the records of the run that was read last, as the mirror for the next one; reads what changed meanwhile first, so that the
   * run's own writes are not met again. To be called once the run has nothing more to write. Without storage: says why not.
   * @throws CrmError
   */
  keep(run: RunSession): Promise<StoreOutcome>
}

/** Reading for runs, each of which leaves its records to the next. */
export const createSourceReading = ({ store, createTag }: SourceReadingDeps): SourceReading => {
  let read: { readonly records: MirrorRecords; readonly fullReadAt: UnixSeconds } | null = null

  const readChanged = async (run: RunSession): Promise<ChangedParents | null> => {
    const mirror = await loadMirror(store, createTag())
    const now = run.deps.clock.time()
    if (mirror === null || !isUsable(mirror.meta, run) || isFullReadingDue(mirror.meta, now)) return null
    const refreshed = await runStep(run, (signal) =>
      refreshMirror(mirror, run.deps.client, refreshOptions(run, signal)),
    )
    if (refreshed.kind === 'stale') return null
    run.records = mirror.records
    run.dataTime = Math.min(...Object.values(refreshed.meta.watermarks)) as UnixSeconds
    read = { records: mirror.records, fullReadAt: mirror.meta.fullReadAt }
    return refreshed.changed
  }

  return {
    async readAll(run, isFull) {
      const changed = isFull ? null : await readChanged(run)
      if (changed !== null) return changed
      const records = createMirrorRecords(createTag(), run.lastRun?.totals)
      run.records = records
      run.dataTime = run.deps.clock.time()
      read = { records, fullReadAt: run.dataTime }
      for (const source of run.sources) await runStep(run, (signal) => readSource(run, source, signal))
      await settleLists(run, run.dataTime)
      return 'all'
    },
    async keep(run) {
      if (read === null || read.records !== run.records)
        return { kind: 'notStored', reason: 'refused', detail: 'nothing was read' }
      const mirror: Mirror = { records: read.records, meta: metaOf(run, read.fullReadAt) }
      const refreshed = await runStep(run, (signal) =>
        refreshMirror(mirror, run.deps.client, refreshOptions(run, signal)),
      )
      if (refreshed.kind === 'stale')
        return { kind: 'notStored', reason: 'refused', detail: 'too much changed' }
      return store.save(refreshed.meta, mirror.records.snapshot())
    },
  }
}

/** The stored mirror; null when there is none that can be read. */
export const loadMirror = async (store: MirrorStore, tag: string): Promise<Mirror | null> => {
  let records: MirrorRecords | null = null
  const loaded = await store.load((rows) => {
    const made = createMirrorRecords(tag, rows)
    records = made
    return (table, key, block) => made.load(table, key, block)
  })
  return loaded.kind === 'loaded' && records !== null ? { records, meta: loaded.meta } : null
}

const refreshOptions = ({ deps: { clock } }: RunSession, signal: AbortSignal): RefreshOptions => ({
  priority: 'run',
  signal,
  now: clock.time(),
  rest: () => yieldToPage(clock),
})

/** Whether the mirror holds all lists that the run needs, with the values of the fields that it writes. */
const isUsable = (meta: MirrorMeta, run: RunSession): boolean =>
  run.sources.every((source) => meta.sources.includes(source)) &&
  parentTypes
    .filter((type) => run.sources.includes(type))
    .every((type) => fieldKeys.every((key) => meta.fieldIds[type][key] === run.fieldIds[type][key]))

/** The lists of changed cards are read to the end only before the first write: `stampedSince` is that moment. */
const metaOf = (run: RunSession, fullReadAt: UnixSeconds): MirrorMeta => {
  const { dataTime, sources, fieldIds } = run
  const cards = Math.min(dataTime, run.stampedSince) as UnixSeconds
  return {
    fullReadAt,
    watermarks: { leads: dataTime, customers: dataTime, contacts: cards, companies: cards, events: dataTime },
    sources,
    fieldIds: { ...fieldIds },
  }
}
