import type { Clock } from '../../../widget/api/clock'
import type { Milliseconds } from '../../../widget/records/brands'

export interface FakeClock extends Clock {
  /** Goes to the next wake-up call, `lateness` ms after its time, and makes it; false when there is none. */
  wakeNext(): boolean
  /** Goes on by `duration` ms and makes every wake-up call on the way. */
  moveBy(duration: number): void
  /** Lets all that was started go on until it stands still. */
  settle(): Promise<void>
  /** Wake-up calls still set. */
  alarmCount(): number
}

/** A clock that stands until it is told to go on. `lateness` says by how many ms each wake-up call comes late, `from` where it begins. */
export function createFakeClock(lateness: () => number = () => 0, from = 1000): FakeClock {
  let now = from
  const alarms = new Set<{ readonly at: number; readonly callback: () => void }>()

  const next = () => [...alarms].sort((left, right) => left.at - right.at)[0]

  const wakeNext = (): boolean => {
    const alarm = next()
    if (alarm === undefined) {
      return false
    }
    now = Math.max(now, alarm.at + lateness())
    alarms.delete(alarm)
    alarm.callback()
    return true
  }

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
    wakeNext,
    moveBy(duration) {
      const end = now + duration
      while ((next()?.at ?? Infinity) <= end) wakeNext()
      now = Math.max(now, end)
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
