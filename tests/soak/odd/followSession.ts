import type { Words } from './judge/createWords'
import type { OddWorld } from './createOddWorld'
import type { OpenWidget } from './openWidget'

/** Seconds of a wait that the window of a run speaks of. */
const worthTelling = 3

/** Milliseconds after which a request without an answer is given up. */
const longestAnswer = 60_000

/** Has the words follow what the session tells beside the state: waits that the CRM asks for, and its lost session. Returns the undo. */
export const followSession = (
  { clock }: OddWorld,
  { session }: OpenWidget,
  words: Words,
  showsWaits: boolean,
): (() => void) => {
  const undoWait = session.onWait((until) => {
    const seconds = until - (session.clock.time() ?? until)
    if (showsWaits && seconds >= worthTelling) words.waitUntil(clock.now() + seconds * 1000)
  })
  // The words stand until the answer comes or is given up.
  const undoSlow = session.onSlow(() => words.waitUntil(clock.now() + longestAnswer))
  const undoSession = session.onSessionWait((wait) => words.stand(wait !== null))
  return () => {
    undoWait()
    undoSlow()
    undoSession()
  }
}
