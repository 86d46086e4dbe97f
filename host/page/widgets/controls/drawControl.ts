import type { Markup } from '../../markup'
import { drawButton, drawCancelButton, drawDeleteButton } from './drawButton'
import { drawCheckbox } from './drawCheckbox'
import { drawCheckboxesDropdown, drawValuesTitle } from './drawCheckboxesDropdown'
import { drawDateField } from './drawDateField'
import { drawFile, drawInput, drawMultiselect, drawTextarea } from './drawInput'
import { drawRadio } from './drawRadio'
import { drawSelect } from './drawSelect'
import { drawSuggest } from './drawSuggest'
import type { ControlParams } from './controlParams'

const controls = {
  button: drawButton,
  cancel_button: drawCancelButton,
  checkbox: drawCheckbox,
  checkboxes_dropdown: drawCheckboxesDropdown,
  'checkboxes_dropdown/index': drawCheckboxesDropdown,
  'checkboxes_dropdown/values_title': drawValuesTitle,
  date_field: drawDateField,
  delete_button: drawDeleteButton,
  file: drawFile,
  input: drawInput,
  multiselect: drawMultiselect,
  radio: drawRadio,
  select: drawSelect,
  suggest: drawSuggest,
  textarea: drawTextarea,
} satisfies Record<string, (params: ControlParams) => Markup>

type ControlName = keyof typeof controls

/** Names of the controls: `/tmpl/controls/<name>.twig` (RU:integrations/script_js, HOST). */
export const controlNames = Object.keys(controls) as readonly ControlName[]

/** Draws one of the CRM's controls; its behaviour comes from handlers on the document. */
export function drawControl(name: ControlName, params: ControlParams): string {
  return controls[name](params).source
}
