import * as fake from 'fake-indexeddb'
import type { Facilities } from './facilities'
import { currentTab } from './simTab'

/** What a browser keeps for a site. */
export interface SimStorage {
  readonly indexedDb: IDBFactory
  readonly local: Storage
}

/** Empty storage of a browser whose `facilities` say how it behaves. */
export const createSimStorage = (facilities: Facilities): SimStorage => {
  const factory = new fake.IDBFactory()
  const open = factory.open.bind(factory)
  factory.open = (...given: Parameters<IDBFactory['open']>) => {
    if (facilities.storage === 'throws') throw new DOMException('forbidden', 'SecurityError')
    if (facilities.storage === 'rejects') return failingRequest()
    if (facilities.storage === 'openHangs') return silentRequest()
    return open(...given)
  }
  return { indexedDb: factory, local: createSimMarks(facilities) }
}

/** `localStorage` or `sessionStorage`. */
export const createSimMarks = (facilities: Facilities): Storage => {
  const values = new Map<string, string>()
  const touch = (): Map<string, string> => {
    if (facilities.marks === 'throws') throw new DOMException('forbidden', 'SecurityError')
    return values
  }
  return {
    get length() {
      return touch().size
    },
    key: (index) => [...touch().keys()][index] ?? null,
    getItem: (key) => touch().get(key) ?? null,
    setItem: (key, value) => void touch().set(key, value),
    removeItem: (key) => void touch().delete(key),
    clear: () => touch().clear(),
  }
}

type Method = (...given: unknown[]) => unknown

/** Makes reads, writes and transactions of the storage behave as the facilities of the tab say that runs then. */
export const installStorageModes = (): void => {
  const replace = (target: object, name: string, behave: (method: Method) => Method): void => {
    const method = Reflect.get(target, name) as Method
    Reflect.set(target, name, behave(method))
  }
  const mode = () => currentTab()?.facilities.storage
  for (const read of ['get', 'getAll', 'openCursor', 'getKey', 'count', 'getAllKeys'])
    replace(
      fake.IDBObjectStore.prototype,
      read,
      (method) =>
        function (this: unknown, ...given) {
          return mode() === 'getHangs' ? silentRequest() : method.apply(this, given)
        },
    )
  replace(
    fake.IDBObjectStore.prototype,
    'put',
    (method) =>
      function (this: unknown, ...given) {
        if (mode() === 'putThrows') throw new DOMException('no room', 'QuotaExceededError')
        return method.apply(this, given)
      },
  )
  replace(
    fake.IDBTransaction.prototype,
    'addEventListener',
    (method) =>
      function (this: unknown, ...given) {
        return mode() === 'doneHangs' && given[0] === 'complete' ? undefined : method.apply(this, given)
      },
  )
}

/** A request of which nobody ever hears again. */
const silentRequest = (): IDBOpenDBRequest =>
  Object.assign(Object.create(fake.IDBOpenDBRequest.prototype) as IDBOpenDBRequest, {
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })

const failingRequest = (): IDBOpenDBRequest => {
  const error = new DOMException('the storage cannot be opened', 'UnknownError')
  const request = Object.create(fake.IDBOpenDBRequest.prototype) as IDBOpenDBRequest
  Object.defineProperty(request, 'error', { value: error })
  return Object.assign(request, {
    addEventListener(type: string, listener: () => void) {
      if (type === 'error') setImmediate(listener)
    },
    removeEventListener: () => undefined,
  })
}
