import { MISSING_TIME } from './arraySource'
import { fillDatetimeSettings } from './datetimeSettings'
import type { WireAccount } from './wireAccount'

/** Completes the account object of an account file. `current_user_id` is set anew for each answer. */
export function fillAccount(given: Partial<WireAccount>): WireAccount {
  const currency = given.currency ?? 'RUB'
  const id = given.id ?? 31_000_100
  return {
    id,
    name: 'ООО «Демо»',
    subdomain: 'demo',
    created_at: MISSING_TIME,
    created_by: 0,
    updated_at: MISSING_TIME,
    updated_by: 0,
    current_user_id: 8_800_001,
    country: 'RU',
    language: 'ru',
    currency,
    currency_symbol: SYMBOLS[currency] ?? currency,
    customers_mode: 'periodicity',
    is_unsorted_on: true,
    mobile_feature_version: 0,
    is_loss_reason_enabled: true,
    is_helpbot_enabled: false,
    is_technical_account: false,
    is_api_filter_enabled: false,
    contact_name_display_order: 1,
    version: 16,
    drive_url: 'https://drive-b.amocrm.ru',
    amojo_id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    amojo_rights: { can_direct: true, can_create_groups: true },
    entity_names: {},
    invoices_settings: null,
    users_groups: [{ id: 0, name: 'Отдел продаж', uuid: null }],
    task_types: [
      { id: 1, name: 'Связаться', color: null, icon_id: null, code: 'FOLLOW_UP' },
      { id: 2, name: 'Встреча', color: null, icon_id: null, code: 'MEETING' },
    ],
    ...given,
    datetime_settings: fillDatetimeSettings(given.datetime_settings),
  }
}

const SYMBOLS: Readonly<Record<string, string>> = {
  RUB: '₽',
  USD: '$',
  EUR: '€',
  KZT: '₸',
  UAH: '₴',
  BYN: 'Br',
  GBP: '£',
}

/** Currency codes of `GET /api/v4/currencies`. */
export const CURRENCY_CODES: readonly string[] = Object.keys(SYMBOLS)
