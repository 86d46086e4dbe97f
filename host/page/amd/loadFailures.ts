/** Why scripts of `optional!` did not come: the plugin itself gives `{}` and says nothing (HOST). */
const failures = new Map<string, unknown>()

/** Keeps why a script did not come. */
export function noteLoadFailure(name: string, error: unknown): void {
  failures.set(name, error)
}

/** Gives why a script did not come, once; null when it came. */
export function takeLoadFailure(name: string): unknown {
  const failure = failures.get(name) ?? null
  failures.delete(name)
  return failure
}
