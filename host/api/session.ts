import type { WireUser } from '../account/wireAccount'
import type { HostContext } from './hostContext'

/** Name of the page's session cookie. */
export const SESSION_COOKIE = 'session_id'

/** Cookie by which the page learns from any answer that its session's short-lived key is over. */
export const AUTH_LOST_COOKIE = 'is_auth_lost'

/** Who makes a request, as far as its headers tell. */
export type Caller =
  | { kind: 'token'; key: string; token: string }
  | { kind: 'cookie'; key: string }
  | { kind: 'nobody'; key: string }

/** Reads the session of a request: a bearer token, else the cookie. `key` names the bucket of the rate limit. */
export function callerOf(headers: Headers): Caller {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('Authorization') ?? '')?.[1]
  if (bearer !== undefined) return { kind: 'token', key: `token ${bearer}`, token: bearer }
  const cookie = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;]+)`).exec(headers.get('Cookie') ?? '')?.[1]
  return cookie === undefined
    ? { kind: 'nobody', key: 'nobody' }
    : { kind: 'cookie', key: `cookie ${cookie}` }
}

/**
 * The user that a request acts for, or null when it has no session. Any cookie is the page's session while that has
 * not ended; a known token is the admin, or the user in `X-Context-User-ID` (unknown and free ones are refused).
 */
export function userOf(context: HostContext, headers: Headers): WireUser | null {
  const caller = callerOf(headers)
  if (caller.kind === 'nobody') return null
  if (caller.kind === 'cookie') return isOpen(context) ? context.sessionUser : null
  if (!context.tokens.access.has(caller.token)) return null
  const admin = context.store.users.find((user) => user.rights.is_admin) ?? null
  const asked = headers.get('X-Context-User-ID')
  if (asked === null) return admin
  const user = context.store.user(Number(asked))
  return user && !user.rights.is_free ? user : null
}

/** Whether the page's session lets calls through; a stale one that heals by itself is renewed here when it is time. */
function isOpen({ session }: HostContext): boolean {
  const healsAt = session.stale?.healsAt ?? null
  if (healsAt !== null && performance.now() >= healsAt) session.stale = null
  return !session.expired && session.stale === null
}

/** Whether the session is about to be renewed without its user. */
export function healsSoon({ session }: HostContext): boolean {
  return !session.expired && session.stale !== null && session.stale.healsAt !== null
}

/** Marks a refusal for the page where only the short-lived key is over. */
export function markAuthLost({ session }: HostContext, answer: Response): Response {
  if (session.stale === null || session.expired) return answer
  answer.headers.append('Set-Cookie', `${AUTH_LOST_COOKIE}=1; Path=/; SameSite=Lax`)
  return answer
}
