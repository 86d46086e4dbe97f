import type { HostWidget, SaveEvent } from '../shell/hostTypes'
import { mountSettingsPlace, type SettingsWindow } from '../shell/mountSettingsPlace'
import { createUndoOfAll, type Undo } from '../shell/undo'
import type { PartLoader } from './parts/createPartLoader'
import { plainText } from './parts/plainText'
import { settingsField } from './settingsField'
import { showLoadingLine } from './parts/showLoadingLine'
import { showPartFailure } from './parts/showPartFailure'
import type { ShownSettings } from './showSettings'

/** The settings form of the open window. */
export interface MountedSettings {
  /**
   * Answers the CRM's «Сохранить», which may be pressed before the form has come: it is waited for. Where it cannot come, or the window was
   * left, the CRM stores what it has.
   */
  readonly save: (event: SaveEvent) => Promise<boolean>
  readonly undo: Undo
}

/** Makes the form's place in the CRM's settings window at once, and fills it when the form is loaded. */
export const mountSettings = (
  parts: Pick<PartLoader, 'settings'>,
  widget: HostWidget,
  body: HTMLElement,
): MountedSettings => {
  let shown: Promise<ShownSettings | null> = Promise.resolve(null)
  let isGone = false
  const undos: Undo[] = []
  const load = async (
    container: HTMLElement,
    settingsWindow: SettingsWindow,
  ): Promise<ShownSettings | null> => {
    const line = showLoadingLine(container, plainText(widget.langs, 'settingsForm.loading'))
    try {
      const { session, showSettings } = await parts.settings()
      if (isGone) return null
      const settings = showSettings(session, widget, container, settingsWindow)
      undos.push(settings.undo)
      return settings
    } catch (error) {
      if (!isGone)
        undos.push(
          showPartFailure(container, widget.langs, error, () => {
            shown = load(container, settingsWindow)
          }),
        )
      return null
    } finally {
      line.remove()
    }
  }
  const undoPlace = mountSettingsPlace({
    code: widget.params.widget_code ?? '',
    field: settingsField,
    body,
    mount: (container, settingsWindow) => {
      shown = load(container, settingsWindow)
      return () => createUndoOfAll(undos)()
    },
  })
  return {
    save: async (event) => (await (await shown)?.save(event)) ?? true,
    undo: () => {
      isGone = true
      undoPlace()
    },
  }
}
