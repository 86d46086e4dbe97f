import type { Texts } from '../texts/createTexts'

/** What is said of saved settings: why their fields were not made (null = they are there), and which saved fields were let go (null = none). */
export const savedWords = (texts: Texts, problem: string | null, left: string | null): string => {
  if (problem !== null) {
    const words = texts.text('settingsForm.savedWithoutFields', { detail: problem })
    return left === null ? words : `${words} ${left}`
  }
  return left === null
    ? texts.text('settingsForm.saved')
    : texts.text('settingsForm.savedLeaving', { detail: left })
}
