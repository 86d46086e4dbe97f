import type { AppGlobal } from '../appTypes'
import { html } from '../markup'
import { openMessage } from './openMessage'

/** Tells of a failure by a notification, or by a window where the notification centre is not there. */
export function tellError(app: AppGlobal, header: string, text: string): void {
  if (app.inbox) app.notifications.show_message_error({ header, text })
  else openMessage(header, html`<p>${text}</p>`)
}
