/**
 * What the widget uses of the CRM's page, and nothing else. Sources: RU = amocrm.ru developers' pages, KB = kommo-crm/birthday-widget,
 * HOST = behaviour observed in the web app. Everything may be missing in another version of the page, hence the question marks.
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
  /** Merges into `params` in memory; the CRM stores nothing (HOST). */
  set_settings?(settings: Record<string, unknown>): void
  /** Puts a block into the card's right column (RU:web_sdk/mechanics). */
  render_template?(
    block: { caption: { class_name: string; html: string }; body: string; render: string },
    params: Record<string, unknown>,
  ): unknown
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

/** The global `APP` (RU:web_sdk/env_variables; `AMOCRM` is its old name). */
export interface HostApp {
  constant(name: string): unknown
  getWidgetsArea?(): string
  getBaseEntity?(): string
  readonly lang_id?: string
  /** The CRM's own sign-in window while it stands over the page (HOST). */
  readonly auth_modal?: unknown
  readonly data?: { readonly current_card?: HostCard | false }
  readonly system?: { readonly format?: { readonly date?: string } }
  readonly notifications?: {
    show_message?(message: { header: string; text: string }): void
    show_message_error?(message: { header: string; text: string }): void
  }
  readonly router?: { navigate(url: string, options: { trigger: boolean }): void }
  readonly sdk?: { setCallingStatus?(isCalling: boolean): void }
}

/** `APP.data.current_card` (RU:web_sdk/env_variables; `model` seen in the wild). */
export interface HostCard {
  /** 0 or "0" while the card was never saved. */
  readonly id: number | string
  /** 1 contact, 3 company (KB). */
  readonly element_type?: number | string
  readonly model?: { readonly changed_fields?: Readonly<Record<string, unknown>> | readonly string[] }
}

/** `APP.constant('user_rights')`, as far as observed (HOST). */
export interface HostRights {
  readonly is_admin?: boolean
  readonly is_free_user?: boolean
}

/** `APP.constant('account')`, as far as observed (HOST). `cf` lists the account's fields by id. */
export interface HostAccount {
  readonly id?: number | string
  readonly subdomain?: string
  readonly timezone?: string
  readonly currency?: string
  readonly language?: string
  readonly cf?: Readonly<Record<string, unknown>>
}

/** The little of jQuery that callbacks are given: a list of elements. */
export interface HostJQuery {
  readonly length: number
  readonly [index: number]: HTMLElement
}

/** RequireJS of the page (HOST). */
export interface HostRequire {
  (
    modules: readonly string[],
    loaded: (...values: unknown[]) => void,
    failed?: (error: unknown) => void,
  ): void
}

/** The window of the CRM, AMD module `lib/components/base/modal` (RU:web_sdk/system_modules, HOST). */
export interface HostModalClass {
  new (options: Record<string, unknown>): { destroy(): void }
}

/** What the CRM's page puts into `window`. */
export interface HostWindow {
  readonly APP?: HostApp
  readonly AMOCRM?: HostApp
  readonly require?: HostRequire
  readonly location: Pick<Location, 'assign'>
}
