import type { HostApp } from './hostTypes'
import type { Undo } from './undo'

/**
 * Keeps the CRM from reloading the page after a release (RU:web_sdk/env_variables, `setCallingStatus`).
 *
 * @returns lets it reload
 */
export const mountReloadHold = (app: HostApp | null): Undo => {
  app?.sdk?.setCallingStatus?.(true)
  return () => app?.sdk?.setCallingStatus?.(false)
}
