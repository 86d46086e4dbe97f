import type { RunState } from '../jobs/runState'
import { createUndoOfAll, type Undo } from '../shell/undo'
import type { TabRunLock } from './createTabRunLock'
import type { RunLink } from './createRunLink'

export interface FollowedTab {
  readonly onState: (state: RunState) => void
  /** The tab is gone in the middle of its run: what it left can be resumed. */
  readonly onDeath: () => void
  /** The tab has the lock and does not answer, or answers again. */
  readonly onSilence: (isSilent: boolean) => void
}

/** Milliseconds for which the lock may be free before the end of the run is told. */
const grace = 500
/** Milliseconds between two questions. */
const askEvery = 2000
/** So many questions without an answer are a tab that stands still: questions are counted, and not time, in which this tab may have stood still. */
const mostUnanswered = 3

/** Watches the run of another tab until it is over, or the tab is gone or stands still. Returns its undo. */
export const followOtherTab = (link: RunLink, lock: TabRunLock, followed: FollowedTab): Undo => {
  const { onState, onDeath, onSilence } = followed
  const abort = new AbortController()
  let last: RunState = { phase: 'checking' }
  let unanswered = 0
  onState(last)
  const unfollow = link.follow((state) => {
    last = state
    if (unanswered >= mostUnanswered) onSilence(false)
    unanswered = 0
    onState(state)
  })
  const asking = setInterval(() => {
    if (!link.ask()) return
    unanswered += 1
    if (unanswered === mostUnanswered) onSilence(true)
  }, askEvery)
  const undo = createUndoOfAll([unfollow, () => clearInterval(asking)])
  const watch = async (): Promise<void> => {
    if (!(await lock.untilFree(abort.signal))) return
    await new Promise((resolve) => {
      setTimeout(resolve, grace)
    })
    undo()
    if (!abort.signal.aborted && last.phase !== 'cancelled') onDeath()
  }
  void watch()
  return () => {
    abort.abort()
    undo()
  }
}
