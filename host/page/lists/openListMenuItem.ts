import { html } from '../markup'
import { openMessage } from '../shell/openMessage'
import { translate, type TextKey } from '../texts/translate'
import type { ListColumn } from './listColumns'
import { openColumnsModal } from './openColumnsModal'

export interface ListMenuFacts {
  columns: readonly ListColumn[]
  shown: readonly string[]
  /** Where the rows can be had as a file; null for a user without the export right. */
  exportUrl: string | null
  applyColumns: (keys: string[]) => void
}

const absent: readonly [string, TextKey][] = [
  ['js-list-import', 'menu.import'],
  ['js-list-triggers', 'menu.triggers'],
  ['js-list-duplicate-contacts-search', 'menu.duplicates'],
]

/** Does what a stock item of the list's "…" menu stands for; an item of a widget is left to the widget. */
export function openListMenuItem(item: Element, facts: ListMenuFacts): void {
  if (item.classList.contains('js-list-print')) window.print()
  if (item.classList.contains('js-list-settings'))
    openColumnsModal(facts.columns, facts.shown, facts.applyColumns)
  if (item.classList.contains('js-list-export')) openExport(facts.exportUrl)
  const missing = absent.find(([className]) => item.classList.contains(className))
  if (missing) openMessage(translate(missing[1]), html`<p>${translate('absent')}</p>`)
}

function openExport(url: string | null): void {
  const content = url
    ? html`<p>${translate('export.text')}</p><p><a class="button-input button-input_blue" href="${url}" download><span class="button-input-inner__text">${translate('export.csv')}</span></a></p>`
    : html`<p>${translate('export.denied')}</p>`
  openMessage(translate('menu.export'), content)
}
