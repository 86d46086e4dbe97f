// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { mountCardPanelPlace } from '../../widget/shell/mountCardPanelPlace'
import { aWidget, settle, showPage } from './hostDocument'

const column =
  '<div id="widgets_block"><div id="nano-card-widgets"><div class="card-widgets__elements"></div></div></div>'
const block = `<div class="card-widgets__widget card-widgets__widget-sales_analytics">
  <div class="js-widget-caption-block"></div><div class="card-widgets__widget__body"></div></div>`

const drawBlock = (): void => {
  const elements = document.querySelector('.card-widgets__elements')
  if (elements) elements.innerHTML += block
}

const draw = (container: HTMLElement) => {
  container.textContent = 'Купили'
  return () => undefined
}

describe('mountCardPanelPlace', () => {
  it("makes its place by the CRM's own means", () => {
    showPage(column)
    const renderTemplate = vi.fn(drawBlock)
    mountCardPanelPlace(aWidget({ render_template: renderTemplate }), 'Аналитика продаж', draw)
    expect(renderTemplate).toHaveBeenCalledOnce()
    expect(document.querySelector('.card-widgets__widget__body')?.textContent).toBe('Купили')
  })

  it('makes a block of the same markup where the CRM has no means', () => {
    showPage(column)
    mountCardPanelPlace(aWidget(), 'Аналитика продаж', draw)
    const made = document.querySelector('.card-widgets__elements .card-widgets__widget-sales_analytics')
    expect(made?.textContent).toBe('Купили')
  })

  it('gives its own block the caption by which the CRM opens it: its body is hidden until then', () => {
    showPage(column)
    mountCardPanelPlace(aWidget(), 'Аналитика продаж', draw)
    const caption = document.querySelector('.card-widgets__widget-sales_analytics > .js-widget-caption-block')
    const shown = [...(caption?.children ?? [])].filter(
      (part) => (part as HTMLElement).style.display !== 'none',
    )
    expect(shown.map((part) => part.className)).toEqual(['card-widgets__widget__caption__logo_min'])
    expect(shown[0]?.getAttribute('src')).toMatch(/\/images\/logo_min\.png$/)
  })

  it('shows the wide logo and the arrow in the caption of an open column', () => {
    showPage(column.replace('id="widgets_block"', 'id="widgets_block" class="js-widgets-active"'))
    mountCardPanelPlace(aWidget(), 'Аналитика продаж', draw)
    const caption = document.querySelector('.js-widget-caption-block')
    const shown = [...(caption?.children ?? [])].filter(
      (part) => (part as HTMLElement).style.display !== 'none',
    )
    expect(shown.map((part) => part.className)).toEqual([
      'card-widgets__widget__caption__logo',
      'card-widgets__widget__caption__arrow widgets__widget__caption__arrow_bottom',
    ])
  })

  it('asks the CRM again when the right column comes late', async () => {
    showPage('<div></div>')
    const renderTemplate = vi.fn(() => {
      if (document.querySelector('.card-widgets__elements') === null) throw new TypeError('no column')
      drawBlock()
    })
    const widget = aWidget({ render_template: renderTemplate })
    const undo = mountCardPanelPlace(widget, 'Аналитика продаж', draw)
    document.querySelector('#page_holder')?.insertAdjacentHTML('beforeend', column)
    await settle()
    expect(renderTemplate).toHaveBeenCalledTimes(2)
    expect(document.querySelectorAll('.card-widgets__widget')).toHaveLength(1)
    expect(document.querySelector('.card-widgets__widget__body')?.textContent).toBe('Купили')
    undo()
  })

  it('names itself for those who cannot see it', () => {
    showPage(column)
    mountCardPanelPlace(aWidget(), 'Аналитика продаж', draw)
    expect(document.querySelector('section')?.getAttribute('aria-label')).toBe('Аналитика продаж')
  })

  it('does not double in a block that is there already', () => {
    showPage(column)
    drawBlock()
    mountCardPanelPlace(aWidget(), 'Аналитика продаж', draw)
    mountCardPanelPlace(aWidget(), 'Аналитика продаж', draw)
    expect(document.querySelectorAll('.card-widgets__widget')).toHaveLength(1)
    expect(document.querySelectorAll('section')).toHaveLength(1)
  })

  it('leaves nothing behind after its undo', () => {
    showPage(column)
    const undoDrawing = vi.fn()
    const undo = mountCardPanelPlace(aWidget(), 'Аналитика продаж', () => undoDrawing)
    undo()
    expect(undoDrawing).toHaveBeenCalledOnce()
    expect(document.querySelector('.card-widgets__elements')?.children).toHaveLength(0)
  })

  it('makes its place itself where the means of the CRM throw', () => {
    showPage(column)
    const widget = aWidget({
      render_template: () => {
        throw new TypeError('insertBefore of undefined')
      },
    })
    mountCardPanelPlace(widget, 'Аналитика продаж', draw)
    expect(document.querySelector('.card-widgets__elements .sales-analytics__card-panel')?.textContent).toBe(
      'Купили',
    )
  })

  it('comes into its place when the page draws the right column late, once', async () => {
    showPage('<div></div>')
    const mount = vi.fn(draw)
    const undo = mountCardPanelPlace(aWidget(), 'Аналитика продаж', mount)
    expect(mount).not.toHaveBeenCalled()
    document.querySelector('#page_holder')?.insertAdjacentHTML('beforeend', column)
    await settle()
    document.querySelector('#page_holder')?.insertAdjacentHTML('beforeend', '<p></p>')
    await settle()
    expect(mount).toHaveBeenCalledOnce()
    expect(document.querySelector('.sales-analytics__card-panel')?.textContent).toBe('Купили')
    undo()
    expect(document.querySelector('.sales-analytics__card-panel')).toBeNull()
  })

  it('draws nothing on a page without the right column, also not after its undo', async () => {
    showPage('<div></div>')
    const mount = vi.fn(draw)
    mountCardPanelPlace(aWidget(), 'Аналитика продаж', mount)()
    document.querySelector('#page_holder')?.insertAdjacentHTML('beforeend', column)
    await settle()
    expect(mount).not.toHaveBeenCalled()
  })
})
