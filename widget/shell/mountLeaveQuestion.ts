import type { Undo } from './undo'

/**
 * Makes the browser ask before the tab is closed.
 *
 * @returns lets it be closed
 */
export const mountLeaveQuestion = (): Undo => {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
  window.addEventListener('beforeunload', ask)
  return () => window.removeEventListener('beforeunload', ask)
}
