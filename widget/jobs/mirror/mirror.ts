import type { MirrorMeta } from '../../store/mirrorMeta'
import type { MirrorRecords } from './mirrorRecords'

/** The account's records in memory and how fresh they are. */
export interface Mirror {
  readonly records: MirrorRecords
  readonly meta: MirrorMeta
}
