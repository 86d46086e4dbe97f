/** JSON shapes of the page's own endpoints under `/ajax/page/`. Times are unix seconds, money is in major units. */

export type EntityCode = 'contacts' | 'companies' | 'leads' | 'customers'

/** A list of the page: one entity's, or contacts and companies together. */
export type ListCode = EntityCode | 'all'

export interface PageUser {
  id: number
  login: string
  name: string
  /** The language of the page, two letters. */
  lang: string
  uuid: string
  theme: number
  group_mates_ids: readonly number[]
  api_key: string
}

export interface PageRights {
  is_admin: boolean
  is_free_user: boolean
  [section: string]: unknown
}

export interface PageAccount {
  id: number
  name: string
  subdomain: string
  timezone: string
  /** What the account was made in; the page is in its user's. */
  language: string
  top_level_domain: string
  currency: string
  currency_symbol: string
  cf: Record<string, PageAccountField>
  [key: string]: unknown
}

export interface PageAccountField {
  ID: number
  NAME: string
  TYPE_ID: number
  DISABLED: '0' | '1'
  CODE: string | null
  ELEMENT_TYPES: Record<string, number>
}

export interface PageStage {
  id: number
  name: string
  color: string
  type: number
}

export interface PagePipeline {
  id: number
  name: string
  is_archive: boolean
  statuses: readonly PageStage[]
}

export interface PageSwitches {
  widgetMarkup: 'classic' | 'newbie'
  companiesBaseEntity: 'companies' | 'contacts'
  columns: 'auto' | 'manual'
  inbox: 'soon' | 'late' | 'never'
  cardBackRenders: boolean
  currentCardAtRender: 'new' | 'old'
}

/** How times are written: moment's patterns, the clock and the account's zone. */
export interface PageDates {
  date: string
  time: string
  hours: 24 | 12
  zone: string
}

/** A sub-item that a widget adds to a section of the left menu (`left_menu` of its manifest). */
export interface MenuItem {
  code: string
  location: 'stats' | 'settings' | 'widget_page'
  itemCode: string | null
  subitemCode: string | null
  title: string
}

/** Everything the page has to know before it draws anything: `GET /ajax/page/session`. */
export interface PageSession {
  coreVersion: number
  user: PageUser
  rights: PageRights
  dates: PageDates
  account: PageAccount
  managers: Record<string, { title: string; [key: string]: unknown }>
  groups: Record<string, string>
  taskTypes: Record<string, unknown>
  pipelines: readonly PagePipeline[]
  customerStages: readonly PageStage[]
  customersOn: boolean
  menuItems: readonly MenuItem[]
  switches: PageSwitches
  now: number
}

export interface PageField {
  id: number
  entity: EntityCode
  name: string
  type: string
  code: string | null
  sort: number
  groupId: string
  isApiOnly: boolean
  isComputed: boolean
  enums: readonly { id: number; value: string }[]
}

export interface PageGroup {
  id: string
  name: string
  sort: number
}

export interface PageFieldValue {
  value: string | number | boolean
  enumId: number | null
}

export type PageValues = Record<string, readonly PageFieldValue[]>

export interface RecordLink {
  id: number
  name: string
}

/** One row of a list, and the body of a card. What an entity has no use for is null. */
export interface PageRecord {
  id: number
  entity: EntityCode
  name: string
  responsibleId: number
  createdAt: number
  updatedAt: number
  values: PageValues
  tags: readonly string[]
  company: RecordLink | null
  contact: RecordLink | null
  price: number | null
  pipelineId: number | null
  stageId: number | null
  closedAt: number | null
  nextPrice: number | null
  nextDate: number | null
  purchases: number | null
  spent: number | null
}

/** `GET /ajax/page/list/{entity}`. */
export interface PageListAnswer {
  total: number
  page: number
  limit: number
  rows: readonly PageRecord[]
  fields: readonly PageField[]
  canExport: boolean
  /** Joins `constant('user_rights')`. */
  user_rights: Record<string, unknown>
}

export interface FeedItem {
  at: number
  /** Null for the CRM itself. */
  author: string | null
  /** `created`, or the type of the note. */
  kind: string
  text: string
}

export interface LinkedCard {
  record: PageRecord
  fields: readonly PageField[]
}

/** `GET /ajax/page/card/{entity}/{id}`; id 0 is a card not saved yet. */
export interface PageCardAnswer {
  record: PageRecord
  fields: readonly PageField[]
  groups: readonly PageGroup[]
  canEdit: boolean
  /** Joins `constant('user_rights')`. */
  user_rights: Record<string, unknown>
  linkedContacts: readonly LinkedCard[]
  linkedCompanies: readonly LinkedCard[]
  linkedLeads: readonly PageRecord[]
  linkedCustomers: readonly PageRecord[]
  purchases: readonly { id: number; price: number; completedAt: number; comment: string }[]
  feed: readonly FeedItem[]
}

/** One tile of the integrations page: `GET /ajax/page/widgets`. */
export interface WidgetTile {
  id: number
  code: string
  name: string
  shortDescription: string
  description: string
  tourDescription: string
  tourImages: readonly string[]
  path: string
  version: string
  installed: boolean
  active: boolean
  configured: boolean
  support: { link: string; email: string }
  settings: Record<string, unknown>
  settingsTemplate: readonly { code: string; name: string; type: string; required: boolean }[]
  advancedTitle: string | null
  isBroken: boolean
}
