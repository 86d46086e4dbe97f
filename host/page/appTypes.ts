import type { CurrentCard } from './cards/CurrentCard'
import type { Modal } from './modal/Modal'
import type { WidgetInstance, WidgetsSystem } from './widgets/widgetTypes'
import type { PageSession } from './wire'

export interface NotificationParams {
  header?: string
  text?: string | { header?: string; text?: string }
  type?: 'call' | 'error'
  date?: number
  icon?: string
  link?: string
}

/** A list on screen: `APP.data.current_list`. */
export interface ListRow {
  id: number
  name: string
  type: 'contact' | 'company' | 'lead' | 'customer'
  checked: boolean
  phones: readonly string[]
  emails: readonly string[]
}

/** The page's global object, as far as it is documented or used by widgets (RU:web_sdk/env_variables, HOST). */
export interface AppGlobal {
  /** The constant of this name; with a value, sets it first. */
  constant(name: string, ...value: readonly unknown[]): unknown
  getBaseEntity(): string
  isCard(): boolean
  getWidgetsArea(): string
  getV3WidgetsArea(): string
  lang_id: string
  lang: Record<string, string>
  element_types: Record<string, number>
  cf_types: Record<string, number>
  system: AppSystem
  data: {
    current_card: CurrentCard | false
    current_list: readonly ListRow[] | false
    current_view: { $el: JQuery } | false
    is_card: boolean
    current_entity: string
  }
  widgets: {
    list: Record<string, WidgetInstance>
    system: WidgetsSystem
    loaded: boolean
    areas: Record<string, string>
    /** Makes a widget known to the right panel; gives all that are known. */
    registerToRightPanel(widget: unknown): readonly unknown[]
    /** Codes of widgets that wait for a click before they start. */
    init_by_click: Record<string, unknown>
  }
  /** The notification centre, by its own lazy chunk: without it `notifications` throws. */
  inbox?: { showNotification(params: NotificationParams, kind: 'message' | 'error'): void }
  /** The sign-in window over the page, while it stands. */
  auth_modal?: Modal
  notifications: {
    show_message(params: NotificationParams): void
    show_message_error(params: NotificationParams): void
    show_notification(params: NotificationParams): void
    add_error(params: NotificationParams): void
    add_call(params: NotificationParams): void
  }
  router: { navigate(url: string, options?: { trigger?: boolean; replace?: boolean }): void }
  sdk: {
    setCallingStatus(isCalling: boolean): void
    getCallingStatus(): boolean
    /** `online`: ids of the users who are there; id → whether the user is. */
    showUserStatus(): Record<string, unknown>
  }
}

/** `APP.system`: how the page writes dates, times and amounts. */
export interface AppSystem {
  format: {
    /** Patterns of moment: `date`, `time`, `full`, `date_short`, `year_short`, `calendar`, `calendar_no_year`. */
    date: Readonly<Record<string, string>>
    time: 24 | 12
  }
  /** The zone that times are shown in. */
  timezone: string
  locale: { currency: string; currency_pattern: string; currency_symbol: string; lang: string }
  domain: string
  subdomain: string
}

/** The session facts a page part may read, and how it moves on. */
export interface PageContext {
  readonly session: PageSession
  readonly app: AppGlobal
  navigate(url: string, options?: { replace?: boolean }): void
  /** Address of the list that is kept under the open card; null where there is none. */
  keptList(): string | null
}
