import * as fake from 'fake-indexeddb'
import { countImmediates } from './createSimClock'
import { installStorageModes } from './createSimStorage'
import { SimXhr } from './SimXhr'
import { currentTab, type SimTab } from './simTab'

let isInstalled = false

/**
 * Gives this process the globals of a browser's page, each answered by the tab whose code uses it; outside of tabs everything stays as it is.
 * Has to come before the widget is loaded: axios looks once whether there is an `XMLHttpRequest`.
 */
export const installGlobals = (): void => {
  if (isInstalled) return
  isInstalled = true
  countImmediates()
  for (const [name, value] of Object.entries(fake))
    if (name.startsWith('IDB')) Reflect.set(globalThis, name, value)
  installStorageModes()
  Reflect.set(globalThis, 'XMLHttpRequest', SimXhr)
  installTimes()
  define('window', pageOf)
  define('document', (tab) => tab && emptyDocument)
  define('navigator', (tab) =>
    tab === undefined || tab.facilities.locks === 'absent' ? {} : navigatorOf(tab),
  )
  define('localStorage', (tab) => tab?.storage.local)
  define('sessionStorage', (tab) => tab?.session)
  define('indexedDB', (tab) => (tab?.facilities.storage === 'absent' ? undefined : tab?.storage.indexedDb))
  define('BroadcastChannel', (tab) =>
    tab?.facilities.channel === 'absent' ? undefined : SimBroadcastChannel,
  )
}

const define = (name: string, read: (tab: SimTab | undefined) => unknown): void => {
  Object.defineProperty(globalThis, name, { configurable: true, get: () => read(currentTab()) })
}

const installTimes = (): void => {
  const real = {
    dateNow: Date.now.bind(Date),
    performanceNow: performance.now.bind(performance),
    random: Math.random.bind(Math),
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    timeout: AbortSignal.timeout.bind(AbortSignal),
  }
  Date.now = () => currentTab()?.dateNow() ?? real.dateNow()
  performance.now = () => currentTab()?.performanceNow() ?? real.performanceNow()
  Math.random = () => currentTab()?.random() ?? real.random()
  const startTimer = (callback: () => void, delay = 0, ...given: unknown[]): unknown =>
    currentTab()?.startTimer(callback, delay) ?? real.setTimeout(callback, delay, ...given)
  const stopTimer = (timer: unknown): void => {
    const tab = currentTab()
    if (tab !== undefined && typeof timer === 'number') tab.stopTimer(timer)
    else real.clearTimeout(timer as NodeJS.Timeout)
  }
  Reflect.set(globalThis, 'setTimeout', startTimer)
  Reflect.set(globalThis, 'clearTimeout', stopTimer)
  AbortSignal.timeout = (delay) => {
    const tab = currentTab()
    if (tab === undefined) return real.timeout(delay)
    const abort = new AbortController()
    tab.startTimer(() => abort.abort(new DOMException('in time', 'TimeoutError')), delay)
    return abort.signal
  }
  const { debug } = console
  Reflect.set(console, 'debug', (...given: readonly unknown[]) => {
    if (currentTab() === undefined) debug(...given)
  })
  // A wait for shared memory takes real time; without it page timers alone drive the widget's clock.
  Reflect.set(Atomics, 'waitAsync', undefined)
}

const page = {
  setTimeout: (callback: () => void, delay?: number) => setTimeout(callback, delay),
  clearTimeout: (timer: number) => clearTimeout(timer),
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}

const pageOf = (tab: SimTab | undefined): unknown => tab && page

/** A page on which nothing is drawn. */
const emptyDocument = {
  visibilityState: 'visible',
  querySelector: () => null,
  querySelectorAll: () => [],
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}

const navigatorOf = (tab: SimTab) => ({
  onLine: true,
  locks: {
    request: (name: string, ...given: readonly unknown[]) => {
      const callback = given.at(-1) as (lock: unknown) => unknown
      const options = (given.length > 1 ? given[0] : {}) as object
      const mode = tab.facilities.locks
      if (mode === 'throws') throw new DOMException('no locks here', 'SecurityError')
      if (mode === 'rejects') return Promise.reject(new DOMException('no locks here', 'SecurityError'))
      if (mode === 'hangs') return new Promise(() => undefined)
      return tab.locks.request(tab, name, options, callback)
    },
    query: () => {
      const mode = tab.facilities.locks
      if (mode === 'throws') throw new DOMException('no locks here', 'SecurityError')
      if (mode === 'rejects') return Promise.reject(new DOMException('no locks here', 'SecurityError'))
      return mode === 'hangs' ? new Promise(() => undefined) : Promise.resolve(tab.locks.query())
    },
  },
})

/** Gives the tab's own channel in place of itself. */
const SimBroadcastChannel = function (name: string): object {
  const tab = currentTab()
  if (tab === undefined) throw new Error('a channel outside of all tabs')
  if (tab.facilities.channel === 'throws') throw new DOMException('no channels here', 'SecurityError')
  return tab.channels.open(tab, name)
}
