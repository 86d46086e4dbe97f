import { formatCount } from '../format/formatCount'
import { html, type Markup } from '../markup'
import { translate } from '../texts/translate'
import type { ListCode } from '../wire'

export interface ListFooterFacts {
  list: ListCode
  total: number
  page: number
  limit: number
  language: string
}

const limits = [20, 50, 100]

/** The footer of a list: count, pages, rows a page. */
export function listFooter({ list, total, page, limit, language }: ListFooterFacts): Markup {
  const last = Math.max(1, Math.ceil(total / limit))
  const previous = pageButton(page - 1, '‹', page > 1, translate('pager.previous'))
  const next = pageButton(page + 1, '›', page < last, translate('pager.next'))
  return html`<div class="list__footer" role="navigation">
    <span class="list__footer__count">${formatCount(total, list, language)}</span>
    <div class="pagination">${previous}
      <label class="pagination__page">${translate('pager.page')} <input type="number" class="text-input js-page-number" min="1"
        max="${last}" value="${page}"> ${translate('pager.of', { n: last })}</label>${next}</div>
    <label class="list__footer__limit">${translate('pager.limit')} <select class="js-page-limit">${limits.map(
      (one) => (one === limit ? html`<option selected>${one}</option>` : html`<option>${one}</option>`),
    )}</select></label>
  </div>`
}

function pageButton(page: number, sign: string, isOn: boolean, label: string): Markup {
  return isOn
    ? html`<button type="button" class="pagination-link js-page" data-page="${page}" aria-label="${label}">${sign}</button>`
    : html`<button type="button" class="pagination-link" disabled aria-label="${label}">${sign}</button>`
}
