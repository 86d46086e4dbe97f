import type { PageContext } from '../appTypes'
import { formatCount } from '../format/formatCount'
import { fetchJson } from '../fetchJson'
import { drawInto, html } from '../markup'
import { icon } from '../shell/icon'
import type { MountedPage } from '../shell/Router'
import { translate } from '../texts/translate'

interface Tile {
  entity: 'contacts' | 'companies' | 'leads' | 'customers'
  href: string
}

const tiles: readonly Tile[] = [
  { entity: 'leads', href: '/leads/' },
  { entity: 'customers', href: '/customers/' },
  { entity: 'contacts', href: '/contacts/list/contacts/' },
  { entity: 'companies', href: '/contacts/list/companies/' },
]

/** «Рабочий стол»: how much there is, with the ways in. */
export async function mountDashboard(holder: HTMLElement, context: PageContext): Promise<MountedPage> {
  const counts = await fetchJson<Record<Tile['entity'], number>>('/ajax/page/counts')
  const { account, user, customersOn } = context.session
  const shown = tiles.filter(({ entity }) => entity !== 'customers' || customersOn)
  drawInto(
    holder,
    html`<div class="dashboard" id="list_page_holder"><h1 class="dashboard__title">${account.name}</h1><p class="dashboard__user">${user.name}</p>
    <div class="dashboard__tiles">${shown.map(
      ({
        entity,
        href,
      }) => html`<a class="dashboard__tile" href="${href}">${icon(entity === 'companies' ? 'company' : entity)}<span
        class="dashboard__tile-name">${translate(`list.title.${entity}`)}</span><span class="dashboard__tile-count">${formatCount(counts[entity], entity, user.lang)}</span></a>`,
    )}</div></div>`,
  )
  return { unmount() {} }
}
