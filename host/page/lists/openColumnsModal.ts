import { html, type Markup } from '../markup'
import { Modal } from '../modal/Modal'
import { translate } from '../texts/translate'
import type { ListColumn } from './listColumns'

/** «Настройки списка»: which columns stand in the list, in which order. `apply` gets the keys from left to right. */
export function openColumnsModal(
  columns: readonly ListColumn[],
  shown: readonly string[],
  apply: (keys: string[]) => void,
): Modal {
  const byKey = new Map(columns.map((column) => [column.key, column]))
  const chosen = shown.flatMap((key) => byKey.get(key) ?? [])
  const rest = columns.filter((column) => !shown.includes(column.key))
  const modal: Modal = new Modal({
    class_name: 'modal-list modal-list-settings',
    init($body) {
      $body.html(body(chosen, rest).source).trigger('modal:loaded').trigger('modal:centrify')
      $body.on('click', '.js-column-up', (event) => moveUp(event.currentTarget as HTMLElement))
      $body.on('click', '.js-modal-accept', () => {
        const keys = $body
          .find<HTMLInputElement>('input.js-column:checked')
          .toArray()
          .map((input) => input.value)
        modal.destroy()
        apply(keys)
      })
    },
  })
  return modal
}

function body(chosen: readonly ListColumn[], rest: readonly ListColumn[]): Markup {
  return html`<div class="modal-body__inner list-settings">
    <button type="button" class="modal-body__close" aria-label="${translate('modal.close')}"></button>
    <h2 class="modal-body__caption">${translate('menu.settings')}</h2>
    <p class="list-settings__hint">${translate('columns.hint')}</p>
    <ul class="list-settings__columns custom-scroll">${chosen.map((column) => line(column, true))}${rest.map((column) => line(column, false))}</ul>
    <div class="modal-body__actions">
      <button type="button" class="button-input button-input_blue js-modal-accept"><span class="button-input-inner__text">${translate('save')}</span></button>
      <button type="button" class="button-input button-cancel"><span>${translate('cancel')}</span></button>
    </div></div>`
}

function line(column: ListColumn, isShown: boolean): Markup {
  const input = isShown
    ? html`<input type="checkbox" class="js-column" value="${column.key}" checked>`
    : html`<input type="checkbox" class="js-column" value="${column.key}">`
  return html`<li class="list-settings__column">
    <label class="control-checkbox"><span class="control-checkbox__body">${input}<span
      class="control-checkbox__helper"></span></span><span class="control-checkbox__text">${column.title}</span></label>
    <button type="button" class="list-settings__up js-column-up" aria-label="${translate('columns.up', { name: column.title })}">↑</button></li>`
}

function moveUp(button: HTMLElement): void {
  const item = button.closest('li')
  if (!item?.previousElementSibling) return
  item.previousElementSibling.before(item)
  button.focus()
}
