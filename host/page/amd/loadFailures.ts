/**
 * Why scripts of `optional!` did not come: the plugin itself gives `{}` and says nothing (HOST). RequireJS keeps that `{}`
 * and asks no second time, so the reason is kept as long.
 */
const failures = new Map<string, unknown>()

/** Keeps why a script did not come. */
export function noteLoadFailure(name: string, error: unknown): void {
  failures.set(name, error)
}

/** Why a script did not come; null when it came. */
export function loadFailureOf(name: string): unknown {
  return failures.get(name) ?? null
}
