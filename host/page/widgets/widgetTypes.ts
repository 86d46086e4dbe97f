/** `APP.widgets.system`: the answer of the widgets list, plus the current user (HOST). */
export interface WidgetsSystem {
  area?: string
  displayed_count?: number
  displayed_count_by_area?: number
  amouser?: string
  amouser_id?: number
  amohash?: string
  subdomain?: string
  domain?: string
  server?: string
  [key: string]: unknown
}

/** One widget in the answer of `POST /ajax/widgets/list`. */
export interface WidgetEntry {
  id: number
  src: string
  lang: string
  path: string
  images_path: string
  settings: string | Record<string, unknown>
  init_once: 'Y' | 'N'
  installed_version: string
  active: 'Y' | 'N'
  name: string
  description: string
  status: string
  support: Record<string, unknown>
  oauth_client_uuid: string
  category_id: number
}

/** Answer of `POST /ajax/widgets/list`. */
export interface WidgetsAnswer {
  widgets: Record<string, WidgetEntry>
  system: WidgetsSystem
}

export type WidgetCallback = (...args: unknown[]) => unknown

export type WidgetLangs = Record<string, unknown> & {
  widget?: { name?: string; description?: string; [key: string]: unknown }
}

/** Callbacks of a widget, as far as it has them; `contacts`, `leads` and `todo` hold a group. */
export type WidgetCallbacks = Record<string, WidgetCallback | Record<string, WidgetCallback> | undefined>

/** What the page knows of a widget object, beside the inherited methods. */
export interface WidgetInstance {
  callbacks: WidgetCallbacks
  ns: string
  init_once: 'Y' | 'N'
  params: Record<string, unknown>
  langs: WidgetLangs
  set_lang(langs: WidgetLangs): void
  set_settings(settings: Record<string, unknown>): void
  set_status(status: string): void
}

export type WidgetConstructor = new () => WidgetInstance
