/** What the user asks of a run, for the code that obeys it. */
export interface RunControl {
  /** Aborts as soon as a pause or a stop is asked; another one after `resume`. */
  signal(): AbortSignal
  isPauseAsked(): boolean
  isStopAsked(): boolean
  pause(): void
  resume(): void
  /** Final: a stopped run never goes on. */
  stop(): void
  /** Holds the run until `resume` or `stop`. */
  untilResumed(): Promise<void>
  /** Undoes a stop, for another run over the same cards. */
  clear(): void
}

/** Thrown inside a run to leave it after `stop`. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped'
}

/** A control that asks for nothing yet. */
export const createRunControl = (): RunControl => {
  let abort = new AbortController()
  let isPauseAsked = false
  let isStopAsked = false
  let waiting: (() => void)[] = []

  const release = (): void => {
    const released = waiting
    waiting = []
    for (const goOn of released) goOn()
  }

  return {
    signal: () => abort.signal,
    isPauseAsked: () => isPauseAsked,
    isStopAsked: () => isStopAsked,
    pause() {
      isPauseAsked = true
      abort.abort()
    },
    resume() {
      isPauseAsked = false
      if (!isStopAsked && abort.signal.aborted) abort = new AbortController()
      release()
    },
    stop() {
      isStopAsked = true
      abort.abort()
      release()
    },
    untilResumed: () => (isStopAsked ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    clear() {
      isPauseAsked = false
      isStopAsked = false
      abort = new AbortController()
    },
  }
}
