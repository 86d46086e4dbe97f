import { latestStamp } from '../../calc/latestStamp'
import type { UnixSeconds } from '../../records/brands'
import type { MirrorMeta } from '../../store/mirrorMeta'

/** A week: purchases that were deleted, and whatever else the CRM makes no event of, are seen by a full reading only. */
const longestTrust = 7 * 24 * 3600

/** True when the account should be read as a whole again: «Полный пересчёт» is suggested. A reading of the future was dated by a wrong clock. */
export const isFullReadingDue = (meta: Pick<MirrorMeta, 'fullReadAt'>, now: UnixSeconds): boolean =>
  now - meta.fullReadAt >= longestTrust || meta.fullReadAt > latestStamp(now)
