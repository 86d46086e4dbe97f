import $ from 'jquery'
import { mountFieldActions } from '../methods/addFieldAction'
import { mountButtons } from './mountButtons'
import { mountCheckboxes } from './mountCheckboxes'
import { mountDateFields } from './mountDateFields'
import { mountSelects } from './mountSelects'
import { mountSuggests } from './mountSuggests'

/**
 * The host's delegated behaviour of its own controls, wherever they are drawn. One that opens its list closes the
 * others, as does a press anywhere else and Esc.
 */
export function mountControls(): void {
  mountButtons()
  mountFieldActions()
  mountCheckboxes()
  mountDateFields()
  mountSelects()
  mountSuggests()
  $(document)
    .on('mousedown', (event) => {
      $(document).trigger('controls:hide', [event.target])
    })
    .on('keydown', (event) => {
      if (event.key === 'Escape') $(document).trigger('controls:hide')
    })
}
