import { type UserKey, USER_IDS } from '../account/defaultUsers'
import type { HostContext } from '../api/hostContext'

/** The session of the page as `/__host/session` tells it. */
export function sessionAnswer({ session, sessionUser }: HostContext): Record<string, unknown> {
  const { healsAt = null } = session.stale ?? {}
  return {
    user: sessionUser.id,
    name: sessionUser.name,
    expired: session.expired,
    stale: session.stale !== null,
    healAfterMs: healsAt === null ? null : Math.max(0, Math.round(healsAt - performance.now())),
  }
}

/**
 * Takes `{user}`, `{expired}`, `{stale, healAfterMs}`: another user's session is a fresh one; a stale one answers 401 until
 * it heals after `healAfterMs`, or without that until the user signs in. Null, or what does not fit.
 */
export function changeSession(
  context: HostContext,
  given: Record<string, unknown>,
): { path: string; message: string } | null {
  const { user, expired, stale, healAfterMs } = given
  if (user === undefined && typeof expired !== 'boolean' && typeof stale !== 'boolean')
    return { path: 'user', message: 'нужен user, expired или stale' }
  if (healAfterMs !== undefined && !(typeof healAfterMs === 'number' && healAfterMs >= 0))
    return { path: 'healAfterMs', message: 'нужны миллисекунды' }
  if (user !== undefined) {
    const id = typeof user === 'string' && user in USER_IDS ? USER_IDS[user as UserKey] : Number(user)
    if (!context.store.user(id)) return { path: 'user', message: 'такого пользователя нет' }
    context.session.userId = id
    context.session.expired = false
    context.session.stale = null
  }
  if (typeof expired === 'boolean') context.session.expired = expired
  if (typeof stale === 'boolean') {
    const healsAt = typeof healAfterMs === 'number' ? performance.now() + healAfterMs : null
    context.session.stale = stale ? { healsAt } : null
  }
  return null
}
