import type { HostApp } from './hostTypes'

/** The CRM's own sign-in window, and whose page it stands over. */
export interface HostSignIn {
  readonly isOpen: () => boolean
  /** 0 where the page does not say. */
  readonly userId: () => number
}

/**
 * Looks whether the CRM's own sign-in window stands over the page: it shows one where it could not renew the session, and goes on in the
 * same page once somebody has signed in (HOST: `APP.auth_modal`, `#session_end_modal`).
 */
export const createSignIn = (app: () => HostApp | null, userId: () => number): HostSignIn => ({
  isOpen: () => isMade(app) || isDrawn(),
  userId: () => {
    try {
      const id = userId()
      return Number.isInteger(id) && id > 0 ? id : 0
    } catch {
      // Nobody can be compared with whoever signs in: the run's own check of the user stays.
      return 0
    }
  },
})

/** Without this value there is still the window's own element, and the client asks the CRM itself after a while. */
const isMade = (app: () => HostApp | null): boolean => {
  try {
    return Boolean(app()?.auth_modal)
  } catch {
    // The page's own getter threw: nothing is known of the window by it.
    return false
  }
}

const isDrawn = (): boolean => {
  const drawn = document.querySelector('#session_end_modal')
  return drawn !== null && getComputedStyle(drawn).display !== 'none'
}
