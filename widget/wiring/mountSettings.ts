import type { HostWidget, SaveEvent } from '../shell/hostTypes'
import { mountSettingsPlace } from '../shell/mountSettingsPlace'
import { createUndoOfAll, type Undo } from '../shell/undo'
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
    code: widget.params.widget_code ?? '',
    field: settingsField,
    body,
    mount: (container, settingsWindow) => {
      const words = session.plainTexts(widget)
      const undos: Undo[] = []
      const line = document.createElement('p')
      line.className = 'sales-analytics sales-analytics__settings-loading'
      line.setAttribute('role', 'status')
      line.textContent = words.text('settingsForm.loading')
      container.append(line)
      const load = async (): Promise<void> => {
        const { createSettingsScreen } = await import('./createSettingsScreen')
        const loaded = await createSettingsScreen(session, widget)
        if (isGone) return
        line.remove()
        screen = loaded
        undos.push(loaded.mount(container, settingsWindow))
      }
      load().catch((error: unknown) => {
        line.setAttribute('role', 'alert')
        line.textContent = words.text('errors.unexpected', {
          detail: error instanceof Error ? error.message : String(error),
        })
      })
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
