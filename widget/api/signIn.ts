/** What the client asks of the page about the session of the CRM; the page renews it by itself and signs in within the same page. */
export interface SignIn {
  /** The CRM's own sign-in window stands over the page: until it is gone no request can succeed. */
  readonly isOpen: () => boolean
  /** Id of the user whose page this is; 0 where the page does not name him, so that nothing can be compared. */
  readonly userId: () => number
}

/** What the requests wait for: the page renews the session, the user signs in in the CRM's own window, or nothing. */
export type SessionWait = 'renewal' | 'signIn' | null
