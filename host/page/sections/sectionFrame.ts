import { html, type Markup } from '../markup'

/** A page of the CRM with a head of 65 px and a place below it that scrolls. */
export function sectionFrame(title: string, content: Markup): Markup {
  return html`<div class="list__body" id="list_page_holder">
    <div class="list__body-right__top"><div class="list__top"><h1 class="list-top-nav__title">${title}</h1></div></div>
    <div class="section-page" tabindex="0" role="region" aria-label="${title}">${content}</div></div>`
}
