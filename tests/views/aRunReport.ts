import type { RunReport } from '../../widget/jobs/runState'
import type { UnixSeconds } from '../../widget/records/brands'

/** A complete run without failures; the partial overrides any key. */
export const aRunReport = (partial: Partial<RunReport> = {}): RunReport => ({
  isComplete: true,
  startedAt: 1_763_700_000 as UnixSeconds,
  finishedAt: 1_763_700_252 as UnixSeconds,
  choice: 'changed',
  changed: 312,
  firstTime: 15,
  stamped: 0,
  unchanged: 12_153,
  notWritten: 0,
  failed: [],
  requests: 164,
  madeFields: false,
  ...partial,
})
