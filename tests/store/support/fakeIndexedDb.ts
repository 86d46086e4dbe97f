import * as fake from 'fake-indexeddb'
import { vi } from 'vitest'

/** An empty storage of a browser in place of the one before. */
export const useFakeIndexedDb = (): void => {
  for (const [name, value] of Object.entries(fake)) if (name.startsWith('IDB')) vi.stubGlobal(name, value)
  vi.stubGlobal('indexedDB', new fake.IDBFactory())
}

/** A browser that does not let pages store anything. */
export const forbidIndexedDb = (): void => {
  vi.stubGlobal('indexedDB', {
    open() {
      throw new DOMException('forbidden', 'SecurityError')
    },
  })
}

type Put = IDBObjectStore['put']

/** The n-th record that is stored from now on is refused by this name; `vi.restoreAllMocks` ends it. */
export const failPut = (n: number, name: string): void => {
  const put = Object.getOwnPropertyDescriptor(fake.IDBObjectStore.prototype, 'put')?.value as Put
  let calls = 0
  vi.spyOn(fake.IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...given: Parameters<Put>
  ) {
    calls += 1
    if (calls === n) throw new DOMException('refused', name)
    return put.apply(this, given)
  })
}
