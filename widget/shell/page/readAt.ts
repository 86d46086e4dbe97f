/** What the work gives; undefined where it throws: the page belongs to others, any getter or method of it may. */
export const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** A value of the page along a path; undefined where anything on the way is missing, holds nothing, or throws. */
export const readAt = (from: unknown, ...path: readonly string[]): unknown =>
  attempt(() =>
    path.reduce<unknown>((value, key) => (isHolder(value) ? Reflect.get(value, key) : undefined), from),
  )

/** How a call of a method of the page went. */
export type Called = { readonly isDone: true; readonly value: unknown } | { readonly isDone: false }

/** Calls a method of the page as its owner's; not done where it is missing, no function, or throws. */
export const callAt = (from: unknown, path: string, ...args: readonly unknown[]): Called => {
  const names = path.split('.')
  const owner = readAt(from, ...names.slice(0, -1))
  const method = readAt(owner, names.at(-1) ?? '')
  if (typeof method !== 'function') return { isDone: false }
  const called = attempt(() => ({ isDone: true, value: Reflect.apply(method, owner, args) }) as const)
  return called ?? { isDone: false }
}

/** What such a call gives; undefined where it could not be made. */
export const callFor = (from: unknown, path: string, ...args: readonly unknown[]): unknown => {
  const called = callAt(from, path, ...args)
  return called.isDone ? called.value : undefined
}

const isHolder = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'
