/**
 * The parts of the widget that come when they are needed, each a file of the archive; what a screen needs is asked for at the same time.
 * `script.js` itself only knows where in the CRM the user is.
 */
export const lazyParts = {
  base: () => import('../createSessionBase'),
  session: () => import('../createSession'),
  card: () => import('../mountCard'),
  settings: () => import('../showSettings'),
  run: () => import('../createRunWindow'),
} as const

export type LazyParts = typeof lazyParts

/** A file of the widget did not come: no connection, or a newer version has replaced it. */
export class PartError extends Error {
  override readonly name = 'PartError'
}
