import type { AppGlobal } from '../appTypes'
import { html } from '../markup'
import { openMessage } from './openMessage'

const WAIT_MS = 100
const WAITS = 10

/** Tells of a failure by a notification; where the notification centre does not come in a moment, by a window. */
export function tellError(app: AppGlobal, header: string, text: string, waits = WAITS): void {
  if (app.inbox) app.notifications.show_message_error({ header, text })
  else if (waits === 0) openMessage(header, html`<p>${text}</p>`)
  else window.setTimeout(() => tellError(app, header, text, waits - 1), WAIT_MS)
}
