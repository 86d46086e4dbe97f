import { html, type Markup } from '../../markup'
import { translate } from '../../texts/translate'
import { attribute, classes, type ControlParams, raw, textOf } from './controlParams'

/** `button`: `text, text_short, blue, class_name, inner_class_name, disabled, type, id, title, additional_data`. */
export function drawButton(params: ControlParams): Markup {
  const { blue, disabled, class_name: own, inner_class_name: inner, should_be_raw: isRaw } = params
  const name = classes(
    'button-input',
    blue ? 'button-input_blue' : '',
    disabled ? 'button-input-disabled' : '',
    own,
  )
  const short = textOf(params['text_short'])
  const text = isRaw ? raw(params['text']) : html`${textOf(params['text'])}`
  return html`<button type="${textOf(params['type']) || 'button'}"${gap(params)} class="${name}" tabindex="${textOf(params['tab_index'])}"${attribute(
    'id',
    params['id'],
  )}${attribute('title', params['title'])}><span class="${classes('button-input-inner', inner)}">${
    short && html`<span class="button-input-inner__text button-input-inner__text_short">${short}</span>`
  }${textOf(params['text']) && html`<span class="button-input-inner__text">${text}</span>`}</span></button>`
}

/** `cancel_button`: as `button`; without a text it says «Отменить». */
export function drawCancelButton(params: ControlParams): Markup {
  const text = 'text' in params ? textOf(params['text']) : translate('cancel')
  return html`<button type="button"${gap(params)} class="${classes('button-input button-cancel', params['class_name'])}" tabindex="${textOf(
    params['tab_index'],
  )}"${attribute('id', params['id'])}${attribute('style', params['hidden'] ? 'display: none;' : '')}><span>${text}</span></button>`
}

/** `delete_button`: a trash can and a text. */
export function drawDeleteButton(params: ControlParams): Markup {
  return html`<span${attribute('id', params['id'])} class="${classes('button-delete', params['class_name'])}"><span class="icon icon-delete-trash"></span>${textOf(
    params['text'],
  )}</span>`
}

function gap(params: ControlParams): Markup {
  const more = textOf(params['additional_data'])
  return raw(more && ` ${more}`)
}
