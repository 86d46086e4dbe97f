import type { HostWidget, SaveEvent } from '../shell/hostTypes'
import type { SettingsWindow } from '../shell/mountSettingsPlace'
import { createUndoOfAll, type Undo } from '../shell/undo'
import { classifyError } from '../texts/classifyError'
import { errorText } from '../texts/errorText'
import { mountLoadFailure } from '../views/mountLoadFailure'
import { createSettingsScreen, type SettingsScreen } from './createSettingsScreen'
import type { Session } from './session'
import { showLoadingLine } from './parts/showLoadingLine'

/** The form in its place, or what stands there until it can be drawn. */
export interface ShownSettings {
  /** Answers «Сохранить» by the form; waits for one that is on its way; where none could be drawn the CRM stores what it has. */
  readonly save: (event: SaveEvent) => boolean | Promise<boolean>
  readonly undo: Undo
}

/** Draws the form as soon as pipelines and fields are read; says so until then, and why if they cannot be. */
export const showSettings = (
  session: Session,
  widget: HostWidget,
  container: HTMLElement,
  settingsWindow: SettingsWindow,
): ShownSettings => {
  const words = session.plainTexts(widget)
  const undos: Undo[] = []
  let isGone = false
  let screen: SettingsScreen | null = null
  let coming: Promise<unknown> | null = null
  const load = async (): Promise<void> => {
    const line = showLoadingLine(container, words.text('settingsForm.loading'))
    try {
      const loaded = await createSettingsScreen(session, widget)
      if (isGone) return
      undos.push(loaded.mount(container, settingsWindow))
      screen = loaded
    } catch (error) {
      if (isGone) return
      const message = errorText(words, classifyError(error), 'settings')
      const undoFailure = mountLoadFailure(container, words, message, () => {
        undoFailure()
        coming = load()
      })
      undos.push(undoFailure)
    } finally {
      line.remove()
      coming = null
    }
  }
  coming = load()
  return {
    save: (event) => {
      if (screen !== null) return screen.save(event)
      return coming?.then(() => screen?.save(event) ?? true) ?? true
    },
    undo: () => {
      isGone = true
      screen = null
      createUndoOfAll(undos)()
    },
  }
}
