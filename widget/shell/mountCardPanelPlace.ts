import type { HostWidget } from './hostTypes'
import { noteLate } from './page/noteLate'
import { askForBlock, readFolder, readParam, readWidgetCode } from './page/readWidget'
import { selectors } from './page/selectors'
import { shielded } from './page/shielded'
import type { Undo } from './undo'
import { createChangeWatcher } from './page/watchers'

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
    if (findBlock() === null) askForBlock(widget)
    const block = findBlock() ?? createBlock(widget)
    if (block === null) return false
    undoPanel = mountInto(block, title, mount)
    return true
  }
  if (place()) return () => undoPanel?.()
  const undoNote = noteLate('right column', () => undoPanel !== null)
  const observer = createChangeWatcher(
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

/**
 * A block of the CRM's own markup. Without the caption nobody could open it: the CRM hides the body until its caption is pressed (HOST). An
 * open column shows the wide logo and an arrow there, a closed one the small logo.
 */
const createBlock = (widget: HostWidget): Element | null => {
  const column =
    document.querySelector(selectors.rightColumnList) ?? document.querySelector(selectors.rightColumn)
  if (column === null) return null
  const code = readWidgetCode(widget)
  const isOpen = document.querySelector(selectors.openColumn) !== null
  const block = createPart('div', `card-widgets__widget card-widgets__widget-${code}`)
  const caption = createPart(
    'div',
    'js-widget-caption-block card-widgets__widget__caption sales-analytics__card-caption',
  )
  block.dataset['code'] = code
  caption.dataset['code'] = code
  const arrow = createPart(
    'div',
    'card-widgets__widget__caption__arrow widgets__widget__caption__arrow_bottom',
  )
  caption.append(createLogo(widget, 'logo_medium.png', 'card-widgets__widget__caption__logo', isOpen))
  caption.append(createLogo(widget, 'logo_min.png', 'card-widgets__widget__caption__logo_min', !isOpen))
  caption.append(shownIf(isOpen, arrow))
  block.append(caption, createPart('div', 'card-widgets__widget__body'))
  column.append(block)
  return block
}

const createPart = <Name extends 'div' | 'img'>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] => {
  const part = document.createElement(name)
  part.className = className
  return part
}

const createLogo = (
  widget: HostWidget,
  file: string,
  className: string,
  isShown: boolean,
): HTMLImageElement => {
  const logo = createPart('img', className)
  logo.src = `${readParam(widget, 'images_path') || `${readFolder(widget)}/images`}/${file}`
  logo.alt = ''
  logo.addEventListener('error', () => logo.remove())
  return shownIf(isShown, logo)
}

/** As the CRM shows and hides the parts of its captions. */
const shownIf = <Part extends HTMLElement>(isShown: boolean, part: Part): Part => {
  part.style.display = isShown ? 'inline' : 'none'
  return part
}
