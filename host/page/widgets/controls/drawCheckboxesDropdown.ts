import { html, type Markup } from '../../markup'
import { translate } from '../../texts/translate'
import { pluralForm } from '../../twig/pluralForm'
import { attribute, classes, type ControlParams, entriesOf, textOf } from './controlParams'
import { drawCheckbox } from './drawCheckbox'

let lastNumber = 0

/**
 * `checkboxes_dropdown`: `items [{id, option, name, is_checked, bg_color, active, readonly}], name, name_is_array,
 * title_empty, title_numeral, class_name, small, disabled, id`. Its title lists what is chosen.
 */
export function drawCheckboxesDropdown(params: ControlParams): Markup {
  return drawDropdown(params, 'js-control-checkboxes_dropdown', listChosen(params))
}

/** `checkboxes_dropdown/values_title`: the same with a title that counts what is chosen, at first `title`. */
export function drawValuesTitle(params: ControlParams): Markup {
  const title = textOf(params['title'])
  return drawDropdown(
    params,
    'js-control-checkboxes_dropdown_values',
    title === '' ? listChosen(params) : [title],
  )
}

function drawDropdown(params: ControlParams, kind: string, titles: readonly string[]): Markup {
  const { small, disabled } = params
  const items = entriesOf(params['items'])
  const checked = items.filter((item) => item['is_checked']).length
  const isLocked = Boolean(params['readonly']) || Boolean(disabled)
  const master = {
    class_name: 'checkboxes_dropdown__checkbox_master icon-checkbox js-master-checkbox-wrapper',
    input_class_name: 'js-form-changes-skip js-master-checkbox',
    checked: checked > 0,
    checked_minus: checked > 0 && checked < items.length,
    small,
    disabled,
    additional_data: `aria-label="${translate('controls.all')}"`,
  }
  return html`<div class="${classes('checkboxes_dropdown', params['class_name'], kind)}"${attribute('id', params['id'])}><div class="${classes(
    'checkboxes_dropdown__list custom-scroll',
    params['list_class_name'],
  )}"><div class="checkboxes_dropdown__item">${drawCheckbox({
    class_name: 'checkboxes_dropdown__label js-master-checkbox-wrapper',
    input_class_name: 'js-form-changes-skip js-master-checkbox',
    text_class_name:
      'js-select-all-text checkboxes_dropdown__label_title checkboxes_dropdown__label_title-not_active',
    text: translate(checked > 0 ? 'controls.none' : 'controls.all'),
    checked: checked > 0,
    checked_minus: checked > 0 && checked < items.length,
    small,
    disabled,
  })}</div>${items.map((item) => drawItem(item, params))}</div><div class="${classes(
    'checkboxes_dropdown__title_wrapper',
    isLocked ? 'js-checkboxes_dropdown_disabled' : '',
  )}"${attribute('tabindex', isLocked ? '' : '0')}>${drawCheckbox(master)}<span class="checkboxes_dropdown__title-selected"><span class="checkboxes_dropdown__title" data-numeral="${textOf(
    params['title_numeral'],
  )}" data-title-empty="${textOf(params['title_empty'])}">${titles.map(
    (title) =>
      html`<div class="checkboxes_dropdown__title-item"${attribute('data-title-before', params['title_before'])}>${title}</div>`,
  )}</span></span><span class="checkboxes_dropdown_icon icon-v-ico-2"></span></div></div>`
}

function drawItem(
  item: ControlParams,
  { name, name_is_array: isArray, small, disabled }: ControlParams,
): Markup {
  const isFaint = item['active'] === 'N' || Boolean(item['readonly'])
  lastNumber += 1
  return html`<div class="checkboxes_dropdown__item"${attribute(
    'style',
    textOf(item['bg_color']) && `background-color: ${textOf(item['bg_color'])}`,
  )}>${drawCheckbox({
    id: `cbx_drop_${textOf(item['prefix']) || `${textOf(item['id'])}${lastNumber}`}`,
    name: textOf(item['name']) || name,
    name_is_array: isArray,
    class_name: 'checkboxes_dropdown__label',
    input_class_name: 'js-item-checkbox',
    text_class_name: classes(
      'checkboxes_dropdown__label_title',
      isFaint ? 'checkboxes_dropdown__label_title-not_active' : '',
    ),
    checked: item['is_checked'],
    value: item['id'],
    text: item['option'],
    should_be_raw: item['should_be_raw'],
    readonly: item['readonly'],
    small,
    disabled,
  })}</div>`
}

/** The chosen ones, unless all or none are. */
function listChosen(params: ControlParams): readonly string[] {
  const items = entriesOf(params['items'])
  const chosen = items.filter((item) => item['is_checked']).map((item) => textOf(item['option']))
  if (chosen.length > 0 && chosen.length < items.length) return chosen
  const empty = textOf(params['title_empty'])
  if (chosen.length === 0 && empty) return [empty]
  return [`${translate('controls.everything')} ${pluralForm(textOf(params['title_numeral']), 'all')}`.trim()]
}
