import { html, type Markup } from '../markup'
import { translate } from '../texts/translate'
import type { PageSession, WidgetTile } from '../wire'
import { settingText } from './settingText'

type SettingField = WidgetTile['settingsTemplate'][number]

/** One field of the settings form, by its type (RU:integrations/fields, HOST). */
export function fieldMarkup(tile: WidgetTile, field: SettingField, session: PageSession): Markup {
  if (field.type === 'custom') return customMarkup(tile, field)
  if (field.type === 'users' || field.type === 'users_lp') return usersMarkup(tile, field, session)
  const id = `${tile.code}_${field.code}`
  return html`<div class="widget_settings_block__item_field">
    <label class="widget_settings_block__title_field" for="${id}">${titleOf(field)}</label>
    <div class="widget_settings_block__input_field">${inputMarkup({
      id,
      name: field.code,
      value: settingText(tile.settings[field.code]),
      isSecret: field.type === 'pass',
    })}</div></div>`
}

/** A place of the widget's own with the hidden input in it: whoever empties the place loses the input. */
function customMarkup(tile: WidgetTile, field: SettingField): Markup {
  return html`<div class="widget_settings_block__item_field"><div class="widget_settings_block__title_field"></div>
    <div class="widget_settings_block__input_field" id="${tile.code}_custom_content"><input type="hidden" id="${tile.code}_custom"
      class="widget_settings_block__controls__ text-input" name="${field.code}" value="${settingText(tile.settings[field.code])}"></div></div>`
}

/** An input for each user of the account, or a name and a password for each. */
function usersMarkup(tile: WidgetTile, field: SettingField, { managers }: PageSession): Markup {
  const stored = tile.settings[field.code] as Record<string, unknown> | null | undefined
  const isPair = field.type === 'users_lp'
  return html`<div class="widget_settings_block__item_field"><div class="widget_settings_block__title_field">${titleOf(field)}</div>
    ${Object.entries(managers).map(([userId, { title }]) => {
      const value = stored?.[userId]
      const name = `${field.code}[${userId}]`
      return html`<div class="widget_settings_block__input_field"><div class="widget_settings_block_users">
        <div class="widget_settings_block_users__title_field widget_settings_block__title_field">${title}</div>
        ${isPair ? pairMarkup(name, userId, value) : inputMarkup({ name, label: title, value: settingText(value) })}</div></div>`
    })}</div>`
}

function pairMarkup(name: string, userId: string, value: unknown): Markup {
  const { login, password } = (value ?? {}) as { login?: unknown; password?: unknown }
  return html`${inputMarkup({
    id: `login_${userId}`,
    name: `${name}[login]`,
    label: translate('widget.login'),
    value: settingText(login),
  })}${inputMarkup({
    id: `password_${userId}`,
    name: `${name}[password]`,
    label: translate('widget.password'),
    value: settingText(password),
    isSecret: true,
  })}`
}

interface InputParams {
  id?: string
  name: string
  value: string
  /** Name for who sees no title. */
  label?: string
  isSecret?: boolean
}

function inputMarkup({ id, name, value, label, isSecret = false }: InputParams): Markup {
  const own = html`${id === undefined ? null : html` id="${id}"`}${label === undefined ? null : html` placeholder="${label}" aria-label="${label}"`}`
  return html`<input type="${isSecret ? 'password' : 'text'}"${own} class="widget_settings_block__controls__ text-input" name="${name}"
    value="${value}" autocomplete="${isSecret ? 'new-password' : 'off'}">`
}

function titleOf({ name, required }: SettingField): string {
  return `${name}${required ? '*' : ''}: `
}
