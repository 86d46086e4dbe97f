import type { PageContext } from './appTypes'
import { CardPage } from './cards/CardPage'
import { PageRequestError } from './fetchJson'
import { ListPage } from './lists/ListPage'
import { drawInto, html } from './markup'
import { mountBoard } from './sections/mountBoard'
import { mountDashboard } from './sections/mountDashboard'
import { mountSection } from './sections/mountSection'
import { mountStats } from './sections/mountStats'
import { mountIntegrations } from './settings/mountIntegrations'
import { mountSettings } from './settings/mountSettings'
import type { PagePlaces } from './shell/drawShell'
import { markSection } from './shell/markSection'
import type { PageRoute } from './shell/parseRoute'
import type { MountedPage } from './shell/Router'
import { translate } from './texts/translate'
import type { WidgetLoader } from './widgets/WidgetLoader'

/** Draws the page of a route into the page's place; a page the CRM does not give becomes a sentence that says why. */
export async function mountPage(
  places: PagePlaces,
  context: PageContext,
  loader: WidgetLoader,
  route: PageRoute,
): Promise<MountedPage> {
  markSection(route)
  const isCard = route.kind === 'card'
  if (!isCard) context.app.data.current_card = false
  try {
    return await mountKnown(places, context, loader, route)
  } catch (error) {
    if (!(error instanceof PageRequestError)) throw error
    const isGone = error.status === 404
    const text = isGone ? translate('page.missing') : translate('page.failed', { reason: error.message })
    // A card that is not given stands in the card's place: the list below it stays as it is.
    drawInto(
      places[isCard ? 'card' : 'page'],
      html`<div class="page-message" role="alert"><p>${text}</p><p><a href="/contacts/list/contacts/">${translate('nav.contacts')}</a></p></div>`,
    )
    return { unmount() {} }
  }
}

async function mountKnown(
  places: PagePlaces,
  context: PageContext,
  loader: WidgetLoader,
  route: PageRoute,
): Promise<MountedPage> {
  if (route.kind === 'card') {
    const card = new CardPage(places.card, context, route.entity ?? 'contacts', route.id)
    await card.mount()
    return card
  }
  const holder = places.page
  switch (route.kind) {
    case 'list': {
      const page = new ListPage(holder, context, route.isAll ? 'all' : (route.entity ?? 'contacts'))
      await page.mount()
      return page
    }
    case 'section':
      return mountSection(holder, context, route)
    case 'board':
      return mountBoard(holder, context)
    case 'integrations':
      return mountIntegrations(holder, context, route, loader)
    case 'settings':
    case 'advanced':
      return mountSettings(holder, context, route)
    case 'menuPage':
      return route.location === 'settings'
        ? mountSettings(holder, context, route)
        : mountStats(holder, context, route)
    case 'stats':
      return mountStats(holder, context, route)
    case 'dashboard':
      return mountDashboard(holder, context)
    case 'unknown':
      throw new PageRequestError(404, '404')
  }
}
