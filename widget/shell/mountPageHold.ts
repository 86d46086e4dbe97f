import type { HostApp } from './hostTypes'
import type { Undo } from './undo'

/**
 * Keeps the page open for the length of a run: the CRM does not reload it after a release (RU:web_sdk/env_variables, `setCallingStatus`), and
 * the browser asks before the tab is closed.
 *
 * @returns lets the page go
 */
export const mountPageHold = (app: HostApp | null): Undo => {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
  app?.sdk?.setCallingStatus?.(true)
  window.addEventListener('beforeunload', ask)
  return () => {
    window.removeEventListener('beforeunload', ask)
    app?.sdk?.setCallingStatus?.(false)
  }
}
