import { type ComponentChild, render } from 'preact'
import type { Texts } from '../texts/createTexts'
import { guardDoubleClicks } from './guardDoubleClicks'
import { TextsContext } from './textsContext'

/**
 * Draws a screen into a root of its own inside `container`, which may hold other things. Returns the undo; a second call of the undo
 * does nothing.
 */
export const mountView = (
  container: Element,
  texts: Texts,
  block: string,
  view: ComponentChild,
): (() => void) => {
  const root = container.ownerDocument.createElement('div')
  root.className = `sales-analytics sales-analytics_${block}`
  root.lang = texts.language
  guardDoubleClicks(root)
  container.append(root)
  render(<TextsContext.Provider value={texts}>{view}</TextsContext.Provider>, root)
  return () => {
    render(null, root)
    root.remove()
  }
}
