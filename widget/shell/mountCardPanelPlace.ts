import type { HostWidget } from './hostTypes'
import { noteLate } from './page/noteLate'
import { askForBlock, readWidgetCode } from './page/readWidget'
import { selectors } from './page/selectors'
import { shielded } from './page/shielded'
import type { Undo } from './undo'

const panelClass = 'sales-analytics__card-panel'

/**
 * Makes the widget's place in the card's right column: by the CRM's own means where they exist, else in a block of the same markup. Where the
 * page has not drawn the column yet, the place is made as soon as it is there.
 *
 * @param title the widget's shown name, for the head of the block
 * @param mount draws into the place and returns its undo; called once, when there is a place
 * @returns undoes the drawing and takes the block out
 */
export const mountCardPanelPlace = (
  widget: HostWidget,
  title: string,
  mount: (container: HTMLElement) => Undo,
): Undo => {
  const code = readWidgetCode(widget)
  const blockSelector = `${selectors.rightColumn} .card-widgets__widget-${CSS.escape(code)}`
  const findBlock = () => document.querySelector(blockSelector)
  let undoPanel: Undo | null = null
  const place = (): boolean => {
    const block = findBlock() ?? createBlock(code)
    if (block === null) return false
    undoPanel = mountInto(block, title, mount)
    return true
  }
  if (findBlock() === null) askForBlock(widget)
  if (place()) return () => undoPanel?.()
  const undoNote = noteLate('right column', () => undoPanel !== null)
  const observer = new MutationObserver(
    shielded(() => {
      if (document.querySelector(selectors.rightColumn) === null) return
      observer.disconnect()
      place()
    }),
  )
  observer.observe(document.body, { childList: true, subtree: true })
  return () => {
    observer.disconnect()
    undoNote()
    undoPanel?.()
  }
}

const mountInto = (block: Element, title: string, mount: (container: HTMLElement) => Undo): Undo => {
  const body = block.querySelector(selectors.widgetBody) ?? block
  for (const old of body.querySelectorAll(`.${panelClass}`)) old.remove()
  const container = document.createElement('section')
  container.className = panelClass
  container.setAttribute('aria-label', title)
  body.append(container)
  const undo = mount(container)
  return () => {
    undo()
    container.remove()
    block.remove()
  }
}

const createBlock = (code: string): Element | null => {
  const column =
    document.querySelector(selectors.rightColumnList) ?? document.querySelector(selectors.rightColumn)
  if (column === null) return null
  const block = document.createElement('div')
  block.className = `card-widgets__widget card-widgets__widget-${code}`
  const body = document.createElement('div')
  body.className = 'card-widgets__widget__body'
  block.append(body)
  column.append(block)
  return block
}
