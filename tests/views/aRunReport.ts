import type { RunReport } from '../../widget/jobs/runState'
import type { UnixSeconds } from '../../widget/records/brands'

/** A complete run without failures; the partial overrides any key. */
export const aRunReport = (partial: Partial<RunReport> = {}): RunReport => ({
  isComplete: true,
  startedAt: 1_763_700_000 as UnixSeconds,
  finishedAt: 1_763_700_252 as UnixSeconds,
  choice: 'changed',
  userName: 'Анна Админова',
  settingsText: '{"v":1}',
  byType: {
    contacts: { changed: 300, firstTime: 10, stamped: 0, unchanged: 12_000, notWritten: 0, failed: 0 },
    companies: { changed: 12, firstTime: 5, stamped: 0, unchanged: 153, notWritten: 0, failed: 0 },
  },
  changed: 312,
  firstTime: 15,
  stamped: 0,
  unchanged: 12_153,
  notWritten: 0,
  failed: [],
  requests: 164,
  columns: 'shown',
  lostGroups: [],
  ...partial,
})
