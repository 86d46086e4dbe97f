import { formatTime } from '../format/formatTime'
import { html, type Markup } from '../markup'
import { icon } from '../shell/icon'
import { type TextKey, translate } from '../texts/translate'
import type { FeedItem, PageCardAnswer, PageSession } from '../wire'
import type { CardTab } from './cardTabs'
import { formPrefixes } from './formPrefixes'
import { linkedForms } from './linkedForms'
import { tabBody } from './tabBody'

/**
 * What stands in `#card_holder`: left the head, the tabs and the form with all groups of fields from the start, shown one
 * at a time, then the linked forms and the save bar; in the middle the feed; right the widgets' column (HOST). The CRM's
 * own tabs are empty until they are chosen.
 */
export function cardSkeleton(
  answer: PageCardAnswer,
  tabs: readonly CardTab[],
  session: PageSession,
  back: string,
): Markup {
  const { record } = answer
  return html`<div id="card_fields" class="js-card-fields card-holder__fields">
      ${cardTop(answer, back)}
      <div class="card-tabs-wrapper"><div id="card_tabs" class="card-tabs" role="tablist">${tabs.map(
        (
          tab,
        ) => html`<button type="button" class="card-tabs__item js-card-tab" role="tab" data-id="${tab.id}" title="${tab.name}"
          aria-selected="false"><span class="card-tabs__item-inner">${tab.name}</span></button>`,
      )}<div class="card-tabs-slider"></div></div></div>
      <div class="card-fields__fields-block custom-scroll">
        <form id="edit_card" class="card-fields__form" action="/ajax/${record.entity}/detail/" autocomplete="off">
          ${tabs.map(
            (
              tab,
            ) => html`<div class="linked-forms__group-wrapper linked-forms__group-wrapper_main js-cf-group-wrapper"
              data-id="${tab.id}" style="display: none">${tab.kind === 'fields' ? tabBody(tab, answer, session) : null}</div>`,
          )}
        </form>
        <div class="js-linked-forms-place">${linkedForms(answer, session.dates)}</div>
      </div>
      <div class="card-fields__button-block hidden">
        <button type="button" class="button-input button-input_blue js-card-save" id="save_and_close_contacts_link"><span
          class="button-input-inner"><span class="button-input-inner__text">${translate('save')}</span></span></button>
        <button type="button" class="button-input button-cancel js-card-cancel"><span>${translate('cancel')}</span></button>
      </div>
    </div>
    ${cardFeed(answer, session)}
    <div id="widgets_block" class="card-widgets">
      <div class="card-widgets__top"><span class="card-widgets__top-title">${translate('widgets')}</span></div>
      <div id="nano-card-widgets"><div class="card-widgets__elements"></div></div>
    </div>`
}

function cardTop({ record, canEdit }: PageCardAnswer, back: string): Markup {
  return html`<div class="card-fields__top card-fields__top_${record.entity}">
    <h1 class="visually-hidden">${record.name || translate(`new.${record.entity}`)}</h1>
    <div class="card-fields__top-row">
      <a class="card-fields__top-back js-navigate-link" href="${back}" aria-label="${translate('back')}">${icon('back')}</a>
      <div class="card-fields__top-name">
        <input type="text" form="edit_card" class="card-fields__top-name-input" name="${formPrefixes[record.entity]}[NAME]" value="${record.name}"
          placeholder="${translate(`new.${record.entity}`)}" aria-label="${translate('column.name')}" autocomplete="off">
      </div>
      <div class="card-fields__top-name-more"><div class="button-input-wrapper button-input-more">
        <button type="button" class="button-input button-input-with-menu" title="${translate('menu.more')}" aria-label="${translate('menu.more')}"
          aria-haspopup="true">${icon('more')}</button>
        <ul class="button-input__context-menu" role="menu">
          <li class="button-input__context-menu__item js-card-reload" role="menuitem" tabindex="-1"><div class="button-input__context-menu__item__inner"><span
            class="button-input__context-menu__item__text">${translate('card.reload')}</span></div></li>
          <li class="button-input__context-menu__item js-card-print" role="menuitem" tabindex="-1"><div class="button-input__context-menu__item__inner"><span
            class="button-input__context-menu__item__text">${translate('menu.print')}</span></div></li>
        </ul></div></div>
    </div>
    <div class="card-fields__top-tags"><span class="card-fields__top-id">${record.id > 0 ? `#${record.id}` : translate(`new.${record.entity}`)}</span>
      ${record.tags.map((tag) => html`<span class="tag">${tag}</span>`)}
      ${canEdit ? null : html`<span class="card-fields__readonly">${translate('card.readonly')}</span>`}</div>
  </div>`
}

function cardFeed({ feed }: PageCardAnswer, session: PageSession): Markup {
  return html`<div class="card-holder__feed custom-scroll" tabindex="0" role="region" aria-label="${translate('feed.title')}">
    <div class="notes-wrapper">${feed.map(
      (item) => html`<div class="feed-note-wrapper"><div class="feed-note"><span
        class="feed-note__date">${formatTime(item.at, session.dates)}</span> <span class="feed-note__author">${item.author ?? translate('feed.robot')}</span>
        <span class="feed-note__text">${feedText(item)}</span></div></div>`,
    )}
    ${feed.length === 0 ? html`<div class="feed-note-wrapper feed-note-wrapper_empty">${translate('feed.empty')}</div>` : null}</div>
    <div class="feed-compose"><span class="feed-compose__switch">${translate('feed.note')}</span></div>
  </div>`
}

const kindTexts: Readonly<Record<string, TextKey>> = {
  created: 'feed.created',
  call_in: 'feed.callIn',
  call_out: 'feed.callOut',
  sms_in: 'feed.smsIn',
  sms_out: 'feed.smsOut',
  site_visit: 'feed.siteVisit',
}

function feedText({ kind, text }: FeedItem): string {
  const key = kindTexts[kind]
  return [key === undefined ? '' : translate(key), text].filter(Boolean).join(': ')
}
