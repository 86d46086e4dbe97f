import type { HostTexts } from '../../shell/hostTypes'
import { createUndo, type Undo } from '../../shell/undo'
import type { TextKey } from '../../texts/textTree'
import { plainText } from './plainText'

const sections = ['bought', 'inWork', 'refused'] as const

const absent = '—'

/**
 * Draws the panel of a card as it is while nothing is known, without what draws the rest: the same lines (`views/card/CardPanel`), so that
 * nothing jumps when they are filled.
 */
export const showCardWaiting = (container: Element, texts: HostTexts, language: string): Undo => {
  const word = (key: TextKey): string => plainText(texts, key)
  const figure = (name: string, title: string, values: readonly string[]): HTMLElement =>
    part('div', `figure sales-analytics__figure_${name}`, [
      part('dt', '', [title]),
      ...values.map((kind) => part('dd', `figure-${kind}`, [absent])),
    ])
  const list = part('dl', 'figures', [
    ...sections.map((section) => figure(section, word(`common.${section}`), ['count', 'sum'])),
    figure('average', word('card.averageCheck'), ['sum']),
  ])
  list.setAttribute('aria-busy', 'true')
  const bar = part('div', 'progress sales-analytics__progress_endless', [part('span', 'progress-bar', [])])
  bar.setAttribute('role', 'progressbar')
  bar.setAttribute('aria-label', word('card.reading'))
  bar.setAttribute('aria-valuetext', word('card.reading'))
  const card = part('section', 'card', [list, bar, part('p', 'muted', [word('card.reading')])])
  card.setAttribute('aria-label', word('card.panel'))
  const root = part('div', '', [card])
  root.className = 'sales-analytics sales-analytics_card'
  root.lang = language
  container.append(root)
  return createUndo(() => root.remove())
}

const part = (name: string, className: string, children: readonly (Node | string)[]): HTMLElement => {
  const element = document.createElement(name)
  if (className !== '') element.className = `sales-analytics__${className}`
  element.append(...children)
  return element
}
