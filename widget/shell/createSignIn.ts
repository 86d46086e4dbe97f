import { attempt, readAt } from './page/readAt'

/** The CRM's own sign-in window, and whose page it stands over. */
export interface HostSignIn {
  readonly isOpen: () => boolean
  /** 0 where the page does not say. */
  readonly userId: () => number
}

/**
 * Looks whether the CRM's own sign-in window stands over the page: it shows one where it could not renew the session, and goes on in the
 * same page once somebody has signed in (HOST: `APP.auth_modal`, `#session_end_modal`). Where the page tells neither, the client asks the
 * CRM itself after a while.
 */
export const createSignIn = (app: () => unknown, userId: () => number): HostSignIn => ({
  isOpen: () => Boolean(readAt(app(), 'auth_modal')) || isDrawn(),
  userId: () => {
    const id = attempt(userId) ?? 0
    return Number.isInteger(id) && id > 0 ? id : 0
  },
})

const isDrawn = (): boolean => {
  const drawn = document.querySelector('#session_end_modal')
  return drawn !== null && getComputedStyle(drawn).display !== 'none'
}
