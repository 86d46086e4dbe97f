import type { CurrentCard } from './cards/CurrentCard'
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
  constant(name: string): unknown
  getBaseEntity(): string
  isCard(): boolean
  getWidgetsArea(): string
  getV3WidgetsArea(): string
  lang_id: string
  lang: Record<string, string>
  element_types: Record<string, number>
  cf_types: Record<string, number>
  system: { format: { date: string }; domain: string; subdomain: string }
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
  }
  notifications: {
    show_message(params: NotificationParams): void
    show_message_error(params: NotificationParams): void
    show_notification(params: NotificationParams): void
    add_error(params: NotificationParams): void
    add_call(params: NotificationParams): void
  }
  router: { navigate(url: string, options?: { trigger?: boolean; replace?: boolean }): void }
  sdk: { setCallingStatus(isCalling: boolean): void; showUserStatus(): void }
}

/** The session facts a page part may read, and how it moves on. */
export interface PageContext {
  readonly session: PageSession
  readonly app: AppGlobal
  navigate(url: string, options?: { replace?: boolean }): void
}
