import type { Aftermath } from './createReport'
import { findLostGroups } from './findLostGroups'
import type { RunSession } from './runSession'

export const nothingToSay: Aftermath = { columns: 'shown', lostGroups: [] }

/** Who has chosen to write nothing has nothing to look at, and who has stopped a run does not wait for one more answer. */
export const aftermathOf = async (run: RunSession, isComplete: boolean): Promise<Aftermath> => {
  if (run.choice === 'nothing') return nothingToSay
  const [columns, lostGroups] = await Promise.all([
    run.deps.findColumns(run.entities, run.madeFields),
    isComplete ? findLostGroups(run) : [],
  ])
  return { columns, lostGroups }
}
