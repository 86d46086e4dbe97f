/** How a pause was answered; a stop is no answer but the end of the run. */
export type PauseAnswer = 'goOn' | 'wait' | 'withoutBuyers'

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
  /** Answers a pause without ending it: the run goes on by itself when its reason is over. */
  wait(): void
  /** Answers a pause for buyers that the CRM refuses: the run goes on without them. */
  leaveBuyersOut(): void
  /** Holds the run until one of the answers above or `stop`, and tells which it was. */
  untilResumed(): Promise<PauseAnswer>
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
  let waiting: ((answer: PauseAnswer) => void)[] = []

  const release = (answer: PauseAnswer): void => {
    const released = waiting
    waiting = []
    for (const goOn of released) goOn(answer)
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
      release('goOn')
    },
    wait: () => release('wait'),
    leaveBuyersOut: () => release('withoutBuyers'),
    stop() {
      isStopAsked = true
      abort.abort()
      release('goOn')
    },
    untilResumed: () =>
      isStopAsked ? Promise.resolve('goOn') : new Promise((resolve) => waiting.push(resolve)),
    clear() {
      isPauseAsked = false
      isStopAsked = false
      abort = new AbortController()
    },
  }
}
