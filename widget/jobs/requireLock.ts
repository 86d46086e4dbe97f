import { RunFailed } from './runFailed'
import type { RunSession } from './runSession'

/**
 * Asked before anything is sent that changes the CRM: another tab may have taken the run over while this one stood still.
 * @throws RunFailed
 */
export const requireLock = async ({ hold }: RunSession): Promise<void> => {
  if (!(await hold.isHeld())) throw new RunFailed({ kind: 'takenOver' })
}
