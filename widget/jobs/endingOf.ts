import type { RunState } from './runState'

/** What is told of a run once its user has ended it: the batch on its way is finished, or what is left is put away. */
export const endingOf = (state: RunState): RunState => {
  const writing = state.phase === 'writing' ? state.progress : state.phase === 'paused' ? state.writing : null
  if (writing !== null) return { phase: 'writing', progress: writing, isStopping: true }
  return { phase: 'checking', isEnding: true }
}

/** It does not go on, it ends. */
export const isEnding = (state: RunState): boolean =>
  (state.phase === 'checking' && state.isEnding === true) || (state.phase === 'writing' && state.isStopping)
