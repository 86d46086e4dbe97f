import type { RunState } from '../jobs/runState'
import type { Undo } from '../shell/undo'
import type { TabRunLock } from './createTabRunLock'
import type { RunLink } from './createRunLink'

export interface FollowedTab {
  readonly onState: (state: RunState) => void
  /** The tab is gone in the middle of its run: what it left can be resumed. */
  readonly onDeath: () => void
}

/** Milliseconds for which the lock may be free before the end of the run is told. */
const grace = 500

/** Watches the run of another tab until it is over or the tab is gone. Returns its undo. */
export const followOtherTab = (link: RunLink, lock: TabRunLock, { onState, onDeath }: FollowedTab): Undo => {
  const abort = new AbortController()
  let last: RunState = { phase: 'checking' }
  onState(last)
  const unfollow = link.follow((state) => {
    last = state
    onState(state)
  })
  const watch = async (): Promise<void> => {
    if (!(await lock.untilFree(abort.signal))) return
    await new Promise((resolve) => {
      setTimeout(resolve, grace)
    })
    unfollow()
    if (!abort.signal.aborted && last.phase !== 'cancelled') onDeath()
  }
  void watch()
  return () => {
    abort.abort()
    unfollow()
  }
}
