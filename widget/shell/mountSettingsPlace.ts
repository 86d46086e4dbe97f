import type { SaveEvent } from './hostTypes'
import { triggerEvent } from './page/pageEvents'
import { noteLoss } from './page/pageValues'
import { asRecord } from './page/asTyped'
import { attempt, readAt } from './page/readAt'
import { selectors } from './page/selectors'
import { createUndo, type Undo } from './undo'
import { createChangeWatcher } from './page/watchers'

/** The part of the CRM's settings window that the form sees. */
export interface SettingsWindow {
  /** Puts the settings text into the hidden input, and wakes «Сохранить» when it is another text than before. */
  readonly fill: (text: string) => void
  /** Wakes «Сохранить» though nothing was changed. */
  readonly wake: () => void
  /** Lets the user save, or not: while the form has errors. */
  readonly setSavable: (isSavable: boolean) => void
}

export interface SettingsPlaceOptions {
  /** `params.widget_code`. */
  readonly code: string
  /** The code of the setting in the manifest. */
  readonly field: string
  /** The form part of the settings window, as the CRM gives it to `settings()`. */
  readonly body: HTMLElement
  /** Draws the form and returns its undo. */
  readonly mount: (container: HTMLElement, settingsWindow: SettingsWindow) => Undo
}

const saveSelector = selectors.settingsSave

/** On «Сохранить» while the form has errors. */
const refusedMark = 'salesAnalyticsRefused'

/**
 * Mounts the settings form into the CRM's settings window: in the place of the custom field, else at the head of the fields. The CRM says
 * nothing when the window is closed, so the form goes when its place leaves the page.
 *
 * @returns takes the form out
 */
export const mountSettingsPlace = ({ code, field, body, mount }: SettingsPlaceOptions): Undo => {
  const place = findPlace(code, body)
  const container = document.createElement('div')
  container.className = 'sales-analytics__settings'
  for (const old of place.querySelectorAll('.sales-analytics__settings')) old.remove()
  // The CRM wakes «Сохранить» at any change that reaches it, also of a form with errors or of a search: it hears of the text alone.
  for (const name of ['change', 'input']) container.addEventListener(name, (event) => event.stopPropagation())
  place.prepend(container)
  const undoForm = mount(container, {
    fill: (text) => {
      const input = findInput(code, field, body)
      if (input === null || input.value === text) return
      input.value = text
      tellChange(code, input)
    },
    wake: () => tellChange(code, findInput(code, field, body)),
    setSavable: (isSavable) => setSavable(code, isSavable),
  })
  const observer = createChangeWatcher(() => {
    if (!container.isConnected) undo()
  })
  observer.observe(document.documentElement, { childList: true, subtree: true })
  const undo = createUndo(() => {
    observer.disconnect()
    undoForm()
    container.remove()
  })
  return undo
}

/**
 * Answers `onSave`: gives the CRM the text to store (KB: it stores what is in `fields`), or refuses and says so on the button.
 *
 * @param text the settings text, null when the form has errors
 * @returns whether the CRM may save
 */
export const applySettingsText = (
  code: string,
  field: string,
  event: SaveEvent,
  text: string | null,
): boolean => {
  if (text === null) {
    for (const button of findSaves(code)) triggerEvent(button, 'button:save:error')
    return false
  }
  const fields = asRecord(readAt(event, 'fields'))
  const isGiven = attempt(() => fields !== undefined && Reflect.set(fields, field, text))
  // The hidden input holds the text too.
  if (isGiven !== true) noteLoss('onSave(event)')
  return true
}

/** By the window's class (KB), and by the button's own id, under which the CRM's own code finds it (HOST): either may be missing. */
const findSaves = (code: string): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(
    `.modal.${CSS.escape(code)} ${saveSelector}, ${saveSelector}#save_${CSS.escape(code)}`,
  ),
]

const findPlace = (code: string, body: HTMLElement): Element => {
  const own = `#${CSS.escape(code)}_custom_content`
  return (
    body.querySelector(own) ??
    document.querySelector(own) ??
    body.querySelector(selectors.settingsFields) ??
    body
  )
}

const findInput = (code: string, field: string, body: HTMLElement): HTMLInputElement | null => {
  const selector = `#${CSS.escape(code)}_custom, input[name="${CSS.escape(field)}"]`
  return body.querySelector<HTMLInputElement>(selector) ?? document.querySelector<HTMLInputElement>(selector)
}

/**
 * Wakes the CRM's «Сохранить»: a change in the form does it (RU:integrations/custom_settings), and so does the event by which the CRM's own
 * code wakes the button (HOST).
 */
const tellChange = (code: string, input: HTMLInputElement | null): void => {
  if (input !== null) triggerEvent(input, 'change')
  for (const button of findSaves(code)) triggerEvent(button, 'button:save:enable')
}

/** Only what was put to sleep here is woken here: before a change the button sleeps by the CRM's own rule. */
const setSavable = (code: string, isSavable: boolean): void => {
  for (const button of findSaves(code)) {
    if (isSavable && button.dataset[refusedMark] === undefined) continue
    if (isSavable) delete button.dataset[refusedMark]
    else button.dataset[refusedMark] = ''
    button.classList.toggle('button-input-disabled', !isSavable)
    button.setAttribute('aria-disabled', String(!isSavable))
  }
}
