import $ from 'jquery'
import { hostWindow } from '../../hostWindow'
import { createElement, html } from '../../markup'

/** What a widget does with a phone or an e-mail that was pressed. */
export type FieldAction = (params: { value: string; type: string }) => void

type ActionType = 'phone' | 'email'

/** `APP.widgets.cf_actions`: type → code of a widget → what it does (HOST). */
type FieldActions = Partial<Record<ActionType, Record<string, FieldAction>>>

/** The documents spell the one type both ways. */
const types: Readonly<Record<string, ActionType>> = { phone: 'phone', email: 'email', 'e-mail': 'email' }
const fieldCodes: Readonly<Record<string, ActionType>> = { PHONE: 'phone', EMAIL: 'email' }

/** Keeps what a widget does with phones or e-mails; another type and what is no function are left out (HOST). */
export function addFieldAction(type: string, code: string, action: FieldAction): void {
  const known = types[type]
  if (!known || typeof action !== 'function') return
  const actions = actionsOf()
  actions[known] = { ...actions[known], [code]: action }
}

/** Phones and e-mails in cells of a list, and beside inputs of a card, call the widgets' actions when they are pressed. */
export function mountFieldActions(): void {
  $(document)
    .on('click', '.list-row__cell[data-field^="cf:"] .list-row__cell__inner', (event) => {
      const $cell = $(event.currentTarget as Element).closest('[data-field]')
      const type = typeOfField(String($cell.data('field')).slice(3))
      const value = pressedPart(event.currentTarget as Element, event)
      if (type && value) for (const [, act] of liveActions(type)) act({ value, type })
    })
    .on('focusin', '.linked-form__field-pei input[type="text"]', ({ currentTarget }) => {
      const input = currentTarget as HTMLInputElement
      $('.tips_cf-actions').remove()
      const type = typeOfField(String($(input).closest('[data-id]').data('id')))
      if (!type || input.value === '' || liveActions(type).length === 0) return
      input.after(
        createElement(
          html`<div class="tips tips_cf-actions">${liveActions(type).map(
            ([code]) =>
              html`<button type="button" class="tips-item js-cf-action" data-code="${code}" data-type="${type}">${nameOf(code)}</button>`,
          )}</div>`,
        ),
      )
    })
    .on('click', '.js-cf-action', ({ currentTarget }) => {
      const { code = '', type = '' } = (currentTarget as HTMLElement).dataset
      const input = $(currentTarget as Element)
        .closest('.tips_cf-actions')
        .prev('input')
      actionsOf()[type as ActionType]?.[code]?.({ value: String(input.val()), type })
    })
    .on('controls:hide', (_event, target?: Element) => {
      $('.tips_cf-actions')
        .not($(target ?? []).closest('.tips_cf-actions'))
        .remove()
    })
}

function actionsOf(): FieldActions {
  const widgets = hostWindow().APP.widgets as unknown as { cf_actions?: FieldActions }
  return (widgets.cf_actions ??= {})
}

/** The actions of the widgets that are on the page now. */
function liveActions(type: ActionType): readonly [string, FieldAction][] {
  const { list } = hostWindow().APP.widgets
  return Object.entries(actionsOf()[type] ?? {}).filter(([code]) => code in list)
}

function nameOf(code: string): string {
  return hostWindow().APP.widgets.list[code]?.langs.widget?.name ?? code
}

function typeOfField(id: string): ActionType | undefined {
  const account = hostWindow().APP.constant('account') as { cf?: Record<string, { CODE?: string | null }> }
  return fieldCodes[account.cf?.[id]?.CODE ?? '']
}

/** A cell joins its values with commas: the one under the pointer, the first for a press without a place. */
function pressedPart(cell: Element, event: JQuery.TriggeredEvent): string {
  const text = cell.textContent ?? ''
  const { clientX = 0, clientY = 0 } = event
  const range = document.caretRangeFromPoint(clientX, clientY)
  const at = range && cell.contains(range.startContainer) ? range.startOffset : 0
  const before = text.slice(0, at).split(',').length - 1
  return (text.split(',')[before] ?? '').trim()
}
