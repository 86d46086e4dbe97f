import type { PageContext } from '../appTypes'
import { fetchJson } from '../fetchJson'
import { formatMoney } from '../format/formatMoney'
import { drawInto, html } from '../markup'
import type { MountedPage } from '../shell/Router'
import { translate } from '../texts/translate'
import { sectionFrame } from './sectionFrame'
import type { StatsAnswer } from './mountStats'

/** The pipeline of deals, `/leads/pipeline/`: its stages side by side with how much stands in each. */
export async function mountBoard(holder: HTMLElement, context: PageContext): Promise<MountedPage> {
  const { pipelines } = await fetchJson<StatsAnswer>('/ajax/page/stats')
  const asked = Number(location.pathname.split('/')[3])
  const pipeline = pipelines.find(({ id }) => id === asked) ?? pipelines[0]
  const symbol = context.session.account.currency_symbol
  const language = context.session.user.lang === 'en' ? 'en-GB' : 'ru-RU'
  drawInto(
    holder,
    sectionFrame(
      pipeline?.name ?? translate('section.board'),
      html`<div class="pipeline_view">${(pipeline?.stages ?? []).map(
        ({
          name,
          color,
          count,
          sum,
        }) => html`<section class="pipeline_status"><h2 class="pipeline_status__head" style="border-color:${color}">${name}</h2>
          <p>${count.toLocaleString(language)}: ${formatMoney(sum, symbol)}</p></section>`,
      )}</div>`,
    ),
  )
  return { unmount() {} }
}
