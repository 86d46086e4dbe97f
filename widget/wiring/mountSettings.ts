import type { HostWidget, SaveEvent } from '../shell/hostTypes'
import { mountSettingsPlace, type SettingsWindow } from '../shell/mountSettingsPlace'
import { readLangs, readWidgetCode } from '../shell/page/readWidget'
import { createUndoOfAll, type Undo } from '../shell/undo'
import type { PartLoader } from './parts/createPartLoader'
import { plainText } from './parts/plainText'
import { saveLate } from './parts/saveLate'
import { settingsField } from './settingsField'
import { showLoadingLine } from './parts/showLoadingLine'
import { showPartFailure } from './parts/showPartFailure'
import type { ShownSettings } from './showSettings'

/** The settings form of the open window. */
export interface MountedSettings {
  /**
   * Answers the CRM's «Сохранить», which may be pressed before the form has come: it is waited for. Where it cannot come, or the window was
   * left, the CRM stores what it has. False at once while a form that is there has errors; rejects for one that came later.
   */
  readonly save: (event: SaveEvent) => boolean | Promise<boolean>
  readonly undo: Undo
}

/** Makes the form's place in the CRM's settings window at once, and fills it when the form is loaded. */
export const mountSettings = (
  parts: Pick<PartLoader, 'settings'>,
  widget: HostWidget,
  body: HTMLElement,
): MountedSettings => {
  /** null where nothing is on its way: the form is there, or could not come. */
  let coming: Promise<ShownSettings | null> | null = null
  let shown: ShownSettings | null = null
  let isGone = false
  const undos: Undo[] = []
  const load = async (
    container: HTMLElement,
    settingsWindow: SettingsWindow,
  ): Promise<ShownSettings | null> => {
    const line = showLoadingLine(container, plainText(readLangs(widget), 'settingsForm.loading'))
    try {
      const { session, showSettings } = await parts.settings()
      if (isGone) return null
      shown = showSettings(session, widget, container, settingsWindow)
      undos.push(shown.undo)
      return shown
    } catch (error) {
      if (!isGone)
        undos.push(
          showPartFailure(container, readLangs(widget), error, 'settings', () => {
            coming = load(container, settingsWindow)
          }),
        )
      return null
    } finally {
      line.remove()
      coming = null
    }
  }
  const undoPlace = mountSettingsPlace({
    code: readWidgetCode(widget),
    field: settingsField,
    body,
    mount: (container, settingsWindow) => {
      coming = load(container, settingsWindow)
      return () => createUndoOfAll(undos)()
    },
  })
  return {
    save: (event) => shown?.save(event) ?? coming?.then((late) => saveLate(late, event)) ?? true,
    undo: () => {
      isGone = true
      shown = null
      undoPlace()
    },
  }
}
