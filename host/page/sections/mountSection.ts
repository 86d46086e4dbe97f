import type { PageContext } from '../appTypes'
import { fetchJson } from '../fetchJson'
import { formatTime } from '../format/formatTime'
import { drawInto, html, type Markup } from '../markup'
import { openMessage } from '../shell/openMessage'
import type { PageRoute } from '../shell/parseRoute'
import type { MountedPage } from '../shell/Router'
import { type TextKey, translate } from '../texts/translate'
import { sectionFrame } from './sectionFrame'

/** One line of a section: `GET /ajax/page/section/{name}`. */
interface SectionRow {
  at: number
  text: string
  note: string
  href: string | null
}

/**
 * Sections that are lines in the order of time: tasks, elements of a catalog, events, what was deleted; and the mail,
 * where a letter may be written. A letter is not registered as unsaved: what opens the page anew loses it (HOST).
 */
export async function mountSection(
  holder: HTMLElement,
  context: PageContext,
  route: PageRoute,
): Promise<MountedPage> {
  const title = translate(`section.${route.area}` as TextKey)
  if (route.area === 'mail') {
    drawInto(holder, sectionFrame(title, letter()))
    holder.querySelector('.js-mail-form')?.addEventListener('submit', (event) => {
      event.preventDefault()
      openMessage(title, html`<p>${translate('mail.absent')}</p>`)
    })
    return { unmount() {} }
  }
  const name = route.area === 'catalogs' ? `catalogs?id=${route.id}` : route.area
  const { rows, name: own } = await fetchJson<{ rows: SectionRow[]; name: string | null }>(
    `/ajax/page/section/${name}`,
  )
  drawInto(holder, sectionFrame(own ?? title, lines(rows, context)))
  return { unmount() {} }
}

function lines(rows: readonly SectionRow[], { session }: PageContext): Markup {
  return html`<ul class="section-page__rows">${rows.map(
    ({ at, text, note, href }) =>
      html`<li class="section-page__row"><span class="section-page__date">${formatTime(at, session.dates)}</span>
        ${href ? html`<a class="js-navigate-link" href="${href}">${text}</a>` : html`<span>${text}</span>`}
        <span class="section-page__note">${note}</span></li>`,
  )}</ul>${rows.length === 0 ? html`<p class="section-page__empty">${translate('section.empty')}</p>` : null}`
}

function letter(): Markup {
  return html`<form class="section-page__mail js-mail-form" autocomplete="off">
    <input class="text-input" name="to" placeholder="${translate('mail.to')}" aria-label="${translate('mail.to')}">
    <input class="text-input" name="subject" placeholder="${translate('mail.subject')}" aria-label="${translate('mail.subject')}">
    <textarea class="text-input text-input-textarea" name="text" rows="10" placeholder="${translate('mail.text')}"
      aria-label="${translate('mail.text')}"></textarea>
    <button type="submit" class="button-input button-input_blue"><span class="button-input-inner__text">${translate('mail.send')}</span></button></form>`
}
