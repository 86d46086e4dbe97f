import { isCrmError } from '../records/crmError'
import type { ParentType } from '../records/parents'
import type { RunSession } from './runSession'

/**
 * Entities whose group of fields was there when the run began, and is gone now and not made again: the CRM keeps its fields in the default tab (API 7.2). One call
 * for each entity; empty where the CRM does not answer, since the run itself is done by then.
 */
export const findLostGroups = async (run: RunSession): Promise<readonly ParentType[]> => {
  const ourName = run.account && run.deps.fieldNames(run.account).group
  const had = run.entities.filter((type) => run.groupIds[type] !== null)
  try {
    const isLost = await Promise.all(
      had.map(async (type) => {
        const groups = await run.deps.client.listGroups(type, { priority: 'run' })
        return !groups.some(({ id, name }) => id === run.groupIds[type] || name === ourName)
      }),
    )
    return had.filter((_type, place) => isLost[place])
  } catch (error) {
    if (isCrmError(error)) return []
    throw error
  }
}
