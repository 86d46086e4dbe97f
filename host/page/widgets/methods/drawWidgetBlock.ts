import $ from 'jquery'
import { usedTwig } from '../../twig/prepareTwig'

/** What a widget gives to `render_template`: caption, its own markup, and a template to draw into the block. */
export interface WidgetBlock {
  caption?: { class_name?: string; html?: string }
  block_class_name?: string
  body?: string
  render?: string
}

const frame = `<div class="card-widgets__widget card-widgets__widget-{{ code }}{% if own %} card-widgets__widget-{{ own }}{% endif %}" data-code="{{ code }}">
<div class="js-widget-caption-block card-widgets__widget__caption {{ caption.class_name }}" data-code="{{ code }}" tabindex="0" role="button" aria-label="{{ name|e }}" aria-expanded="true">
{% if caption.html %}{{ caption.html }}{% else %}<img class="card-widgets__widget__caption__logo_min" src="{{ images }}/logo_min.png" alt="" width="32" height="32" onerror="this.parentNode.removeChild(this)">{% endif %}
</div><div class="card-widgets__widget__body js-body-hide">{{ inner }}</div></div>`

/**
 * Puts a widget's block into the right column: its template drawn with `params`, then its own markup.
 *
 * @throws TypeError where the page has no right column (`.card-widgets__elements`), as the CRM's own does
 */
export function drawWidgetBlock(
  widget: { code: string; name: string; imagesPath: string },
  block: WidgetBlock,
  params: Record<string, unknown>,
): void {
  const column = $('#widgets_block .card-widgets__elements').get(0) as HTMLElement
  const twig = usedTwig()
  const inner = twig({ data: block.render ?? '' }).render(params) + (block.body ?? '')
  const markup = twig({ data: frame }).render({
    code: widget.code,
    name: widget.name,
    images: widget.imagesPath,
    own: block.block_class_name ?? '',
    caption: block.caption ?? {},
    inner,
  })
  const made = document.createElement('template')
  made.innerHTML = markup
  column.append(made.content)
  $(document).trigger('widget:render-template')
}
