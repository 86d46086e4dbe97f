import type { BulkRun } from '../../widget/jobs/bulkRun'
import type { RunState } from '../../widget/jobs/runState'

export interface FakeRun extends BulkRun {
  /** What was asked of the run, for example `start contacts,companies`. */
  readonly calls: readonly string[]
  show(state: RunState): void
  /** Other settings were saved since the run began. */
  changeSettings(): void
  /** The browser refuses to store from now on. */
  fillStorage(): void
}

/** A run that does nothing but show the states it is given and remember what it was asked. */
export const fakeRun = (first: RunState = { phase: 'idle' }): FakeRun => {
  let state = first
  let hasOldSettings = false
  let isUnkept = false
  const calls: string[] = []
  const listeners = new Set<(state: RunState) => void>()
  return {
    calls,
    show: (next) => {
      state = next
      for (const listener of listeners) listener(next)
    },
    changeSettings: () => {
      hasOldSettings = true
    },
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    start: ({ entities }) => calls.push(`start ${entities.join()}`),
    resumeUnfinished: () => calls.push('resumeUnfinished'),
    takeOver: () => calls.push('takeOver'),
    suspend: () => calls.push('suspend'),
    choose: (choice) => calls.push(`choose ${choice}`),
    pause: () => calls.push('pause'),
    resume: () => calls.push('resume'),
    wait: () => calls.push('wait'),
    leaveBuyersOut: () => calls.push('leaveBuyersOut'),
    stop: () => calls.push('stop'),
    retryFailed: () => calls.push('retryFailed'),
    repeat: () => calls.push('repeat'),
    hasOldSettings: () => hasOldSettings,
    fillStorage: () => {
      isUnkept = true
    },
    isUnkept: () => isUnkept,
  }
}
