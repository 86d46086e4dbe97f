import type { SimTab } from './simTab'

type Mode = 'exclusive' | 'shared'

interface Options {
  readonly mode?: Mode
  readonly ifAvailable?: boolean
  readonly steal?: boolean
  readonly signal?: AbortSignal
}

type Callback = (lock: { readonly name: string; readonly mode: Mode } | null) => unknown

interface Held {
  readonly tab: SimTab
  readonly name: string
  readonly mode: Mode
  /** Ends it for its holder, as another's `steal` does. */
  readonly lose: () => void
}

interface Waiting {
  readonly tab: SimTab
  readonly name: string
  readonly mode: Mode
  readonly grant: () => void
}

/** Web Locks of one browser; a frozen tab keeps what it has and what it is given, a dead one loses all. */
export interface SimLockManager {
  request(tab: SimTab, name: string, options: Options, callback: Callback): Promise<unknown>
  query(): { readonly held: readonly object[]; readonly pending: readonly object[] }
  /** Frees what a closed tab had. */
  forget(tab: SimTab): void
}

export const createSimLocks = (): SimLockManager => {
  let held: Held[] = []
  let waiting: Waiting[] = []

  const isFree = (name: string, mode: Mode): boolean =>
    held.every((lock) => lock.name !== name || (mode === 'shared' && lock.mode === 'shared'))

  const pass = (): void => {
    for (const request of waiting) {
      const isFirst = waiting.find(({ name }) => name === request.name) === request
      if (!isFirst || !isFree(request.name, request.mode)) continue
      waiting = waiting.filter((each) => each !== request)
      request.grant()
    }
  }

  return {
    request: (tab, name, options, callback) =>
      new Promise((resolve, reject) => {
        const mode = options.mode ?? 'exclusive'
        const grant = (): void => {
          const lock: Held = {
            tab,
            name,
            mode,
            lose: () => tab.deliver(() => reject(new DOMException('stolen', 'AbortError'))),
          }
          held.push(lock)
          const release = (): void => {
            held = held.filter((each) => each !== lock)
            pass()
          }
          tab.deliver(() => {
            const work = new Promise((done) => {
              done(callback({ name, mode }))
            })
            work.finally(release).then(resolve, reject)
          })
        }
        if (options.steal === true) {
          const lost = held.filter((lock) => lock.name === name)
          held = held.filter((lock) => lock.name !== name)
          for (const lock of lost) lock.lose()
          grant()
          return
        }
        if (
          options.ifAvailable === true &&
          (!isFree(name, mode) || waiting.some((one) => one.name === name))
        ) {
          tab.deliver(() => {
            new Promise((done) => {
              done(callback(null))
            }).then(resolve, reject)
          })
          return
        }
        const request: Waiting = { tab, name, mode, grant }
        options.signal?.addEventListener('abort', () => {
          if (!waiting.includes(request)) return
          waiting = waiting.filter((each) => each !== request)
          reject(options.signal?.reason)
          pass()
        })
        waiting.push(request)
        pass()
      }),
    query: () => ({
      held: held.map(({ name, mode, tab }) => ({ name, mode, clientId: tab.name })),
      pending: waiting.map(({ name, mode, tab }) => ({ name, mode, clientId: tab.name })),
    }),
    forget(tab) {
      held = held.filter((lock) => lock.tab !== tab)
      waiting = waiting.filter((request) => request.tab !== tab)
      pass()
    },
  }
}
