import { type ReadonlySignal, signal } from '@preact/signals'
import type { JobClock } from '../jobs/jobClock'
import type { Milliseconds } from '../records/brands'

/** Tells when somebody who waits at a screen has read nothing new for long, whatever the reason. */
export interface SilenceWatch {
  /** Nothing new for eight seconds, although something goes on; false again with the next word. */
  readonly isSilent: ReadonlySignal<boolean>
  /** The screen says something new. `isGoingOn`: more will come by itself; otherwise it may stand. */
  heard(isGoingOn: boolean): void
  /** The screen says that it waits for so many milliseconds from now: no silence meanwhile. Nothing where nothing goes on. */
  heldFor(duration: number): void
  dispose(): void
}

/** What a watch needs of the page's clock. */
export type WatchClock = Pick<JobClock, 'now' | 'wake'>

/** Milliseconds: two less than a user may be left without words. */
const longestSilence = 8000

/** @param onSilent told with every beginning of a silence */
export const createSilenceWatch = (
  clock: WatchClock,
  onSilent: () => void = () => undefined,
): SilenceWatch => {
  const isSilent = signal(false)
  let undo: (() => void) | null = null
  const stop = (): void => {
    undo?.()
    undo = null
  }
  const watchFrom = (at: number): void => {
    stop()
    isSilent.value = false
    undo = clock.wake((at + longestSilence) as Milliseconds, () => {
      isSilent.value = true
      onSilent()
    })
  }
  return {
    isSilent,
    heard: (isGoingOn) => {
      if (isGoingOn) watchFrom(clock.now())
      else {
        stop()
        isSilent.value = false
      }
    },
    heldFor: (duration) => {
      if (undo !== null) watchFrom(clock.now() + duration)
    },
    dispose: stop,
  }
}
