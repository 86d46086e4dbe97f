/**
 * Places of `locations` in a manifest (RU:integrations/areas, RU:integrations/structure, K:widget-locations). Those that
 * no page of the local CRM stands for are known and initialise nothing.
 */
export const LOCATIONS: ReadonlySet<string> = new Set([
  'lcard',
  'ccard',
  'comcard',
  'cucard',
  'llist',
  'clist',
  'culist',
  'tlist',
  'tline',
  'tcalendar',
  'settings',
  'advanced_settings',
  'card_sdk',
  'catalogs',
  'digital_pipeline',
  'lead_sources',
  'whatsapp_modal',
  'everywhere',
  'salesbot_designer',
  'sms',
  'mobile_card',
  'amoforms',
  'widget_page',
  'personal_page',
  'website_chat_button',
  'ai_agent',
])

/** Area of the page → place of the manifest and `system().area` (RU:web_sdk/env_variables). */
const AREAS: Readonly<Record<string, readonly [place: string, systemArea: string]>> = {
  contacts: ['clist', 'clist'],
  companies: ['clist', 'clist'],
  leads: ['llist', 'llist'],
  'leads-pipeline': ['llist', 'llist'],
  customers: ['culist', 'culist'],
  todo: ['tlist', 'tlist'],
  'todo-line': ['tline', 'tline'],
  'todo-calendar': ['tcalendar', 'tcalendar'],
  contacts_card: ['ccard', 'ccard'],
  companies_card: ['comcard', 'comcard'],
  leads_card: ['lcard', 'lcard'],
  customers_card: ['cucard', 'cucard'],
  catalogs: ['catalogs', 'catalogs'],
  'digital-pipeline': ['digital_pipeline', 'digital_pipeline'],
  widgetsSettings: ['settings', 'settings'],
  'advanced-settings': ['advanced_settings', 'advanced-settings'],
  'widget-page': ['widget_page', 'widget_page'],
}

/** The place that an area stands for; no place of its own (pipelines, the desktop, mail) leaves it to `everywhere`. */
export function placeOf(area: string): { place: string | null; systemArea: string } {
  const found = Object.hasOwn(AREAS, area) ? AREAS[area] : undefined
  return found ? { place: found[0], systemArea: found[1] } : { place: null, systemArea: 'outer_space' }
}
