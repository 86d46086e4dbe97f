import type { UnixSeconds } from '../../records/brands'
import { fieldKeys } from '../../records/fieldKeys'
import { type ParentType, parentTypes } from '../../records/parents'
import type { MirrorMeta } from '../../store/mirrorMeta'
import type { MirrorStore } from '../../store/mirrorStore'
import { isOfOtherAccount } from '../isOfOtherAccount'
import { knownTime } from '../knownTime'
import { needsMain } from '../needsMain'
import { readLists } from '../readLists'
import type { RunSession } from '../runSession'
import { tellProgress } from '../runStep'
import { createMirrorRecords } from './createMirrorRecords'
import { isFullReadingDue } from './isFullReadingDue'
import type { Mirror } from './mirror'
import type { ChangedParents, MirrorRecords } from './mirrorRecords'
import { oldestOf, refreshForRun } from './refreshForRun'
import type { SourceReading } from './sourceReading'

export interface SourceReadingDeps {
  readonly store: MirrorStore
  /** A text that was never given before in this browser: `crypto.randomUUID`. */
  readonly createTag: () => string
}

/** Reading over the mirror of this browser. */
export const createSourceReading = ({ store, createTag }: SourceReadingDeps): SourceReading => {
  const readChanged = async (run: RunSession): Promise<ChangedParents | 'all' | null> => {
    const mirror = await loadMirror(store, createTag())
    const now = await knownTime(run)
    if (mirror === null) return null
    const { meta } = mirror
    run.isReadAnew ||= isOfOtherAccount(run, meta.fieldIds, newestOf(meta), now)
    if (run.isReadAnew || !isUsable(meta, run) || isFullReadingDue(meta, now)) return null
    tellChanges(run, oldestOf(meta))
    const refreshed = await refreshForRun(run, mirror)
    run.isReadAnew = refreshed === 'behind'
    if (refreshed === null || refreshed === 'behind') return null
    run.records = mirror.records
    run.dataTime = refreshed.dataTime
    run.fullReadAt = meta.fullReadAt
    run.mirrorMeta = refreshed.meta
    return refreshed.changed
  }

  return {
    async readAll(run, isFull) {
      const changed = isFull ? null : await readChanged(run)
      if (changed !== null) return changed
      run.records = createMirrorRecords(createTag())
      run.sourceReadings.clear()
      run.dataTime = await knownTime(run)
      run.fullReadAt = run.dataTime
      run.mirrorMeta = null
      await readLists(run)
      return 'all'
    },
    async keep(run) {
      const { records, fullReadAt } = run
      if (fullReadAt === null || !run.isRead)
        return { kind: 'notStored', reason: 'refused', detail: 'nothing was read' }
      return store.save(metaOf(run, fullReadAt), records.snapshot())
    },
    async lastFullAt() {
      const meta = await store.peek()
      return meta === null ? null : meta.fullReadAt
    },
  }
}

/** The stored mirror; null when there is none that can be read. */
export const loadMirror = async (store: MirrorStore, tag: string): Promise<Mirror | null> => {
  let records: MirrorRecords | null = null
  const loaded = await store.load(({ hasUnknownMains }) => {
    const made = createMirrorRecords(tag, hasUnknownMains)
    records = made
    return (table, key, block) => made.load(table, key, block)
  })
  return loaded.kind === 'loaded' && records !== null ? { records, meta: loaded.meta } : null
}

const newestOf = ({ watermarks }: MirrorMeta): UnixSeconds =>
  Math.max(...Object.values(watermarks)) as UnixSeconds

const tellChanges = (run: RunSession, since: UnixSeconds): void => {
  const read = { leads: 0, customers: 0, contacts: 0, companies: 0 }
  run.reading = { source: 'leads', read, secondsLeft: null, since }
  tellProgress(run)
}

/** Whether the mirror holds all lists that the run needs, with the values of the fields that it writes, and all that decides. */
const isUsable = (meta: MirrorMeta, run: RunSession): boolean => {
  const knowsMains = meta.hasUnknownMains !== true || !needsMain(run.settings)
  const hasLists = run.sources.every((source) => meta.sources.includes(source))
  const types = parentTypes.filter((type) => run.sources.includes(type))
  return knowsMains && hasLists && types.every((type) => hasFields(meta, run, type))
}

const hasFields = (meta: MirrorMeta, run: RunSession, type: ParentType): boolean =>
  fieldKeys.every((key) => meta.fieldIds[type][key] === run.fieldIds[type][key])

/**
 * A run that has come to its end knows its own writes by their answers (`cardsTime`). Else, and of cards that it only reads, the lists of
 * changed cards are certain up to the look before its first write: `stampedSince` is that moment, and the start stands in where nothing was
 * written. Lists of the mirror that the run had no use for are as fresh as the mirror was.
 */
const metaOf = (run: RunSession, fullReadAt: UnixSeconds): MirrorMeta => {
  const { dataTime, sources, fieldIds, mirrorMeta } = run
  const cardsTimeOf = (type: ParentType): UnixSeconds => {
    const ofWritten = run.entities.includes(type) ? run.cardsTime : null
    return Math.min(dataTime, ofWritten ?? run.stampedSince ?? run.startedAt ?? 0) as UnixSeconds
  }
  const cards = { contacts: cardsTimeOf('contacts'), companies: cardsTimeOf('companies') }
  const { hasUnknownMains } = run.records
  const mains = hasUnknownMains ? { hasUnknownMains } : {}
  const own = { leads: dataTime, customers: dataTime, ...cards, events: dataTime }
  const others = mirrorMeta?.sources.filter((source) => !sources.includes(source)) ?? []
  if (mirrorMeta === null || others.length === 0)
    return { ...mains, fullReadAt, watermarks: own, sources, fieldIds: { ...fieldIds } }
  const older = Object.fromEntries(
    [...others, 'events' as const].map((name) => [name, mirrorMeta.watermarks[name]]),
  )
  return {
    ...mains,
    fullReadAt,
    watermarks: { ...own, ...older },
    sources: mirrorMeta.sources,
    fieldIds: mirrorMeta.fieldIds,
  }
}
