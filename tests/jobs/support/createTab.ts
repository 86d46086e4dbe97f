import type { AxiosAdapter } from 'axios'

import { addListCalls } from '../../../widget/api/addListCalls'
import { createCrmClient } from '../../../widget/api/createCrmClient'
import { createLocalLock } from '../../../widget/api/createLocalLock'
import { createBulkRun } from '../../../widget/jobs/createBulkRun'
import { createFreshCards } from '../../../widget/jobs/createFreshCards'
import type { JobClock } from '../../../widget/jobs/jobClock'
import { createSourceReading } from '../../../widget/jobs/mirror/createSourceReading'
import type { RunLock } from '../../../widget/jobs/runLock'
import type { UnixSeconds } from '../../../widget/records/brands'
import type { CheckpointStore } from '../../../widget/store/checkpointStore'
import type { StoreOutcome } from '../../../widget/store/mirrorOutcome'
import { createCheckpointStore } from '../../../widget/store/createCheckpointStore'
import { createLastRuns } from '../../../widget/store/createLastRuns'
import { createMirrorStore } from '../../../widget/store/createMirrorStore'
import type { StoreOwner } from '../../../widget/store/openStore'
import { freeRunLock } from './aRunLock'
import { createAppAdapter, type SentRequest } from './createAppAdapter'
import { createJumpingClock, type JumpingClock } from './createJumpingClock'
import type { World } from './createWorld'
import { nextTag } from './noStores'

const owners = new WeakMap<World, StoreOwner>()
let accounts = 31_000_100

/** The storage of this world's browser: a run of another test that still stores something does not reach it. */
export const ownerOf = (world: World): StoreOwner => {
  const known = owners.get(world) ?? { accountId: (accounts += 1), userId: 8_800_001, rights: 'A' }
  owners.set(world, known)
  return known
}

/** When a tab dies: with its n-th request (from 1), which the CRM still answers (`isSent`) or never hears of. */
export interface Death {
  readonly atRequest: number
  readonly isSent: boolean
}

/**
 * A tab with the widget over a world and the storage of its browser. A dead tab does nothing more: no request, no timer, no answer that
 * still comes in. The rate is one request a second by all clocks, so that what is stored every few seconds is stored every few pages;
 * with `secondsPerRequest` 0 the CRM's clock stands still.
 */
export const createTab = (
  world: World,
  death: Death | null = null,
  secondsPerRequest = 1,
  lock: RunLock = freeRunLock,
  isOurs?: () => Promise<boolean>,
) => {
  const owner = ownerOf(world)
  const raw = createJumpingClock()
  const requests: SentRequest[] = []
  let isDead = false
  let onDeath: () => void = () => undefined
  const dead = new Promise<void>((resolve) => {
    onDeath = resolve
  })
  const die = (): void => {
    isDead = true
    onDeath()
  }
  const clock: JobClock = {
    now: () => raw.now(),
    time: () => world.host.context.clock.now() as UnixSeconds,
    wake: (at, callback) =>
      raw.wake(at, () => {
        if (!isDead) callback()
      }),
  }
  const send = createAppAdapter(
    world.host,
    (request) => {
      world.passTime(secondsPerRequest)
      requests.push(request)
      raw.requestSent()
    },
    () => raw.requestAnswered(),
  )
  const never = new Promise<never>(() => undefined)
  const adapter: AxiosAdapter = async (config) => {
    if (isDead) return never
    if (death !== null && requests.length + 1 === death.atRequest) {
      if (death.isSent) await send(config)
      die()
      return never
    }
    const answer = await send(config)
    return isDead ? never : answer
  }
  const client = addListCalls(
    createCrmClient({
      adapter,
      clock: { ...raw, wake: (at, callback) => clock.wake(at, callback) },
      lock: createLocalLock(),
      accountId: owner.accountId,
      random: () => 0.5,
      rate: 1,
    }),
  )
  const reading = createSourceReading({ store: createMirrorStore(owner), createTag: nextTag })
  const { checkpoints, untilQuiet, untilSaved } = watchSaves(createCheckpointStore(owner, clock, isOurs), raw)
  let kept: Promise<unknown> = Promise.resolve()
  const freshCards = createFreshCards()
  const run = createBulkRun({
    ...world.deps,
    client,
    clock,
    lock,
    lastRuns: createLastRuns(owner),
    reading: {
      ...reading,
      keep(session) {
        const keeping = reading.keep(session)
        kept = keeping.catch(() => undefined)
        return keeping
      },
    },
    checkpoints,
    createTag: nextTag,
    freshCards,
  })
  return {
    run,
    requests,
    freshCards,
    /** Waits until the records of the run that has ended are stored. */
    untilKept: () => kept,
    /** Waits until nothing of the unfinished run is being stored. */
    untilQuiet,
    /** Waits until the unfinished run is stored the next time. */
    untilSaved,
    /** Resolves when the tab dies. */
    dead,
    die,
  }
}

/** Storing takes no time by the tab's clock, which would otherwise jump on from alarm to alarm meanwhile. */
const watchSaves = (store: CheckpointStore, clock: JumpingClock) => {
  const underWay = new Set<Promise<unknown>>()
  let listeners: (() => void)[] = []
  const hold = async <T>(work: Promise<T>): Promise<T> => {
    clock.requestSent()
    underWay.add(work)
    try {
      return await work
    } finally {
      underWay.delete(work)
      clock.requestAnswered()
    }
  }
  const tellSaved = (): void => {
    const told = listeners
    listeners = []
    for (const listener of told) listener()
  }
  /** The store tells nobody that a save it was asked for before has come to its end. */
  const untilOutcome = (before: StoreOutcome | null): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (store.lastOutcome() === before) setImmediate(look)
        else resolve()
      }
      look()
    })
  const checkpoints: CheckpointStore = {
    ...store,
    async save(captured) {
      const outcome = await hold(store.save(captured))
      tellSaved()
      return outcome
    },
    saveSoon: (capture) =>
      store.saveSoon(() => {
        void hold(untilOutcome(store.lastOutcome())).then(tellSaved)
        return capture()
      }),
    drop: () => hold(store.drop()),
  }
  return {
    checkpoints,
    untilQuiet: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    untilSaved: () => new Promise<void>((resolve) => listeners.push(resolve)),
  }
}
