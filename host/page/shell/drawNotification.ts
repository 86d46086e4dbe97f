import type { NotificationParams } from '../appTypes'
import { createElement, html } from '../markup'
import { translate } from '../texts/translate'

const SHOWN_MS = 10_000

/** Shows a message at the bottom right of the page; it goes by its cross or after ten seconds. */
export function drawNotification(params: NotificationParams, kind: 'message' | 'error'): void {
  const inner = typeof params.text === 'object' ? params.text : { header: params.header, text: params.text }
  const note =
    createElement(html`<div class="notification notification_${kind}" role="${kind === 'error' ? 'alert' : 'status'}">
      <div class="notification__header">${inner.header}</div>
      <div class="notification__text">${inner.text}</div>
      ${params.link ? html`<a class="notification__link" href="${params.link}">${params.link}</a>` : null}
      <button type="button" class="notification__close" aria-label="${translate('modal.close')}"></button>
    </div>`)
  note.querySelector('.notification__close')?.addEventListener('click', () => note.remove())
  stack().append(note)
  window.setTimeout(() => note.remove(), SHOWN_MS)
}

function stack(): Element {
  const known = document.querySelector('.notifications-stack')
  if (known) return known
  const made = createElement(html`<div class="notifications-stack"></div>`)
  document.body.append(made)
  return made
}
