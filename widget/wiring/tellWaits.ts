import { createUndoOfAll, type Undo } from '../shell/undo'
import type { RunModel } from '../state/createRunModel'
import type { Session } from './session'

/** Seconds of a wait that the window speaks of: a wait of a moment is over before anybody could read of it. */
const worthTelling = 3

/** Has the window of a run say what its requests wait for, while it goes on. */
export const tellWaits = (session: Session, shown: RunModel, isActive: () => boolean): Undo => {
  shown.sessionWait.value = session.sessionWait()
  return createUndoOfAll([
    session.onWait((until) => {
      const seconds = until - (session.clock.time() ?? until)
      if (isActive() && seconds >= worthTelling) shown.tellWait(until, seconds)
    }),
    session.onSessionWait((wait) => (shown.sessionWait.value = wait)),
  ])
}
