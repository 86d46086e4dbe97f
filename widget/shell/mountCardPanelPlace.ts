import type { HostWidget } from './hostTypes'
import { readWidgetCode } from './readParams'
import type { Undo } from './undo'

const panelClass = 'sales-analytics__card-panel'

/**
 * Makes the widget's place in the card's right column: by the CRM's own means where they exist, else in a block of the same markup.
 *
 * @param title the widget's shown name, for the head of the block
 * @param mount draws into the place and returns its undo
 * @returns undoes the drawing and takes the block out; does nothing but that when the page has no right column
 */
export const mountCardPanelPlace = (
  widget: HostWidget,
  title: string,
  mount: (container: HTMLElement) => Undo,
): Undo => {
  const code = readWidgetCode(widget)
  const blockSelector = `#widgets_block .card-widgets__widget-${CSS.escape(code)}`
  if (!document.querySelector(blockSelector)) {
    widget.render_template?.(
      { caption: { class_name: 'sales-analytics__card-caption', html: '' }, body: '', render: '' },
      {},
    )
  }
  const block = document.querySelector(blockSelector) ?? createBlock(code)
  if (block === null) return () => undefined
  const body = block.querySelector('.card-widgets__widget__body') ?? block
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
    document.querySelector('#widgets_block .card-widgets__elements') ??
    document.querySelector('#widgets_block')
  if (column === null) return null
  const block = document.createElement('div')
  block.className = `card-widgets__widget card-widgets__widget-${code}`
  const body = document.createElement('div')
  body.className = 'card-widgets__widget__body'
  block.append(body)
  column.append(block)
  return block
}
