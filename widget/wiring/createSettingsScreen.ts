import type { HostWidget, SaveEvent } from '../shell/hostTypes'
import type { SettingsWindow } from '../shell/mountSettingsPlace'
import { readParam } from '../shell/page/readWidget'
import { createUndoOfAll, type Undo } from '../shell/undo'
import { createSettingsFormModel } from '../state/createSettingsFormModel'
import { mountSettingsForm } from '../views/mountSettingsForm'
import { readSettingsFacts } from './readSettingsFacts'
import { saveSettings } from './saveSettings'
import type { Session } from './session'

/** The settings form with what it was read from; loaded when the settings window is opened. */
export interface SettingsScreen {
  readonly mount: (container: HTMLElement, settingsWindow: SettingsWindow) => Undo
  readonly save: (event: SaveEvent) => boolean | Promise<boolean>
}

/** Reads what the form shows and makes its model. Rejects with `CrmError`. */
export const createSettingsScreen = async (session: Session, widget: HostWidget): Promise<SettingsScreen> => {
  const [facts, texts] = await Promise.all([readSettingsFacts(session, widget), session.texts(widget)])
  const model = createSettingsFormModel(facts)
  return {
    mount: (container, settingsWindow) => {
      const undo = createUndoOfAll([
        mountSettingsForm(container, model, texts),
        model.text.subscribe((text) => {
          const canSave = model.canSave.peek()
          // The hidden input always holds a text that may be stored, whatever the CRM makes of a refusal.
          if (canSave) settingsWindow.fill(text)
          settingsWindow.setSavable(canSave)
        }),
        model.canSave.subscribe((canSave) => settingsWindow.setSavable(canSave)),
      ])
      // The CRM lists a widget in its other areas only once «Сохранить» was pressed after «Установить». What was carried over from another
      // account holds for this one as soon as it is saved, also unchanged.
      if (isFirstSaveDue(widget) || model.loadProblem === 'foreign') settingsWindow.wake()
      return undo
    },
    save: (event) => saveSettings(session, widget, event, model),
  }
}

const isFirstSaveDue = (widget: HostWidget): boolean =>
  ['install', 'not_configured'].includes(readParam(widget, 'status'))
