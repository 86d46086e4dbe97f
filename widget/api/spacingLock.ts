/** The part of `navigator.locks` that is used: at most one holder of a name at a time, first come, first served. */
export interface SpacingLock {
  request(name: string, hold: () => Promise<void>): Promise<unknown>
}
