/**
 * The part of `navigator.locks` that is used: at most one holder of a name at a time, first come, first served. With `steal` the lock is had at
 * once, and the request of whoever held it rejects while its `hold` goes on; `signal` takes a request back that was not answered yet.
 */
export interface SpacingLock {
  request(
    name: string,
    options: { readonly steal?: boolean; readonly signal?: AbortSignal },
    hold: () => Promise<void>,
  ): Promise<unknown>
}
