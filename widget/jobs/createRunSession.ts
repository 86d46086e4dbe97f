import type { UnixSeconds } from '../records/brands'
import { type ParentType, parentTypes } from '../records/parents'
import type { Settings } from '../settings/settings'
import type { LastRun } from '../store/lastRuns'
import type { BulkRunDeps } from './bulkRunDeps'
import { createMirrorRecords } from './mirror/createMirrorRecords'
import type { RunControl } from './runControl'
import type { HeldLock } from './runLock'
import type { RunSession } from './runSession'
import type { RunState } from './runState'
import { createRunTally } from './runTally'

/** A run that has not done anything yet. */
export const createRunSession = (given: {
  readonly deps: BulkRunDeps
  readonly control: RunControl
  readonly hold: HeldLock
  readonly tell: (state: RunState) => void
  readonly entities: readonly ParentType[]
  readonly settings: Settings
  readonly lastRun: LastRun | null
  readonly isFull?: boolean
}): RunSession => {
  const startedAt = given.deps.clock.time()
  const begunAt = startedAt ?? (0 as UnixSeconds)
  return {
    ...given,
    entities: parentTypes.filter((type) => given.entities.includes(type)),
    startedAt,
    requestsBefore: given.deps.client.requestCount(),
    records: createMirrorRecords(''),
    fullReadAt: null,
    mirrorMeta: null,
    isFull: given.isFull ?? false,
    isRead: false,
    isResumable: true,
    storedDataTime: null,
    tally: createRunTally(),
    writtenBefore: null,
    unheard: { contacts: new Set(), companies: new Set() },
    unlooked: null,
    account: null,
    rules: null,
    withoutBuyers: null,
    fieldIds: { contacts: {}, companies: {} },
    groupIds: { contacts: null, companies: null },
    madeFields: false,
    madeIds: new Set(),
    isReadAnew: false,
    sources: [],
    sourceReadings: new Map(),
    knownEvents: new Set(),
    refreshed: { contacts: new Map<number, UnixSeconds>(), companies: new Map<number, UnixSeconds>() },
    dataTime: begunAt,
    latestStamp: Number.POSITIVE_INFINITY,
    corrected: 0,
    plans: [],
    choice: 'nothing',
    isAsking: false,
    stampedSince: null,
    watchSince: begunAt,
    lastWriteAt: null,
    cardsTime: null,
    isInDoubt: false,
    isLookDue: false,
    sought: { contacts: new Set(), companies: new Set() },
    isOtherComputerAccepted: false,
    left: { contacts: 0, companies: 0 },
    only: null,
    reading: null,
    writing: null,
  }
}
