import { fetchJson } from '../fetchJson'

const POLL_MS = 60_000

/** Whether a call (or a widget's long work) holds the page's own reload off. */
export interface ReleaseWatch {
  /** One flag for all: whoever sets it last is heard. */
  setCallingStatus(isCalling: boolean): void
  getCallingStatus(): boolean
}

/**
 * Reloads the page after a release of the CRM: the version is asked each minute and when the window gets the focus.
 * While `APP.sdk.setCallingStatus(true)` stands the reload waits; it comes when the status is taken back.
 */
export function watchRelease(version: number, reload: () => void): ReleaseWatch {
  let isCalling = false
  let isDue = false
  const reloadIfFree = (): void => {
    if (isDue && !isCalling) reload()
  }
  const ask = async (): Promise<void> => {
    const answer = await fetchJson<{ version: number }>('/ajax/page/version')
    isDue = answer.version !== version
    reloadIfFree()
  }
  const askQuietly = (): void => {
    ask().catch(() => undefined)
  }
  window.setInterval(askQuietly, POLL_MS)
  window.addEventListener('focus', askQuietly)
  return {
    setCallingStatus(status) {
      isCalling = status
      reloadIfFree()
    },
    getCallingStatus: () => isCalling,
  }
}
