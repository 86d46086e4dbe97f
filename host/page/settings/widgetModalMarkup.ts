import { html, type Markup } from '../markup'
import { translate } from '../texts/translate'
import type { PageSession, WidgetTile } from '../wire'
import { fieldMarkup } from './fieldMarkup'

/** Statuses of a widget whose settings can be saved: the others have no «Сохранить» (HOST). */
const SAVED: readonly WidgetTile['status'][] = [
  'installed',
  'error',
  'installed_error',
  'warning',
  'not_configured',
]

/** The inside of a widget's settings window (HOST; widget-host notes, section 5.5). */
export function widgetModalMarkup(tile: WidgetTile, session: PageSession): Markup {
  return html`<div class="widget-settings">
    <button type="button" class="modal-body__close" aria-label="${translate('modal.close')}"></button>
    <div class="widget-settings__base-space">
      <div class="widget_main_info">
        <div class="widget_settings_block__img widget-settings__logo">${tile.isBroken ? null : html`<img src="${tile.path}/images/logo_main.png" alt="" width="200">`}</div>
        <div class="widget_settings_block__head"><h2 class="widget-settings__name widget_settings_block__title">${tile.name}</h2>
          <div class="widget_settings_block__head-desc">${tile.shortDescription}</div></div>
        <div class="widget-settings__command-plate">${stateMarkup(tile)}${commandMarkup(tile)}</div>
      </div>
      <div class="widget-settings__additional-block">${supportMarkup(tile)}
        <div class="widget-settings__rating widget-rating-box" aria-label="${translate('widget.rating')}">★★★★★</div></div>
    </div>
    <div class="widget-settings__wrap-desc-space"><div class="widget-settings__desc-space custom-scroll">
      ${tour(tile)}
      <div class="widget_settings_block">
        <div class="widget_settings_block__descr">${descriptionMarkup(tile.description)}</div>
        ${tile.installable ? fieldsMarkup(tile, session) : null}
      </div>
    </div></div>
  </div>`
}

function supportMarkup({ support: { link, email } }: WidgetTile): Markup | null {
  if (link === '' && email === '') return null
  return html`<div class="widget-settings__support">${translate('widget.support')}
    ${link === '' ? null : html`<a class="widget-support-page__button" href="${link}" target="_blank" rel="noopener">${link}</a>`}
    ${email === '' ? null : html`<a href="mailto:${email}">${email}</a>`}</div>`
}

/** Where the widget stands, in the class that widgets look for: `widget-state_status_installed` (HOST). */
export function stateMarkup(tile: WidgetTile): Markup {
  const isDisabled = tile.installed && !tile.active
  const text = translate(isDisabled ? 'status.disabled' : `status.${tile.status}`)
  return html`<div class="widget-state widget-state_status_${tile.status}"><span class="widget-state__name widget-status-text">${text}</span></div>`
}

function commandMarkup(tile: WidgetTile): Markup | null {
  if (tile.status !== 'install')
    return html`<div class="widget_settings_block__controls_top"><button type="button" class="button-input button-cancel js-widget-uninstall"
      id="${tile.code}" data-id="${tile.id}"><span>${translate('widget.disable')}</span></button></div>`
  if (!tile.installable) return null
  return html`<div><button type="button" class="button-input button-input_blue js-widget-install install-widget__button"
    id="${tile.code}" data-id="${tile.id}"><span class="button-input-inner"><span class="button-input-inner__text">${translate('widget.install')}</span></span></button></div>`
}

function tour(tile: WidgetTile): Markup | null {
  if (tile.tourImages.length === 0) return null
  return html`<div class="widget-settings__tour" tabindex="0">${tile.tourImages.map(
    (image, index) =>
      html`<img class="widget-settings__tour-image" src="${tile.path}/${image.replace(/^\.?\//, '')}" alt="${translate('widget.tour', { n: index + 1 })}" loading="lazy">`,
  )}</div>`
}

/** A description with tags is markup, as in the CRM; one without is text. */
function descriptionMarkup(text: string): Markup {
  return /<[a-z][^>]*>/i.test(text) ? { source: text } : html`${text}`
}

/** Fields, then «Сохранить», then the switch that newer windows hide: all of it one form (HOST). */
function fieldsMarkup(tile: WidgetTile, session: PageSession): Markup {
  const isOn = tile.active && tile.installed
  return html`<div class="widget_settings_block__fields" id="widget_settings__fields_wrapper">
    ${tile.settingsTemplate.map((field) => fieldMarkup(tile, field, session))}
    ${SAVED.includes(tile.status) ? saveMarkup(tile) : null}
    <div class="switcher_wrapper"><label for="widget_active__sw" class="switcher ${isOn ? 'switcher__on' : 'switcher__off'} switcher_blue widget-settings__switcher"></label>
      <input type="checkbox" id="widget_active__sw" name="widget_active" class="switcher__checkbox" value="${isOn ? 'Y' : 'N'}" ${isOn ? { source: 'checked' } : null}></div>
  </div>`
}

function saveMarkup(tile: WidgetTile): Markup {
  return html`<div class="widget_settings_block__controls widget_settings_block__controls_top">
    <button type="button" class="button-input button-input-disabled js-widget-save" id="save_${tile.code}" data-id="${tile.id}"
      data-onsave-destroy-modal="true" aria-disabled="true"><span class="button-input-inner"><span
      class="button-input-inner__text">${translate('save')}</span></span></button></div>`
}
