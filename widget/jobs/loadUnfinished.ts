import type { Settings } from '../settings/settings'
import type { CheckpointStore } from '../store/checkpointStore'
import type { UnfinishedWork } from './executeUnfinished'
import { createMirrorRecords } from './mirror/createMirrorRecords'
import type { MirrorRecords } from './mirror/mirrorRecords'
import { fitsSettings } from './peekUnfinished'

/** The run that a closed tab has left, with its records; null when there is none that may go on under these settings. */
export const loadUnfinished = async (
  checkpoints: CheckpointStore,
  settings: Settings,
  tag: string,
): Promise<UnfinishedWork | null> => {
  let records: MirrorRecords | null = null
  const loaded = await checkpoints.load(({ hasUnknownMains }) => {
    const made = createMirrorRecords(tag, hasUnknownMains)
    records = made
    return (table, key, block) => made.load(table, key, block)
  })
  if (loaded.kind !== 'loaded' || records === null) return null
  const { checkpoint } = loaded
  return fitsSettings(checkpoint, { ok: true, settings }) ? { checkpoint, records } : null
}
