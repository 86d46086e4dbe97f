import type { WireWidget } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'
import { WidgetArchive } from './WidgetArchive'

/** A widget of the account, with a number as the CRM's integrations have one, beside its archive. */
export interface ShelvedWidget {
  id: number
  widget: WireWidget
  archive: WidgetArchive | null
  /** Client id of the integration that the widget belongs to. */
  clientId: string
}

/** `params.status` of a widget (KB, HOST). */
export type WidgetStatus =
  | 'install'
  | 'not_configured'
  | 'installed'
  | 'error'
  | 'installed_error'
  | 'warning'

/** The account's widgets beside their archives. */
export class WidgetShelf {
  readonly #context: HostContext

  constructor(context: HostContext) {
    this.#context = context
  }

  /** All widgets of the account. */
  list(): ShelvedWidget[] {
    const { store, archives, sessionUser } = this.#context
    return store.widgets.map((widget, index) => ({
      id: 9_000_001 + index,
      widget,
      archive: WidgetArchive.open(widget.code, archives.files(widget.code), sessionUser.lang),
      clientId: store.integrations.find((one) => one.widget_code === widget.code)?.client_id ?? '',
    }))
  }

  /** Whether it was installed and then saved once: until then other areas do not list it. */
  isConfigured(widget: WireWidget): boolean {
    return widget.installed && widget.configured
  }

  /** A widget that was switched off is to be installed again. */
  statusOf(widget: WireWidget): WidgetStatus {
    if (!widget.installed || !widget.active) return 'install'
    return widget.trouble ?? (widget.configured ? 'installed' : 'not_configured')
  }

  /** Installs or switches on again; the first save is still to come. */
  install(widget: WireWidget): void {
    widget.installed = true
    widget.active = true
    widget.configured = false
  }

  /**
   * Keeps settings by the types of the manifest: a custom value that is neither JSON text of an object or array nor a
   * number is dropped (RU:integrations/custom_settings), values by user are an object of users.
   */
  store(widget: WireWidget, settings: Readonly<Record<string, unknown>>): void {
    const archive = WidgetArchive.open(widget.code, this.#context.archives.files(widget.code), 'ru')
    const template: Readonly<Record<string, { type: string }>> = archive?.manifest.settings ?? {
      custom: { type: 'custom' },
    }
    const kept: Record<string, unknown> = { ...widget.settings }
    for (const [code, value] of Object.entries(settings)) {
      const type = template[code]?.type
      if (type === 'users' || type === 'users_lp') kept[code] = byUser(value)
      else if (type !== 'custom' || isStorable(value)) kept[code] = value
      else delete kept[code]
    }
    widget.settings = kept
  }

  /** Marks the first save after an installation. */
  markSaved(widget: WireWidget): void {
    widget.active = true
    widget.configured = true
  }
}

function isStorable(value: unknown): boolean {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null
  const read = readJson(value)
  return typeof read === 'number' || (typeof read === 'object' && read !== null)
}

function byUser(value: unknown): unknown {
  const read = typeof value === 'string' ? readJson(value) : value
  return typeof read === 'object' && read !== null ? read : {}
}

/** The value of a JSON text; undefined for any other text. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
