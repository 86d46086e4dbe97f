import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Texts } from '../texts/createTexts'

export const TextsContext = createContext<Texts | null>(null)

/** The texts of the screen around the component; a component outside of `mountView` is a mistake of ours. */
export const useTexts = (): Texts => {
  const texts = useContext(TextsContext)
  if (texts === null) throw new Error('A component was drawn outside of mountView')
  return texts
}
