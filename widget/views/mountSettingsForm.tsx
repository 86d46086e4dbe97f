import type { SettingsFormModel } from '../state/createSettingsFormModel'
import type { Texts } from '../texts/createTexts'
import { mountView } from './mountView'
import { SettingsForm } from './settingsForm/SettingsForm'

/**
 * Draws the settings into `container` (`#<code>_custom_content` of the host's settings window). Saving stays with the host's button: the
 * caller puts `model.text` into the hidden input. Returns its undo.
 */
export const mountSettingsForm = (container: Element, model: SettingsFormModel, texts: Texts): (() => void) =>
  mountView(container, texts, 'settings', <SettingsForm model={model} />)
