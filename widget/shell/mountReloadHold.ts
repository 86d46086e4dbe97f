import { noteLoss } from './page/pageValues'
import { callAt, callFor } from './page/readAt'
import type { Undo } from './undo'

/**
 * Keeps the CRM from reloading the page after a release (RU:web_sdk/env_variables, `setCallingStatus`). The flag is one for all widgets
 * (HOST): a call of another one that was on before and still is keeps its hold.
 *
 * @returns lets it reload
 */
export const mountReloadHold = (app: unknown): Undo => {
  const isCalling = (): boolean => callFor(app, 'sdk.getCallingStatus') === true
  const wasCalling = isCalling()
  if (!callAt(app, 'sdk.setCallingStatus', true).isDone) noteLoss('sdk.setCallingStatus')
  return () => {
    callAt(app, 'sdk.setCallingStatus', wasCalling && isCalling())
  }
}
