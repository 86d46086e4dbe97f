import type { CallOptions } from '../../api/callOptions'
import type { CrmClient } from '../../api/crmClient'
import type { UnixSeconds } from '../../records/brands'
import type { RecordTable } from '../../records/recordBlocks'
import type { MirrorMeta } from '../../store/mirrorMeta'
import { createChanges } from '../createChanges'
import { readChangeLists } from '../readChangeLists'
import { runInParts } from '../runInParts'
import type { Mirror } from './mirror'
import type { ChangedParents } from './mirrorRecords'

export interface RefreshOptions extends CallOptions {
  /** The CRM's time now. */
  readonly now: UnixSeconds
  /** Lets the page draw and answer. */
  readonly rest: () => Promise<void>
}

export type MirrorRefresh =
  | {
      readonly kind: 'refreshed'
      /** Of the records as they are now: to be stored with them. */
      readonly meta: MirrorMeta
      /** The cards, old owners and new ones, whose figures or fields may have changed. No other card's have. */
      readonly changed: ChangedParents
    }
  /** What is kept is not what this account held: it has to be read anew as a whole. The records are as they were. */
  | { readonly kind: 'behind' }
  /** Too many records of these lists changed to be read by id. The records are as they were. */
  | {
      readonly kind: 'stale'
      readonly sources: ReadonlySet<RecordTable>
      /** Puts in what was read of the other lists. With the stale ones read again after it the records are fresh, as of `meta`. */
      readonly apply: () => Promise<void>
      readonly meta: MirrorMeta
    }

/** Seconds by which a reading reaches back, since the CRM's times are whole seconds (API 12.3). */
const overlap = 5

/**
 * Brings a mirror up to what the CRM holds now: records changed since each list's watermark, and what events name. All is read before
 * the first record is touched, so that a failure leaves the mirror as it was. Costs one call a list and one for events, and more only
 * as more has changed (buyers: their whole list where the CRM cannot order it).
 * @throws CrmError
 */
export const refreshMirror = async (
  { records, meta }: Mirror,
  client: CrmClient,
  options: RefreshOptions,
): Promise<MirrorRefresh> => {
  const { fieldIds, sources, watermarks } = meta
  const { priority, signal } = options
  const calls: CallOptions = {
    priority,
    ...(signal === undefined ? {} : { signal }),
    needsMain: options.needsMain === true,
  }
  const since = (source: keyof typeof watermarks) => (watermarks[source] - overlap) as UnixSeconds
  const { now, rest } = options
  const known = await runInParts(records.finishInSteps(), rest)
  const changes = createChanges({ deps: { client }, records, sources, fieldIds }, known, calls, rest)
  const { events, readings } = await readChangeLists(client, changes, {
    calls,
    sources,
    fieldIds,
    since,
    events: since('events'),
    isHeld: true,
  })
  await changes.follow(events, readings)
  if (changes.isBehind()) return { kind: 'behind' }
  const fresh: MirrorMeta = {
    ...meta,
    watermarks: { leads: now, customers: now, contacts: now, companies: now, events: now },
  }
  const apply = () => runInParts(changes.applyInSteps(now), rest)
  if (changes.stale.size > 0) return { kind: 'stale', sources: changes.stale, apply, meta: fresh }
  records.track()
  await apply()
  return { kind: 'refreshed', meta: fresh, changed: records.takeChanged() }
}
