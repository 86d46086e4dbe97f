import type { AppGlobal, ListRow } from '../appTypes'
import { html, type Markup } from '../markup'
import { translate } from '../texts/translate'

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

/** Tells a widget of the ticked rows: `callbacks.contacts.selected`, also in the list of companies. */
export function tellSelected(app: AppGlobal, code: string): void {
  const callback = selectedCallbackOf(app, code)
  if (callback) callback()
}

/** A list row as `APP.data.current_list` and `list_selected()` show it. */
export function countChecked(rows: readonly ListRow[] | false): number {
  return (rows || []).filter((row) => row.checked).length
}

function widgetsWithSelection(app: AppGlobal): [string, string][] {
  return Object.keys(app.widgets.list)
    .filter((code) => selectedCallbackOf(app, code))
    .map((code) => [code, app.widgets.list[code]?.langs.widget?.name ?? code])
}

function selectedCallbackOf(app: AppGlobal, code: string): (() => unknown) | null {
  const callbacks = app.widgets.list[code]?.callbacks
  const group = callbacks?.[app.getBaseEntity() === 'leads' ? 'leads' : 'contacts']
  const selected = typeof group === 'object' ? group['selected'] : null
  return selected ? () => selected.call(group) : null
}
