import type { Undo } from './undo'

/** Tells each time the browser has a network again. */
export const mountOnlineListener = (listener: () => void): Undo => {
  window.addEventListener('online', listener)
  return () => window.removeEventListener('online', listener)
}
