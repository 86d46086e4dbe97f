/**
 * What the CRM and the widget give each other. Sources: RU = amocrm.ru developers' pages, KB = kommo-crm/birthday-widget, HOST = behaviour
 * observed in the web app. All of it may be otherwise in another version of the page: `page/` reads it, nobody else does.
 */

/** `callbacks` of the widget (RU:integrations/script_js); the CRM calls them as methods of the object. */
export interface HostCallbacks {
  readonly render: () => boolean
  readonly init: () => boolean
  readonly bind_actions: () => boolean
  /** The settings window is open; `$body` is the jQuery of its form (RU:web_sdk/settings). */
  readonly settings: (body?: HostJQuery) => void
  /** Before saving and before switching off; true or a promise lets the CRM go on (RU:web_sdk/settings, KB). */
  readonly onSave: (event?: SaveEvent) => boolean | Promise<boolean>
  readonly destroy: () => void
}

/** The argument of `onSave` (KB; absent from the docs). */
export interface SaveEvent {
  /** `N` when the widget is being switched off. */
  readonly active?: 'Y' | 'N'
  /** What the CRM is about to store: a widget may write into it. */
  readonly fields?: Record<string, unknown>
}

/** The widget object: the CRM adds the methods before the first callback (RU:web_sdk/mechanics). */
export interface HostWidget {
  callbacks: HostCallbacks
  /** Empty until the constructor has returned. */
  readonly params: HostParams
  /** The texts of the user's language; the CRM puts the shown name over `widget.name` (HOST). */
  readonly langs: HostTexts
  /** `.widget:CODE`: the CRM switches handlers with this namespace off at destroy (HOST). */
  readonly ns?: string
  system?(): { readonly area?: string }
  set_settings?(settings: Readonly<Record<string, unknown>>): unknown
  render_template?(block: object, params: object): unknown
}

/** RU:integrations/script_js, HOST. Setting values stand beside these under their own codes. */
export interface HostParams {
  readonly widget_code?: string
  /** Address of the widget's folder without a slash at the end: `/upl/CODE/widget`. */
  readonly path?: string
  /** The same folder on the CRM's content network, where there is one (K:structure-widget). */
  readonly cdn_path?: string
  readonly images_path?: string
  readonly version?: string | number
  /** `installed` once the settings were saved after the installation, before that `install` or `not_configured` (HOST). */
  readonly status?: string
  readonly [settingCode: string]: unknown
}

export interface HostTexts {
  readonly [key: string]: string | HostTexts | undefined
}

/** The little of jQuery that callbacks are given: a list of elements. */
export interface HostJQuery {
  readonly length: number
  readonly [index: number]: HTMLElement
}

/** The window of the CRM, AMD module `lib/components/base/modal` (RU:web_sdk/system_modules, HOST). */
export type HostModalClass = new (options: Readonly<Record<string, unknown>>) => unknown

/** What the CRM's page puts into `window`: `APP` (RU:web_sdk/env_variables; `AMOCRM` is its old name) is read by `page/` alone. */
export interface HostWindow {
  readonly APP?: unknown
  readonly AMOCRM?: unknown
  readonly location: { readonly pathname?: string; assign(url: string): void }
}
