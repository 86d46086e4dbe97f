import { createRest } from '../createRest'
import { knownTime } from '../knownTime'
import { needsMain } from '../needsMain'
import type { RunSession } from '../runSession'
import { runStep } from '../runStep'
import { readAgain } from '../settleLists'
import type { MirrorMeta } from '../../store/mirrorMeta'
import type { Mirror } from './mirror'
import type { ChangedParents } from './mirrorRecords'
import { refreshMirror, type RefreshOptions } from './refreshMirror'

/** A mirror's records as fresh as `meta` says, and the cards that changed. */
export interface RefreshedForRun {
  readonly meta: MirrorMeta
  readonly changed: ChangedParents | 'all'
}

/**
 * Brings a mirror up to date for a run; a list of which too much changed is read again as a whole. Null where that holds for every list,
 * or for one that the run has no use for: then the account is better read anew. So it has to be where the mirror turns out not to be of what
 * this account holds (`behind`). The run itself is not touched.
 * @throws RunStopped, CrmError; the mirror is then of no use
 */
export const refreshForRun = async (
  run: RunSession,
  mirror: Mirror,
): Promise<RefreshedForRun | 'behind' | null> => {
  // From before the first try: what comes in between is asked for again.
  const now = await knownTime(run)
  const refreshed = await runStep(run, (signal) =>
    refreshMirror(mirror, run.deps.client, { ...refreshOptions(run, signal), now }),
  )
  if (refreshed.kind === 'refreshed') return refreshed
  if (refreshed.kind === 'behind') return 'behind'
  const { sources, meta, apply } = refreshed
  const stale = run.sources.filter((source) => sources.has(source))
  if (stale.length < sources.size || stale.length === run.sources.length) return null
  // Half-refreshed records must not be stored as those of the run.
  const reading: RunSession = {
    ...run,
    records: mirror.records,
    sourceReadings: new Map(),
    isResumable: false,
  }
  await apply()
  for (const source of stale) await readAgain(reading, source, mirror.meta.watermarks.events)
  return { meta, changed: 'all' }
}

/** How a run refreshes. */
const refreshOptions = (
  { deps: { clock }, settings }: RunSession,
  signal: AbortSignal,
): Omit<RefreshOptions, 'now'> => ({
  priority: 'run',
  signal,
  needsMain: needsMain(settings),
  rest: createRest(clock),
})
