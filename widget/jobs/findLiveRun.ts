import { latestStamp } from '../calc/latestStamp'
import type { UnixSeconds } from '../records/brands'
import { closeTogether, fewestStamps } from './findOtherRun'
import type { RunSession } from './runSession'

/** What another computer's run does at present, by the cards that changed last. */
export interface LiveRun {
  /** When it wrote last; null once it has written nothing for a minute. */
  readonly lastWriteAt: UnixSeconds | null
  /** The newest stamp of somebody else among these cards; 0 where none has one. */
  readonly newestStamp: UnixSeconds
}

/**
 * Looks whether the run that `findOtherRun` found still writes: one small call for each entity. Single cards that people open are not
 * taken for a run.
 * @throws CrmError
 */
export const findLiveRun = async (run: RunSession, signal: AbortSignal): Promise<LiveRun> => {
  const lists = await Promise.all(
    run.entities.map(async (type) => {
      const cards = await run.deps.client.listNewestParents(type, run.fieldIds[type], {
        priority: 'run',
        signal,
      })
      const index = run.plans.find((plan) => plan.type === type)?.parents.index
      return cards.filter(({ id, updatedAt, stored }) => {
        const isOurs =
          run.tally.isWritten(type, index?.indexOf(id) ?? -1) && updatedAt <= (run.lastWriteAt ?? 0)
        return (stored.actualAt ?? 0) > run.watchSince && !isOurs && !run.refreshed[type].has(id)
      })
    }),
  )
  const now = run.deps.clock.time()
  const latest = latestStamp(now)
  const cards = lists.flat().filter(({ stored }) => (stored.actualAt ?? 0) <= latest)
  // While the CRM's time is in doubt the other run may still write.
  const recent = cards.filter(({ updatedAt }) => now === null || updatedAt > now - closeTogether)
  const newest = (times: readonly number[]) =>
    times.reduce((so, time) => Math.max(so, time), 0) as UnixSeconds
  return {
    lastWriteAt: recent.length < fewestStamps ? null : newest(recent.map(({ updatedAt }) => updatedAt)),
    newestStamp: newest(cards.map(({ stored }) => stored.actualAt ?? 0)),
  }
}
