import { type ReadonlySignal, signal } from '@preact/signals'
import type { JobClock } from '../jobs/jobClock'
import type { Milliseconds } from '../records/brands'

/** Tells when somebody who waits at a screen has read nothing new for long, whatever the reason. */
export interface SilenceWatch {
  /** Nothing new for eight seconds, although something goes on; false again with the next word. */
  readonly isSilent: ReadonlySignal<boolean>
  /** What the screen says now, of something that goes on: the same words again are no news. null = it may stand. */
  heard(words: string | null): void
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
  let last: string | null = null
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
    heard: (words) => {
      if (words !== null && words === last) return
      last = words
      if (words !== null) return watchFrom(clock.now())
      stop()
      isSilent.value = false
    },
    heldFor: (duration) => {
      if (undo !== null) watchFrom(clock.now() + duration)
    },
    dispose: stop,
  }
}
