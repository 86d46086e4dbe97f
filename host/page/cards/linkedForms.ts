import { html, type Markup } from '../markup'
import { icon } from '../shell/icon'
import { translate } from '../texts/translate'
import type { LinkedCard, PageCardAnswer, PageDates } from '../wire'
import { fieldRow } from './fieldRow'
import { formPrefixes } from './formPrefixes'

/**
 * The forms of linked contacts and companies below the main one. Their custom fields bear the same names `CFV[ID]` as
 * the main form's, as in the CRM.
 */
export function linkedForms(answer: PageCardAnswer, dates: PageDates): Markup {
  const cards = [...answer.linkedCompanies, ...answer.linkedContacts]
  return html`<div class="linked-forms js-linked-forms">${cards.map((card) => linkedForm(card, dates))}</div>`
}

function linkedForm({ record, fields }: LinkedCard, dates: PageDates): Markup {
  const isShown = (code: string | null): boolean => code === 'PHONE' || code === 'EMAIL'
  const shown = fields.filter((field) => record.values[field.id] || isShown(field.code))
  const kind = record.entity === 'companies' ? 'company' : 'contact'
  return html`<form class="linked-form" id="linked_form_${record.id}" action="/ajax/${record.entity}/detail/" data-id="${record.id}"
      aria-label="${record.name}" autocomplete="off">
    <div class="linked-form__head">
      <a class="linked-form__link js-navigate-link" href="/${record.entity}/detail/${record.id}" aria-label="${translate(`open.${kind}`)}: ${record.name}">${icon(kind)}</a>
      <input type="text" class="linked-form__name" name="${formPrefixes[record.entity]}[NAME]" value="${record.name}" aria-label="${translate('column.name')}">
    </div>
    <div class="linked-form__fields">${shown.map((field) => fieldRow(field, record.values[field.id], dates))}</div>
  </form>`
}
