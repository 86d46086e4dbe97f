import type { UnixSeconds } from '../records/brands'
import type { ParsedSettings } from '../settings/parseSettings'
import type { RunCheckpoint } from '../store/checkpoint'
import type { CheckpointStore } from '../store/checkpointStore'
import { ruleText, ruleTextOf } from './ruleText'

/** A run that a closed tab has left. */
export interface UnfinishedRun {
  /** Null = not known. */
  readonly startedAt: UnixSeconds | null
  readonly written: number
  /** 0 where nothing was to be written yet. */
  readonly total: number
  /** Why it cannot go on; absent where it can. */
  readonly obstacle?: 'otherSettings' | 'otherVersion'
}

/** What a closed tab has left in this browser; null when there is nothing, or nothing can be stored. Never rejects. */
export const peekUnfinished = async (
  checkpoints: CheckpointStore,
  settings: ParsedSettings,
): Promise<UnfinishedRun | null> => {
  const peeked = await checkpoints.peek()
  if (peeked.kind === 'unreadable') return { startedAt: null, written: 0, total: 0, obstacle: 'otherVersion' }
  if (peeked.kind !== 'loaded') return null
  const { startedAt, confirmed, total } = peeked.checkpoint
  const written = countConfirmed(confirmed.contacts) + countConfirmed(confirmed.companies)
  const unfinished = { startedAt, written, total: Math.max(total, written) }
  return fitsSettings(peeked.checkpoint, settings) ? unfinished : { ...unfinished, obstacle: 'otherSettings' }
}

/** Whether a run may go on under the settings as they are now. */
export const fitsSettings = (checkpoint: RunCheckpoint, parsed: ParsedSettings): boolean =>
  parsed.ok &&
  ruleTextOf(checkpoint.settingsText) === ruleText(parsed.settings) &&
  checkpoint.entities.every((type) => parsed.settings.entities.includes(type))

const countConfirmed = (codes: Uint8Array): number =>
  codes.reduce((sum, code) => sum + (code === 0 ? 0 : 1), 0)
