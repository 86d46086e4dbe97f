import type { SimClock } from '../browser/createSimClock'
import type { Report } from '../failures'

/** Follows what one run or one card says to its user. */
export interface Words {
  /** What is on screen now, as a text that is another one where it says something else. */
  say(text: string): void
  /** What is on screen asks the user, or says that it waits: it may stand. */
  stand(isStanding: boolean): void
  /** Milliseconds since the last word; 0 while it may stand. */
  silence(): number
  end(): void
}

const longestSilence = 10_000
/** A timer of a page comes a little late. */
const tolerance = 500
const lookEvery = 500

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
  let isTold = false
  let undo: () => void = () => undefined

  const spoken = (): void => {
    last = clock.now()
    isTold = false
  }
  /** Time in which the tab cannot speak, or has said that it waits, is no silence. */
  const look = (): void => {
    if (isStanding || isExcused()) spoken()
    else if (clock.now() - last > longestSilence + tolerance && !isTold) {
      isTold = true
      report('silent', `${label} says nothing after ${text === '' ? 'its beginning' : text.slice(0, 160)}`)
    }
    undo = clock.at(clock.now() + lookEvery, look)
  }
  look()
  return {
    say(next) {
      if (next === text) return
      text = next
      spoken()
    },
    stand(standing) {
      if (standing !== isStanding) spoken()
      isStanding = standing
    },
    silence: () => (isStanding ? 0 : Math.max(0, clock.now() - last)),
    end: () => undo(),
  }
}
