import type { HostWidget, SaveEvent } from '../shell/hostTypes'
import { mountSettingsPlace } from '../shell/mountSettingsPlace'
import { readParam } from '../shell/page/readWidget'
import { createUndoOfAll, type Undo } from '../shell/undo'
import { classifyError } from '../texts/classifyError'
import type { Texts } from '../texts/createTexts'
import { errorText } from '../texts/errorText'
import { mountLoadFailure } from '../views/mountLoadFailure'
import type { SettingsScreen } from './createSettingsScreen'
import type { Session } from './session'
import { settingsField } from './settingsField'

/** The settings form of the open window. */
export interface MountedSettings {
  /** Answers the CRM's «Сохранить»; a form that was never drawn lets the CRM store what it has. */
  readonly save: (event: SaveEvent) => boolean | Promise<boolean>
  readonly undo: Undo
}

/** Mounts the form into the CRM's settings window as soon as pipelines and fields are read; until then a line says so. */
export const mountSettings = (session: Session, widget: HostWidget, body: HTMLElement): MountedSettings => {
  let screen: SettingsScreen | null = null
  let isGone = false
  const undoPlace = mountSettingsPlace({
    code: readParam(widget, 'widget_code'),
    field: settingsField,
    body,
    mount: (container, settingsWindow) => {
      const words = session.plainTexts(widget)
      const undos: Undo[] = []
      const load = async (): Promise<void> => {
        const line = showLoading(container, words)
        try {
          const { createSettingsScreen } = await import('./createSettingsScreen')
          const loaded = await createSettingsScreen(session, widget)
          if (isGone) return
          screen = loaded
          undos.push(loaded.mount(container, settingsWindow))
        } catch (error) {
          if (isGone) return
          const message = errorText(words, classifyError(error), 'settings')
          const undoFailure = mountLoadFailure(container, words, message, () => {
            undoFailure()
            void load()
          })
          undos.push(undoFailure)
        } finally {
          line.remove()
        }
      }
      void load()
      return () => createUndoOfAll(undos)()
    },
  })
  return {
    save: (event) => screen?.save(event) ?? true,
    undo: () => {
      isGone = true
      screen = null
      undoPlace()
    },
  }
}

const showLoading = (container: Element, words: Texts): Element => {
  const line = document.createElement('p')
  line.className = 'sales-analytics sales-analytics_settings sales-analytics__settings-loading'
  line.setAttribute('role', 'status')
  line.textContent = words.text('settingsForm.loading')
  container.append(line)
  return line
}
