import type { SimClock } from '../browser/createSimClock'
import type { Report } from '../failures'

/** Follows what one run or one card says to its user. */
export interface Words {
  /** What is on screen now, as a text that is another one where it says something else. */
  say(text: string): void
  /** It stands on screen until when the CRM makes everything wait. */
  waitUntil(until: number): void
  /** What is on screen asks the user, or says that it waits: it may stand. */
  stand(isStanding: boolean): void
  /** Milliseconds since the last word; 0 while it may stand. */
  silence(): number
  end(): void
}

const longestSilence = 10_000
/** A timer of a page comes a little late. */
const tolerance = 500

/** `isExcused`: asked when it was silent: the tab cannot speak. Each silence is reported once. */
export const createWords = (
  clock: SimClock,
  label: string,
  report: Report,
  isExcused: () => boolean,
): Words => {
  let last = clock.now()
  let text = ''
  let isStanding = false
  let isOver = false
  let undo: () => void = () => undefined

  const listen = (from: number): void => {
    undo()
    if (isOver) return
    undo = clock.at(from + longestSilence + tolerance, () => {
      if (isOver) return
      if (isStanding || isExcused()) listen(clock.now())
      else
        report('silent', `${label} says nothing after ${text === '' ? 'its beginning' : text.slice(0, 160)}`)
    })
  }
  listen(last)
  const spoken = (): void => {
    last = clock.now()
    listen(last)
  }
  return {
    say(next) {
      if (next === text) return
      text = next
      spoken()
    },
    waitUntil(until) {
      last = Math.max(last, until)
      listen(last)
    },
    stand(standing) {
      if (standing === isStanding) return
      isStanding = standing
      spoken()
    },
    silence: () => (isStanding ? 0 : Math.max(0, clock.now() - last)),
    end() {
      isOver = true
      undo()
    },
  }
}
