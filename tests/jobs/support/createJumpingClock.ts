import type { Clock } from '../../../widget/api/clock'
import type { Milliseconds } from '../../../widget/records/brands'

export interface JumpingClock extends Clock {
  /** Told about every request, so that the clock stands while one is on its way. */
  requestSent(): void
  requestAnswered(): void
  /** So many milliseconds go by, whatever is due; alarms follow. */
  pass(milliseconds: number): void
  /** Waits until nothing is on its way and nothing is left that would wake up later. */
  untilQuiet(): Promise<void>
}

/** Turns of the event loop without anything on its way before the clock jumps. */
const quietTurns = 3

/**
 * A clock that needs no waiting: as soon as nothing is on its way, it jumps to the next wake-up call. Waits of 30 seconds take no time,
 * and time passes in the same way on every machine.
 */
export const createJumpingClock = (): JumpingClock => {
  const alarms = new Set<{ readonly at: number; readonly callback: () => void }>()
  let now = 1000
  let onTheirWay = 0
  let isPumping = false

  const fireNext = (): void => {
    const next = [...alarms].sort((left, right) => left.at - right.at)[0]
    if (next === undefined) return
    now = Math.max(now, next.at)
    alarms.delete(next)
    next.callback()
  }
  const pump = async (): Promise<void> => {
    if (isPumping) return
    isPumping = true
    let quiet = 0
    while (alarms.size > 0) {
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      quiet = onTheirWay > 0 ? 0 : quiet + 1
      if (quiet >= quietTurns) {
        quiet = 0
        fireNext()
      }
    }
    isPumping = false
  }

  return {
    now: () => now as Milliseconds,
    wake(at, callback) {
      const alarm = { at, callback }
      alarms.add(alarm)
      void pump()
      return () => {
        alarms.delete(alarm)
      }
    },
    fireDue() {
      for (const alarm of Array.from(alarms)) if (alarm.at <= now && alarms.delete(alarm)) alarm.callback()
    },
    requestSent() {
      onTheirWay += 1
    },
    requestAnswered() {
      onTheirWay -= 1
    },
    pass(milliseconds) {
      now += milliseconds
    },
    async untilQuiet() {
      for (let quiet = 0; quiet < quietTurns * 2; ) {
        await new Promise((resolve) => {
          setImmediate(resolve)
        })
        quiet = onTheirWay > 0 || alarms.size > 0 ? 0 : quiet + 1
      }
    },
  }
}
