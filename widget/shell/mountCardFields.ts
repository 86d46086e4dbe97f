import type { HostCard } from './hostTypes'
import type { Undo } from './undo'

/** The open card's fields on screen. */
export interface CardFields {
  /** The texts to show from now on, by field id. Fields not named keep what they had. */
  apply(texts: ReadonlyMap<number, string>): void
  readonly undo: Undo
}

/** The main form alone: forms of linked entities on the same page hold inputs of the same names (HOST). */
const mainForm = '.linked-forms__group-wrapper_main'

/** Shown while the card has unsaved changes (HOST). */
const saveBar = '.card-fields__button-block:not(.hidden)'

/**
 * Shows fresh values in the open card without a reload: now, when the group's tab is filled later, and after the CRM draws the form anew.
 * Values are set without `change`, so the card does not become unsaved; a field in which the user has typed is left alone.
 *
 * @param card gives the open card, null when it is closed
 */
export const mountCardFields = (card: () => HostCard | null): CardFields => {
  const wanted = new Map<number, string>()
  const observer = new MutationObserver(() => draw())
  const draw = (): void => {
    for (const [fieldId, text] of wanted)
      for (const input of inputsOf(fieldId)) if (!isTyped(input, card())) write(input, text)
  }
  observer.observe(document.querySelector('#page_holder') ?? document.body, {
    childList: true,
    subtree: true,
  })
  return {
    apply(texts) {
      for (const [fieldId, text] of texts) wanted.set(fieldId, text)
      draw()
    },
    undo: () => observer.disconnect(),
  }
}

const inputsOf = (fieldId: number): readonly HTMLInputElement[] => {
  const selector = `${mainForm} input[name="CFV[${fieldId}]"]`
  return [...document.querySelectorAll<HTMLInputElement>(selector)].filter(
    (input) => input.closest(`form.linked-form, ${mainForm}`)?.matches(mainForm) ?? false,
  )
}

/** Without unsaved changes a value that differs from its default was put there by the CRM itself. */
const isTyped = (input: HTMLInputElement, card: HostCard | null): boolean => {
  const changed = card?.model?.changed_fields ?? []
  const names = Array.isArray(changed) ? changed : Object.keys(changed)
  const isDirty = names.length > 0 || document.querySelector(saveBar) !== null
  return names.includes(input.name) || (isDirty && input.value !== input.defaultValue)
}

/** The default goes along: what differs from it later was typed by the user. */
const write = (input: HTMLInputElement, text: string): void => {
  if (input.value === text) return
  input.defaultValue = text
  input.value = text
}
