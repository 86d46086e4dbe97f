import type { SessionWait } from '../api/signIn'
import { areSettingsGiven } from '../settings/areSettingsGiven'
import type { HostWidget, SaveEvent } from '../shell/hostTypes'
import { mountSettingsPlace, type SettingsWindow } from '../shell/mountSettingsPlace'
import { readWidgetCode } from '../shell/readParams'
import { createUndo, createUndoOfAll, type Undo } from '../shell/undo'
import { classifyError } from '../texts/classifyError'
import type { Texts } from '../texts/createTexts'
import { errorText, type KnownError } from '../texts/errorText'
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
  const undoPlace = mountSettingsPlace({
    code: readWidgetCode(widget),
    field: settingsField,
    body,
    mount: (container, settingsWindow) =>
      mountForm(session, widget, container, settingsWindow, (loaded) => {
        screen = loaded
      }),
  })
  return {
    save: (event) => screen?.save(event) ?? true,
    undo: () => {
      screen = null
      undoPlace()
    },
  }
}

const mountForm = (
  session: Session,
  widget: HostWidget,
  container: HTMLElement,
  settingsWindow: SettingsWindow,
  onLoaded: (screen: SettingsScreen) => void,
): Undo => {
  const words = session.plainTexts(widget)
  const gone = new AbortController()
  let undoShown: Undo = () => undefined

  const load = async (): Promise<void> => {
    undoShown = showLoading(container, session, words)
    try {
      // Only the params tell what is saved: a form of the defaults would be saved over it.
      session.applySettings(widget)
      if (!areSettingsGiven(session.settings())) {
        fail({ kind: 'settingsNotGiven', detail: '' })
        return
      }
      const { createSettingsScreen } = await import('./createSettingsScreen')
      const screen = await createSettingsScreen(session, widget)
      if (gone.signal.aborted) return
      onLoaded(screen)
      undoShown()
      undoShown = screen.mount(container, settingsWindow)
    } catch (error) {
      if (!gone.signal.aborted) fail(classifyError(error))
    }
  }

  const fail = (known: KnownError): void => {
    const message = errorText(words, known, 'settings')
    const answered = new AbortController()
    const again = createUndo(() => {
      answered.abort()
      undoShown()
      void load()
    })
    undoShown()
    undoShown = createUndoOfAll([mountLoadFailure(container, words, message, again), () => answered.abort()])
    if (known.kind !== 'session') return
    // It heals by itself once the session is back; the rejection is the user's own answer before that, or the end of the window.
    session.client.untilSession(answered.signal).then(again, () => undefined)
  }

  void load()
  return () => {
    gone.abort()
    undoShown()
  }
}

const showLoading = (container: Element, session: Session, words: Texts): Undo => {
  const line = document.createElement('p')
  line.className = 'sales-analytics sales-analytics_settings sales-analytics__settings-loading'
  line.setAttribute('role', 'status')
  const tell = (wait: SessionWait): void => {
    line.textContent = words.text(loadingKeys[wait ?? 'none'])
  }
  tell(session.sessionWait())
  container.append(line)
  return createUndoOfAll([() => line.remove(), session.onSessionWait(tell)])
}

const loadingKeys = {
  none: 'settingsForm.loading',
  renewal: 'settingsForm.sessionRenewal',
  signIn: 'settingsForm.sessionSignIn',
} as const
