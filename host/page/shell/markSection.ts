import type { PageRoute } from './parseRoute'

/** Marks the section of the page on screen. */
export function markSection(route: PageRoute): void {
  const { kind, entity, area } = route
  const own = kind === 'section' ? (area.split('-')[0] ?? '') : kind
  const section =
    kind === 'integrations' || kind === 'advanced' ? 'settings' : own === 'events' ? 'stats' : own
  const wanted =
    entity === 'companies' ? 'contacts' : (entity ?? (kind === 'menuPage' ? route.location : section))
  for (const item of document.querySelectorAll<HTMLElement>('.nav__menu__item')) {
    const isCurrent = item.dataset['entity'] === wanted
    item.classList.toggle('nav__menu__item-selected', isCurrent)
    const link = item.querySelector('a')
    if (isCurrent) link?.setAttribute('aria-current', 'page')
    else link?.removeAttribute('aria-current')
  }
}
