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
   * Answers the CRM's «Сохранить»: what the form answers, at once, as soon as it is there; a form that is on its way is waited for. Where it
   * cannot come, or the window was left, the CRM stores what it has.
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
  let shown: ShownSettings | null = null
  let coming: Promise<unknown> | null = null
  let isGone = false
  const undos: Undo[] = []
  const load = async (container: HTMLElement, settingsWindow: SettingsWindow): Promise<void> => {
    const line = showLoadingLine(container, plainText(widget.langs, 'settingsForm.loading'))
    try {
      const { session, showSettings } = await parts.settings()
      if (isGone) return
      shown = showSettings(session, widget, container, settingsWindow)
      undos.push(shown.undo)
    } catch (error) {
      if (!isGone)
        undos.push(
          showPartFailure(container, widget.langs, error, () => {
            coming = load(container, settingsWindow)
          }),
        )
    } finally {
      line.remove()
      coming = null
    }
  }
  const undoPlace = mountSettingsPlace({
    code: widget.params.widget_code ?? '',
    field: settingsField,
    body,
    mount: (container, settingsWindow) => {
      coming = load(container, settingsWindow)
      return () => createUndoOfAll(undos)()
    },
  })
  return {
    save: (event) => {
      if (shown !== null) return shown.save(event)
      return coming?.then(() => shown?.save(event) ?? true) ?? true
    },
    undo: () => {
      isGone = true
      shown = null
      undoPlace()
    },
  }
}
