import { outsideTabs } from './simTab'

/** The time of a whole odd world: of the CRM, its computers and all that happens on the way between them. */
export interface SimClock {
  /** Milliseconds since the world began. */
  now(): number
  /** Calls back once, at `at` or now; returns its undo. */
  at(at: number, callback: () => void): () => void
  /** The clock stands until the work is over; settles as the work does. */
  hold<T>(work: Promise<T>): Promise<T>
  /** Told each time the clock has gone on. */
  onMove(listener: () => void): void
  /** Resolves after so many milliseconds of this clock. */
  pass(duration: number): Promise<void>
  /** Nothing that is still set is called back any more. */
  stop(): void
}

interface Alarm {
  readonly at: number
  readonly callback: () => void
}

/** Turns of the event loop without anything on its way before the clock goes on. */
const quietTurns = 2
const realSetImmediate = globalThis.setImmediate
let immediates = 0

/**
 * Storage of the simulated browsers works in turns of the event loop: they are counted, so that storing takes no time by the clock.
 */
export const countImmediates = (): void => {
  const counting = (callback: (...given: unknown[]) => void, ...given: unknown[]): NodeJS.Immediate => {
    immediates += 1
    return realSetImmediate(() => {
      immediates -= 1
      callback(...given)
    })
  }
  globalThis.setImmediate = counting as unknown as typeof setImmediate
}

/** A clock that needs no waiting: as soon as nothing is on its way it goes to the next alarm. */
export const createSimClock = (): SimClock => {
  const alarms = new Set<Alarm>()
  const listeners: (() => void)[] = []
  let now = 0
  let held = 0
  let isPumping = false

  const next = (): Alarm | null => {
    let first: Alarm | null = null
    for (const alarm of alarms) if (first === null || alarm.at < first.at) first = alarm
    return first
  }
  const fireNext = (): void => {
    const alarm = next()
    if (alarm === null) return
    alarms.delete(alarm)
    if (alarm.at > now) {
      now = alarm.at
      for (const listener of listeners) listener()
    }
    outsideTabs(alarm.callback)
  }
  const pump = async (): Promise<void> => {
    if (isPumping) return
    isPumping = true
    let quiet = 0
    while (alarms.size > 0) {
      await new Promise((resolve) => {
        realSetImmediate(resolve)
      })
      quiet = held > 0 || immediates > 0 ? 0 : quiet + 1
      if (quiet >= quietTurns) {
        quiet = 0
        fireNext()
      }
    }
    isPumping = false
  }
  const at: SimClock['at'] = (time, callback) => {
    const alarm = { at: Math.max(time, now), callback }
    alarms.add(alarm)
    void pump()
    return () => {
      alarms.delete(alarm)
    }
  }

  return {
    now: () => now,
    at,
    async hold(work) {
      held += 1
      try {
        return await work
      } finally {
        held -= 1
      }
    },
    onMove(listener) {
      listeners.push(listener)
    },
    pass: (duration) => new Promise((resolve) => at(now + duration, resolve)),
    stop: () => alarms.clear(),
  }
}
