import type { AppGlobal, NotificationParams } from '../../appTypes'
import { callAndTell } from '../callSafely'

type NotificationCallback = (data: Record<string, unknown>) => void

/**
 * Gives the page `APP.addNotificationCallback(code, callback)`: what goes into the notification centre (`add_call`,
 * `add_error`) is told to every widget that subscribed and is still there (RU:notifications/js-subscribe).
 */
export function addNotificationCallbacks(app: AppGlobal): void {
  const callbacks = new Map<string, NotificationCallback>()
  const addNotificationCallback = (code: string, callback: NotificationCallback): void => {
    callbacks.set(code, callback)
  }
  Object.assign(app, { addNotificationCallback })
  for (const name of ['add_call', 'add_error'] as const) {
    const show = app.notifications[name]
    app.notifications[name] = (params, ...rest: unknown[]) => {
      show.call(app.notifications, params, ...(rest as []))
      const data = notificationOf(params, name === 'add_call')
      for (const [code, callback] of callbacks) {
        if (app.widgets.list[code]) callAndTell(code, 'addNotificationCallback', () => callback(data))
      }
    }
  }
}

function notificationOf(
  { header, text, date, link }: NotificationParams,
  isCall: boolean,
): Record<string, unknown> {
  const id = crypto.randomUUID()
  const at = date ?? Math.floor(Date.now() / 1000)
  const words = typeof text === 'object' ? text.text : text
  return {
    id,
    uuid: id,
    notification_id: id,
    entity: null,
    linked_entity: null,
    created_at: at,
    updated_at: at,
    is_read: false,
    silent: false,
    body: {
      title: header ?? '',
      icon: { call: isCall, value: '' },
      rows: [{ style: 'default', text: words ?? '', class_height: 'h3' }],
      actions: { click: { url: link ?? '' }, buttons: [], read_on_show: true },
    },
    click: { type: 'url', value: link ?? '' },
    notification: true,
  }
}
