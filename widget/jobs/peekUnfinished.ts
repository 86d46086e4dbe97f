import type { UnixSeconds } from '../records/brands'
import type { ParsedSettings } from '../settings/parseSettings'
import type { RunCheckpoint } from '../store/checkpoint'
import type { CheckpointStore } from '../store/checkpointStore'
import { countWritten, hasBegunWriting } from './countWritten'
import { ruleText, ruleTextOf } from './ruleText'

/** A run that a closed tab has left. */
export interface UnfinishedRun {
  /** Null = not known. */
  readonly startedAt: UnixSeconds | null
  /** Cards of which the CRM has confirmed the writing and that were stored: more may be written. */
  readonly written: number
  /** 0 where it is not known yet. */
  readonly total: number
  /** False where the run certainly has written nothing. */
  readonly hasBegunWriting: boolean
  /** Why it cannot go on; absent where it can. */
  readonly obstacle?: 'otherSettings' | 'otherVersion'
}

/** What a closed tab has left in this browser; null when there is nothing, or nothing can be stored. Never rejects. */
export const peekUnfinished = async (
  checkpoints: CheckpointStore,
  settings: ParsedSettings,
): Promise<UnfinishedRun | null> => {
  const peeked = await checkpoints.peek()
  if (peeked.kind === 'unreadable')
    return { startedAt: null, written: 0, total: 0, hasBegunWriting: true, obstacle: 'otherVersion' }
  if (peeked.kind !== 'loaded') return null
  const { startedAt, total } = peeked.checkpoint
  const written = countWritten(peeked.checkpoint)
  const unfinished = {
    startedAt,
    written,
    total: total === 0 ? 0 : Math.max(total, written),
    hasBegunWriting: hasBegunWriting(peeked.checkpoint),
  }
  return fitsSettings(peeked.checkpoint, settings) ? unfinished : { ...unfinished, obstacle: 'otherSettings' }
}

/** Whether a run may go on under the settings as they are now. */
export const fitsSettings = (checkpoint: RunCheckpoint, parsed: ParsedSettings): boolean =>
  parsed.ok &&
  ruleTextOf(checkpoint.settingsText) === ruleText(parsed.settings) &&
  checkpoint.entities.every((type) => parsed.settings.entities.includes(type))
