type Base = 'id' | 'int' | 'time' | 'number' | 'text' | 'flag' | 'object' | 'list'

/** Kind of a value: `!` must be there, `?` may be null. */
export type ValueKind = Base | `${Base}!` | `${Base}?`

/** Keys that are checked; a nested shape stands for an object or for the items of a list (null passes). */
export interface Shape {
  [key: string]: ValueKind | { list: Shape } | { object: Shape }
}

const NAMED: Shape = { id: 'id!', name: 'text' }

const TIMES: Shape = {
  created_at: 'time',
  updated_at: 'time',
  created_by: 'int',
  updated_by: 'int',
}

const IDS: Shape = { id: 'id!' }

const RECORD: Shape = {
  ...NAMED,
  ...TIMES,
  responsible_user_id: 'id',
  group_id: 'int',
  closest_task_at: 'time?',
  is_deleted: 'flag',
  custom_fields_values: { list: { field_id: 'id', field_code: 'text?', values: 'list?' } },
  _embedded: {
    object: {
      tags: { list: { id: 'id', name: 'text' } },
      contacts: { list: { id: 'id!', is_main: 'flag' } },
      companies: { list: IDS },
      segments: { list: IDS },
      catalog_elements: { list: IDS },
    },
  },
}

/** What is checked in each list of an account file, and in its `account`. */
export const RECORD_SHAPES: Readonly<Record<string, Shape>> = {
  account: {
    id: 'id',
    name: 'text',
    subdomain: 'text',
    currency: 'text',
    is_api_filter_enabled: 'flag',
    datetime_settings: {
      object: { timezone: 'text', short_date_pattern: 'text', short_time_pattern: 'text' },
    },
    users_groups: 'list',
    task_types: 'list',
  },
  users: {
    ...NAMED,
    rights: { object: { is_admin: 'flag', is_free: 'flag', group_id: 'int?', status_rights: 'list' } },
  },
  pipelines: {
    ...NAMED,
    sort: 'number',
    is_main: 'flag',
    is_archive: 'flag',
    _embedded: { object: { statuses: { list: { ...NAMED, sort: 'number', type: 'int', color: 'text' } } } },
  },
  customers_statuses: { ...NAMED, sort: 'number', type: 'int', is_default: 'flag', color: 'text' },
  segments: { ...NAMED, color: 'text' },
  leads: {
    ...RECORD,
    price: 'number!',
    price_with_minor_units: 'number',
    status_id: 'id!',
    pipeline_id: 'id!',
    closed_at: 'time?',
    loss_reason_id: 'id?',
    source_id: 'int?',
  },
  contacts: { ...RECORD, first_name: 'text', last_name: 'text' },
  companies: RECORD,
  customers: {
    ...RECORD,
    next_price: 'number',
    next_date: 'time?',
    status_id: 'id',
    periodicity: 'number',
    ltv: 'number',
    purchases_count: 'int',
    average_check: 'number',
  },
  transactions: {
    ...TIMES,
    id: 'id!',
    customer_id: 'id!',
    price: 'number',
    completed_at: 'time',
    comment: 'text?',
    is_deleted: 'flag',
  },
  events: {
    ...TIMES,
    id: 'text',
    type: 'text!',
    entity_id: 'int!',
    entity_type: 'text!',
    value_after: 'list',
    value_before: 'list',
  },
  notes: {
    ...TIMES,
    id: 'id!',
    entity_type: 'text!',
    entity_id: 'id!',
    note_type: 'text',
    params: 'object',
  },
  tasks: { ...TIMES, id: 'id!', text: 'text', complete_till: 'time', is_completed: 'flag' },
  tags: { id: 'id!', name: 'text!', color: 'text?', entity_type: 'text' },
  catalogs: { ...NAMED, ...TIMES, type: 'text' },
  catalog_elements: { ...NAMED, ...TIMES, catalog_id: 'id!' },
  talks: { talk_id: 'id!', contact_id: 'id?', entity_id: 'id?' },
  sources: NAMED,
  loss_reasons: NAMED,
  custom_fields: { ...NAMED, type: 'text', code: 'text?', sort: 'number', group_id: 'text?', enums: 'list?' },
  custom_fields_groups: { id: 'text!', name: 'text', sort: 'number' },
  webhooks: { id: 'id', destination: 'text!', settings: 'list' },
  widgets: { code: 'text!', installed: 'flag', active: 'flag', settings: 'object' },
}
