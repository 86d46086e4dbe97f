import { html, type Markup } from '../markup'
import { translate } from '../texts/translate'
import type { WidgetTile } from '../wire'
import { settingText } from './settingText'
import { statusOf } from './statusOf'

type SettingField = WidgetTile['settingsTemplate'][number]

/** The inside of a widget's settings window (widget-host notes, section 5.5). */
export function widgetModalMarkup(tile: WidgetTile): Markup {
  const status = statusOf(tile)
  return html`<div class="widget-settings">
    <button type="button" class="modal-body__close" aria-label="${translate('modal.close')}"></button>
    <div class="widget-settings__base-space">
      <div class="widget-settings__logo">${tile.isBroken ? null : html`<img src="${tile.path}/images/logo_main.png" alt="" width="200">`}</div>
      <h2 class="widget-settings__name">${tile.name}</h2>
      <div class="widget-settings__command-plate">
        <div class="widget-state widget-state_${status}">${translate(`status.${status}`)}</div>
        ${
          tile.installed && tile.active
            ? html`<button type="button" class="button-input button-cancel js-widget-uninstall"><span>${translate('widget.disable')}</span></button>`
            : html`<button type="button" class="button-input button-input_blue js-widget-install"><span
                class="button-input-inner__text">${translate('widget.install')}</span></button>`
        }
      </div>
      <div class="widget-settings__support">${translate('widget.support')} <a href="${tile.support.link}" target="_blank" rel="noopener">${tile.support.link}</a>
        <a href="mailto:${tile.support.email}">${tile.support.email}</a></div>
      <div class="widget-settings__rating" aria-label="${translate('widget.rating')}">★★★★★</div>
    </div>
    <div class="widget-settings__wrap-desc-space"><div class="widget-settings__desc-space custom-scroll">
      ${tour(tile)}
      <div class="widget_settings_block">
        <div class="widget_settings_block__descr">${tile.description}</div>
        <div class="widget_settings_block__fields" id="widget_settings__fields_wrapper">${tile.settingsTemplate.map((field) => fieldMarkup(tile, field))}</div>
        ${tile.installed && tile.active ? saveButton(tile) : null}
        <input type="hidden" id="widget_active__sw" name="widget_active" value="${tile.active ? 'Y' : 'N'}">
      </div>
    </div></div>
  </div>`
}

function tour(tile: WidgetTile): Markup | null {
  if (tile.tourImages.length === 0) return null
  return html`<div class="widget-settings__tour" tabindex="0">${tile.tourImages.map(
    (image, index) =>
      html`<img class="widget-settings__tour-image" src="${tile.path}${image}" alt="${translate('widget.tour', { n: index + 1 })}" loading="lazy">`,
  )}</div>`
}

function saveButton(tile: WidgetTile): Markup {
  return html`<div class="widget_settings_block__controls widget_settings_block__controls_top">
    <button type="button" class="button-input button-input-disabled js-widget-save" id="save_${tile.code}" data-id="${tile.id}"
      data-onsave-destroy-modal="true" aria-disabled="true"><span class="button-input-inner"><span
      class="button-input-inner__text">${translate('save')}</span></span></button></div>`
}

function fieldMarkup(tile: WidgetTile, field: SettingField): Markup {
  const value = settingText(tile.settings[field.code])
  if (field.type === 'custom') {
    return html`<div class="widget_settings_block__item_field" id="${tile.code}_custom_content"></div>
      <input type="hidden" id="${tile.code}_custom" name="${field.code}" value="${value}" class="js-widget-field" data-required="${field.required ? 'Y' : 'N'}">`
  }
  return html`<div class="widget_settings_block__item_field">
    <label class="widget_settings_block__title_field" for="${tile.code}_${field.code}">${field.name}${field.required ? '*' : ''}</label>
    <div class="widget_settings_block__input_field"><input type="${field.type === 'pass' ? 'password' : 'text'}" id="${tile.code}_${field.code}"
      class="widget_settings_block__controls__ text-input js-widget-field" name="${field.code}" value="${value}"
      data-required="${field.required ? 'Y' : 'N'}"></div></div>`
}
