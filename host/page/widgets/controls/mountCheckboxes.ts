import $ from 'jquery'
import { translate } from '../../texts/translate'
import { pluralForm } from '../../twig/pluralForm'

/** At most so many chosen words stand in a title; the others are counted. */
const MOST_TITLES = 5
const box = '.checkboxes_dropdown'

/** Check boxes, radio buttons and drop-down check lists: looks follow the inputs, and `controls:change` tells of each. */
export function mountCheckboxes(): void {
  $(document)
    .on('change', '.control-checkbox input', ({ currentTarget }) => {
      const $input = $(currentTarget as HTMLInputElement)
      if (!$input.hasClass('js-master-checkbox')) $input.prop('indeterminate', false)
      showChecked($input)
      $input.trigger('controls:change')
    })
    .on('click', '.control-checkbox input[readonly]', (event) => event.preventDefault())
    .on('controls:disable', '.control-checkbox input', ({ currentTarget }, isOff?: boolean) => {
      $(currentTarget as Element).prop('disabled', isOff !== false)
    })
    .on('controls:checkbox:minus', '.control-checkbox input', ({ currentTarget }, isMinus: boolean) => {
      const $input = $(currentTarget as Element).prop('indeterminate', isMinus)
      $input.siblings('.control-checkbox__helper').toggleClass('control-checkbox__helper_minus', isMinus)
    })
    .on('change', '.control-radio input', ({ currentTarget }) => {
      const input = currentTarget as HTMLInputElement
      const $group = $<HTMLInputElement>('.control-radio input').filter((_, one) => one.name === input.name)
      $group.each((_, one) => {
        $(one).closest('.control-radio').toggleClass('icon-radio-checked', one.checked)
      })
      $(input).trigger('controls:change')
    })
    .on('change', `${box} .js-master-checkbox`, ({ currentTarget }) => {
      const { checked } = currentTarget as HTMLInputElement
      const $boxes = itemsOf($(currentTarget as Element).closest(box)).filter(':not([readonly])')
      $boxes.prop('checked', checked).trigger('change')
    })
    .on('controls:change', `${box} .js-item-checkbox`, ({ currentTarget }) =>
      retitle($(currentTarget as Element).closest(box)),
    )
    .on('click keydown', `${box}__title_wrapper:not(.js-checkboxes_dropdown_disabled)`, (event) => {
      if ($(event.target as unknown as Element).closest('.control-checkbox').length > 0) return
      if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      toggle($(event.currentTarget as Element).closest(box))
    })
    .on('controls:hide', (_event, target?: Element) => {
      hide($(`${box}.expanded`).not($(target ?? []).closest(box)))
    })
}

function toggle($dropdown: JQuery): void {
  if ($dropdown.hasClass('expanded')) {
    hide($dropdown)
    return
  }
  $(document).trigger('controls:hide', [$dropdown[0]])
  $dropdown.addClass('expanded checkboxes_dropdown_index')
  $dropdown.find('.checkboxes_dropdown_icon').removeClass('icon-v-ico-2').addClass('icon-up-arrow')
  $dropdown.find('.checkboxes_dropdown__list').trigger('controls:checkboxes_dropdown:open')
}

function hide($dropdown: JQuery): void {
  if ($dropdown.length === 0) return
  $dropdown.removeClass('expanded checkboxes_dropdown_index')
  $dropdown.find('.checkboxes_dropdown_icon').removeClass('icon-up-arrow').addClass('icon-v-ico-2')
  $dropdown.find('.checkboxes_dropdown__list').trigger('controls:checkboxes_dropdown:hide')
}

function itemsOf($dropdown: JQuery): JQuery<HTMLInputElement> {
  return $dropdown.find<HTMLInputElement>('.js-item-checkbox')
}

/** Sets the master box and the title after what is checked. */
function retitle($dropdown: JQuery): void {
  const $items = itemsOf($dropdown)
  const chosen = $items.filter(':checked').get()
  const isSome = chosen.length > 0 && chosen.length < $items.length
  const $master = $dropdown.find('.js-master-checkbox').prop('checked', chosen.length > 0)
  $master.trigger('controls:checkbox:minus', [isSome]).each((_, one) => showChecked($(one)))
  $dropdown.find('.js-select-all-text').text(translate(chosen.length > 0 ? 'controls.none' : 'controls.all'))
  const $title = $dropdown.find('.checkboxes_dropdown__title')
  const before = $title.find('[data-title-before]').attr('data-title-before')
  const titles = titlesOf($dropdown, $title, chosen, isSome)
  $title.empty().append(
    ...titles.map((title, index) => {
      const $item = $('<div class="checkboxes_dropdown__title-item"></div>').text(title)
      return index === 0 && before !== undefined ? $item.attr('data-title-before', before) : $item
    }),
  )
}

function titlesOf(
  $dropdown: JQuery,
  $title: JQuery,
  chosen: readonly HTMLInputElement[],
  isSome: boolean,
): string[] {
  const numeral = $title.attr('data-numeral') ?? ''
  const empty = $title.attr('data-title-empty') ?? ''
  if (isSome && $dropdown.hasClass('js-control-checkboxes_dropdown_values'))
    return [`${chosen.length} ${pluralForm(numeral, chosen.length)}`.trim()]
  if (isSome) {
    const names = chosen.map((input) => $(input).closest('.control-checkbox').text().trim())
    const left = names.length - MOST_TITLES
    return left > 0 ? [...names.slice(0, MOST_TITLES), translate('controls.more', { n: left })] : names
  }
  if (chosen.length === 0 && empty) return [empty]
  return [`${translate('controls.everything')} ${pluralForm(numeral, 'all')}`.trim()]
}

function showChecked($input: JQuery): void {
  $input.closest('.control-checkbox').toggleClass('is-checked', $input.prop('checked') === true)
}
