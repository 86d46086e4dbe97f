import type { SessionWait } from '../api/signIn'
import { areSettingsGiven } from '../settings/areSettingsGiven'
import type { HostWidget, SaveEvent } from '../shell/hostTypes'
import type { SettingsWindow } from '../shell/mountSettingsPlace'
import { createUndo, createUndoOfAll, type Undo } from '../shell/undo'
import { createSilenceWatch } from '../state/createSilenceWatch'
import { classifyError } from '../texts/classifyError'
import type { Texts } from '../texts/createTexts'
import { errorText, type KnownError } from '../texts/errorText'
import { mountLoadFailure } from '../views/mountLoadFailure'
import { createSettingsScreen, type SettingsScreen } from './createSettingsScreen'
import type { Session } from './session'
import { saveLate } from './parts/saveLate'
import { showLoadingLine } from './parts/showLoadingLine'

/** The form in its place, or what stands there until it can be drawn. */
export interface ShownSettings {
  /**
   * Answers «Сохранить»: at once where the form is there, else it waits for one that is on its way; where none could be drawn the CRM stores
   * what it has. False, at once, while the form has errors; a form with errors that came late makes it reject.
   */
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
  const gone = new AbortController()
  let undoShown: Undo = () => undefined
  let screen: SettingsScreen | null = null
  /** null where nothing is on its way: the form is there, or could not be drawn. */
  let coming: Promise<void> | null = null

  const load = async (): Promise<void> => {
    undoShown = showLoading(container, session, words)
    try {
      // Only the params tell what is saved: a form of the defaults would be saved over it.
      session.applySettings(widget)
      if (!areSettingsGiven(session.settings())) {
        fail({ kind: 'settingsNotGiven', detail: '' })
        return
      }
      const loaded = await createSettingsScreen(session, widget)
      if (gone.signal.aborted) return
      screen = loaded
      undoShown()
      undoShown = loaded.mount(container, settingsWindow)
    } catch (error) {
      if (!gone.signal.aborted) fail(classifyError(error))
    } finally {
      coming = null
    }
  }

  const fail = (known: KnownError): void => {
    const message = errorText(words, known, 'settings')
    const answered = new AbortController()
    const again = createUndo(() => {
      answered.abort()
      undoShown()
      coming = load()
    })
    undoShown()
    undoShown = createUndoOfAll([mountLoadFailure(container, words, message, again), () => answered.abort()])
    if (known.kind !== 'session') return
    // It heals by itself once the session is back; the rejection is the user's own answer before that, or the end of the window.
    session.client.untilSession(answered.signal).then(again, () => undefined)
  }

  coming = load()
  return {
    save: (event) => screen?.save(event) ?? coming?.then(() => saveLate(screen, event)) ?? true,
    undo: () => {
      gone.abort()
      screen = null
      undoShown()
    },
  }
}

const showLoading = (container: Element, session: Session, words: Texts): Undo => {
  const line = showLoadingLine(container, '')
  const tell = (wait: SessionWait): void => {
    line.textContent = words.text(loadingKeys[wait ?? 'none'])
    watch.heard(wait === null ? line.textContent : null)
  }
  const watch = createSilenceWatch(session.clock, () => (line.textContent = words.text('settingsForm.slow')))
  tell(session.sessionWait())
  return createUndoOfAll([() => line.remove(), session.onSessionWait(tell), () => watch.dispose()])
}

const loadingKeys = {
  none: 'settingsForm.loading',
  renewal: 'settingsForm.sessionRenewal',
  signIn: 'settingsForm.sessionSignIn',
} as const
