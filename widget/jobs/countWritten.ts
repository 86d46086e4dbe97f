import type { RunCheckpoint } from '../store/checkpoint'

/** So many cards at least a stored run has written: those that the CRM confirmed and that were stored. */
export const countWritten = ({ confirmed, writtenBefore = 0 }: RunCheckpoint): number =>
  Math.max(countConfirmed(confirmed.contacts) + countConfirmed(confirmed.companies), writtenBefore)

const countConfirmed = (codes: Uint8Array): number =>
  codes.reduce((sum, code) => sum + (code === 0 ? 0 : 1), 0)

/** False where the run certainly has sent no card: a batch that was sent may have arrived though nobody has heard of it. */
export const hasBegunWriting = (checkpoint: RunCheckpoint): boolean =>
  checkpoint.phase === 'writing' || checkpoint.writtenBefore !== undefined || countWritten(checkpoint) > 0
