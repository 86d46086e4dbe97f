/** A piece of markup whose values are already escaped. */
export interface Markup {
  readonly source: string
}

type MarkupValue = Markup | readonly Markup[] | string | number | null | undefined | false

/**
 * Template tag: the text of the template is markup, every value in it is escaped unless it is markup itself.
 * Null, undefined and false give nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  let source = parts[0] ?? ''
  values.forEach((value, index) => {
    source += sourceOf(value) + (parts[index + 1] ?? '')
  })
  return { source }
}

/** Draws markup into an element in place of what it held. */
export function drawInto(element: Element, markup: Markup): void {
  element.innerHTML = markup.source
}

/** Makes the one element that the markup describes. */
export function createElement(markup: Markup): HTMLElement {
  const template = document.createElement('template')
  template.innerHTML = markup.source.trim()
  const element = template.content.firstElementChild
  if (!(element instanceof HTMLElement)) throw new Error('Markup without an element')
  return element
}

/** Finds what the page has drawn itself: its absence is a fault of the page. */
export function findElement(root: ParentNode, selector: string): HTMLElement {
  const element = root.querySelector(selector)
  if (!(element instanceof HTMLElement)) throw new Error(`Nothing matches ${selector}`)
  return element
}

function sourceOf(value: MarkupValue): string {
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'object') {
    return 'source' in value ? value.source : value.map((one) => one.source).join('')
  }
  return escapeText(String(value))
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
