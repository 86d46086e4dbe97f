import { createElement, drawInto, findElement, html, type Markup } from '../../markup'
import { translate } from '../../texts/translate'
import type { WidgetEvent } from './tellWidget'

/**
 * Draws the widgets' log into the corner of the page: a line for what was told last, all of it after a press.
 * `clear` forgets the events.
 */
export function drawWidgetLog(events: readonly WidgetEvent[], clear: () => void): void {
  const log = document.querySelector('.widget-log') ?? create(clear)
  const errors = events.filter(({ kind }) => kind === 'error').length
  findElement(log, '.widget-log__count').textContent = String(errors || events.length)
  log.classList.toggle('widget-log_notes', errors === 0)
  drawInto(findElement(log, '.widget-log__list'), html`${events.toReversed().map(eventMarkup)}`)
}

function create(clear: () => void): HTMLElement {
  const log = createElement(html`<aside class="widget-log" role="log" aria-label="${translate('widgets')}">
    <div class="widget-log__head"><button type="button" class="widget-log__toggle" aria-expanded="false">${translate('widgets')}
      <span class="widget-log__count"></span></button>
      <button type="button" class="widget-log__clear">${translate('widgetLog.clear')}</button></div>
    <ul class="widget-log__list"></ul></aside>`)
  const toggle = findElement(log, '.widget-log__toggle')
  toggle.addEventListener('click', () => {
    const isOpen = log.classList.toggle('widget-log_open')
    toggle.setAttribute('aria-expanded', String(isOpen))
  })
  findElement(log, '.widget-log__clear').addEventListener('click', () => {
    clear()
    log.remove()
  })
  document.body.append(log)
  return log
}

function eventMarkup({ kind, code, place, message, stack, times }: WidgetEvent): Markup {
  return html`<li class="widget-log__event widget-log__event_${kind}" data-code="${code}" data-place="${place}">
    <div class="widget-log__place"><b>${code}</b> ${place}${times > 1 ? ` ×${times}` : ''}</div>
    <div class="widget-log__message">${message}</div>${stack === '' ? null : html`<pre class="widget-log__stack">${stack}</pre>`}</li>`
}
