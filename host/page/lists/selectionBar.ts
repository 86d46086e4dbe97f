import type { AppGlobal } from '../appTypes'
import { html, type Markup } from '../markup'
import { translate } from '../texts/translate'
import { selectedCallbackOf } from './selectedCallbackOf'

/** The bar over the list's head while rows are ticked: their number, and the widgets that take ticked rows. */
export function selectionBar(app: AppGlobal, count: number): Markup {
  return html`<div class="list-multiple-actions" role="toolbar" aria-label="${translate('selection.title')}">
    <span class="list-multiple-actions__count">${translate('selection.count', { n: count })}</span>
    ${widgetsWithSelection(app).map(
      ([code, name]) =>
        html`<button type="button" class="list-multiple-actions__item js-widget-selected" data-code="${code}">${name}</button>`,
    )}
    <button type="button" class="list-multiple-actions__item js-selection-clear">${translate('selection.clear')}</button>
  </div>`
}

function widgetsWithSelection(app: AppGlobal): [string, string][] {
  return Object.keys(app.widgets.list)
    .filter((code) => selectedCallbackOf(app, code))
    .map((code) => [code, app.widgets.list[code]?.langs.widget?.name ?? code])
}
