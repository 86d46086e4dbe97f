import type { PageContext } from '../appTypes'
import { fetchJson } from '../fetchJson'
import { formatMoney } from '../format/formatMoney'
import { drawInto, html, type Markup } from '../markup'
import type { PageRoute } from '../shell/parseRoute'
import type { MountedPage } from '../shell/Router'
import { translate } from '../texts/translate'

/** `GET /ajax/page/stats`: deals by pipeline and stage. */
export interface StatsAnswer {
  pipelines: readonly {
    id: number
    name: string
    stages: readonly { id: number; name: string; color: string; count: number; sum: number }[]
  }[]
}

/** «Аналитика»: a summary of the deals by stage; or the page of a widget's sub-item, in `#work-area-<code>`. */
export async function mountStats(
  holder: HTMLElement,
  context: PageContext,
  route: PageRoute,
): Promise<MountedPage> {
  const content =
    route.kind === 'menuPage'
      ? html`<div id="work-area-${route.code ?? ''}" class="work-area"></div>`
      : summary(await fetchJson<StatsAnswer>('/ajax/page/stats'), context)
  const items = context.session.menuItems.filter(({ location: place }) => place === 'stats')
  drawInto(
    holder,
    html`<div class="settings-page"><nav class="settings-menu" aria-label="${translate('nav.stats')}"><h2 class="settings-menu__title">${translate('nav.stats')}</h2>
      ${menuLink('/stats/', translate('stats.summary'))}
      ${items.map((item) => menuLink(`/stats/widget/${item.code}/${item.subitemCode ?? ''}/`, item.title))}</nav>
    <div class="settings-page__main"><div class="list__body-right__top"><div class="list__top"><h1
      class="list-top-nav__title">${translate('nav.stats')}</h1></div></div><div class="settings-page__content" id="list_page_holder" tabindex="0">${content}</div></div></div>`,
  )
  return { unmount() {} }
}

function menuLink(href: string, text: string): Markup {
  const current = location.pathname === href ? 'settings-menu__item_current' : ''
  return html`<a class="settings-menu__item ${current}" href="${href}">${text}</a>`
}

function summary(answer: StatsAnswer, context: PageContext): Markup {
  const symbol = context.session.account.currency_symbol
  return html`${answer.pipelines.map(
    (pipeline) => html`<section class="stats-block"><h2 class="stats-block__title">${pipeline.name}</h2>
      <table class="stats-table"><thead><tr><th scope="col">${translate('column.stage')}</th><th scope="col">${translate('stats.count')}</th><th scope="col">${translate('stats.sum')}</th></tr></thead>
      <tbody>${pipeline.stages.map(
        (
          stage,
        ) => html`<tr><td><span class="stats-table__mark" style="background-color:${stage.color}"></span>${stage.name}</td>
        <td>${stage.count.toLocaleString('ru-RU')}</td><td>${formatMoney(stage.sum, symbol)}</td></tr>`,
      )}</tbody></table></section>`,
  )}`
}
