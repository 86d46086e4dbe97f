import type { Clock } from '../../../widget/api/clock'
import type { Milliseconds } from '../../../widget/records/brands'

export interface FakeClock extends Clock {
  /** Goes to the next wake-up call, `lateness` ms after its time, and makes it; false when there is none. */
  wakeNext(): boolean
  /** Lets all that was started go on until it stands still. */
  settle(): Promise<void>
  /** Wake-up calls still set. */
  alarmCount(): number
}

/** A clock that stands until it is told to go on. `lateness` says by how many ms each wake-up call comes late. */
export function createFakeClock(lateness: () => number = () => 0): FakeClock {
  let now = 1000
  const alarms = new Set<{ readonly at: number; readonly callback: () => void }>()

  return {
    now: () => now as Milliseconds,
    wake(at, callback) {
      const alarm = { at, callback }
      alarms.add(alarm)
      return () => {
        alarms.delete(alarm)
      }
    },
    fireDue() {
      for (const alarm of alarms) {
        if (alarm.at <= now && alarms.delete(alarm)) {
          alarm.callback()
        }
      }
    },
    wakeNext() {
      const next = [...alarms].sort((left, right) => left.at - right.at)[0]
      if (next === undefined) {
        return false
      }
      now = Math.max(now, next.at + lateness())
      alarms.delete(next)
      next.callback()
      return true
    },
    async settle() {
      for (let turn = 0; turn < 4; turn += 1) {
        await new Promise((resolve) => {
          setImmediate(resolve)
        })
      }
    },
    alarmCount: () => alarms.size,
  }
}
