import $ from 'jquery'
import { html } from '../markup'

/** What a widget gives to `render_template`: caption, body and markup to draw into it. */
export interface WidgetBlock {
  caption?: { class_name?: string; html?: string }
  body?: string
  render?: string
}

/**
 * Puts a widget's block into the card's right column, or replaces it there; a page without the column takes none.
 * Caption and body are the widget's own markup.
 */
export function drawWidgetBlock(
  code: string,
  widget: { name: string; imagesPath: string },
  block: WidgetBlock,
): void {
  const column = $('#widgets_block .card-widgets__elements')
  column.find(`.card-widgets__widget-${code}`).remove()
  const label = html`${widget.name}`.source
  const logo = html`<img src="${widget.imagesPath}/logo_min.png" alt="" width="32" height="32">`.source
  column.append(
    `<div class="card-widgets__widget card-widgets__widget-${code}">
      <div class="js-widget-caption-block card-widgets__widget__caption ${block.caption?.class_name ?? ''}" tabindex="0" role="button" aria-label="${label}" aria-expanded="true">
        ${block.caption?.html || logo}
      </div>
      <div class="card-widgets__widget__body js-body-hide">${block.body ?? ''}${block.render ?? ''}</div>
    </div>`,
  )
}
