import type { AppGlobal, NotificationParams } from '../appTypes'
import type { PageSwitches } from '../wire'
import { drawNotification } from './drawNotification'

type Inbox = NonNullable<AppGlobal['inbox']>

/** `late` is never a race: who looks at a page before its centre has come has the time, and a test moves the page's clock. */
const INBOX_MS = { soon: 400, late: 600_000 } as const

/**
 * `APP.notifications`: it is there before the notification centre that shows what it is told, and throws until then
 * (HOST).
 */
export function createNotifications(inboxNow: () => AppGlobal['inbox']): AppGlobal['notifications'] {
  const show = (params: NotificationParams, kind: 'message' | 'error'): void => {
    // The CRM's own code looks no further than this: without its other chunk it breaks here.
    ;(inboxNow() as Inbox).showNotification(params, kind)
  }
  return {
    show_message: (params) => show(params, 'message'),
    show_message_error: (params) => show(params, 'error'),
    show_notification: (params) => show(params, params.type === 'error' ? 'error' : 'message'),
    add_error: (params) => show(params, 'error'),
    add_call: (params) => show(params, 'message'),
  }
}

/** Brings the notification centre after a moment, after a long one, or never. */
export function bringInbox(app: AppGlobal, when: PageSwitches['inbox']): void {
  if (when === 'never') return
  window.setTimeout(() => {
    app.inbox = { showNotification: drawNotification }
  }, INBOX_MS[when])
}
