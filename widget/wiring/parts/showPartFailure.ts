import type { HostTexts } from '../../shell/hostTypes'
import { createUndo, type Undo } from '../../shell/undo'
import { partFailure } from './partFailure'
import { plainText } from './plainText'

/** Says in the place of a form or a panel why it has not come, with a button that tries again. Drawn by hand: what draws the rest may be what is missing. */
export const showPartFailure = (
  container: Element,
  texts: HostTexts,
  error: unknown,
  screen: 'card' | 'settings',
  retry: () => void,
): Undo => {
  const { what, next, help } = partFailure(texts, error)
  const root = document.createElement('div')
  root.className = `sales-analytics sales-analytics_${screen}`
  const notice = document.createElement('div')
  notice.className = 'sales-analytics__notice sales-analytics__notice_error'
  notice.setAttribute('role', 'alert')
  for (const text of [what, next, help]) {
    const line = document.createElement('p')
    line.textContent = text
    notice.append(line)
  }
  notice.querySelector('p')?.classList.add('sales-analytics__strong')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'sales-analytics__button sales-analytics__button_plain'
  button.textContent = plainText(texts, 'common.retry')
  const undo = createUndo(() => root.remove())
  button.addEventListener('click', () => {
    undo()
    retry()
  })
  notice.append(button)
  if (screen === 'card') notice.classList.add('sales-analytics__notice_card')
  root.append(notice)
  container.append(root)
  return undo
}
