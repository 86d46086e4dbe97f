import { selectors } from './page/selectors'
import { shielded } from './page/shielded'
import type { Undo } from './undo'
import { createChangeWatcher } from './page/watchers'

/** The open card's fields on screen. */
export interface CardFields {
  /** The texts to show from now on, by field id. Fields not named keep what they had. */
  apply(texts: ReadonlyMap<number, string>): void
  readonly undo: Undo
}

export interface CardOnScreen {
  /** Whether the card on screen is the one whose values are shown: inputs are named by the field alone. */
  readonly isOpen: () => boolean
  /** Names of the inputs that the CRM's model knows as changed. */
  readonly changedFields: () => readonly string[]
}

/**
 * Shows fresh values in the open card without a reload: now, when the group's tab is filled later, and after the CRM draws the form anew.
 * Values are set without `change`, so the card does not become unsaved; a field in which the user has typed is left alone.
 */
export const mountCardFields = (card: CardOnScreen): CardFields => {
  const wanted = new Map<number, string>()
  const draw = shielded(() => {
    if (wanted.size === 0 || document.querySelector(selectors.mainForm) === null || !card.isOpen()) return
    const changed = card.changedFields()
    for (const [fieldId, text] of wanted)
      for (const input of inputsOf(fieldId)) if (!isTyped(input, changed)) write(input, text)
  })
  const observer = createChangeWatcher(draw)
  // The place of a card is another one in a chat than in the list, and other pages of the CRM may have a third.
  observer.observe(document.body, { childList: true, subtree: true })
  return {
    apply(texts) {
      for (const [fieldId, text] of texts) wanted.set(fieldId, text)
      draw()
    },
    undo: () => observer.disconnect(),
  }
}

const inputsOf = (fieldId: number): readonly HTMLInputElement[] => {
  const { mainForm, linkedForm } = selectors
  const inputs = document.querySelectorAll<HTMLInputElement>(`${mainForm} input[name="CFV[${fieldId}]"]`)
  return [...inputs].filter(
    (input) => input.closest(`${linkedForm}, ${mainForm}`)?.matches(mainForm) ?? false,
  )
}

/** Without unsaved changes a value that differs from its default was put there by the CRM itself. */
const isTyped = (input: HTMLInputElement, changed: readonly string[]): boolean => {
  const isDirty = changed.length > 0 || document.querySelector(selectors.saveBar) !== null
  return changed.includes(input.name) || (isDirty && input.value !== input.defaultValue)
}

/** The default goes along: what differs from it later was typed by the user. */
const write = (input: HTMLInputElement, text: string): void => {
  if (input.value === text) return
  input.defaultValue = text
  input.value = text
}
