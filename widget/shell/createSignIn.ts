import { readAt } from './page/readAt'

/** The CRM's own sign-in window. */
export interface HostSignIn {
  readonly isOpen: () => boolean
}

/**
 * Looks whether the CRM's own sign-in window stands over the page: it shows one where it could not renew the session, and goes on in the
 * same page once somebody has signed in (HOST: `APP.auth_modal`, `#session_end_modal`). Where the page tells neither, the client asks the
 * CRM itself after a while.
 */
export const createSignIn = (app: () => unknown): HostSignIn => ({
  isOpen: () => Boolean(readAt(app(), 'auth_modal')) || isDrawn(),
})

const isDrawn = (): boolean => {
  const drawn = document.querySelector('#session_end_modal')
  return drawn !== null && getComputedStyle(drawn).display !== 'none'
}
