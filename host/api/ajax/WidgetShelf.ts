import type { WireWidget } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'
import { WidgetArchive } from './WidgetArchive'

/** Code of a widget → folder of its unpacked archive. */
export type WidgetFolders = Readonly<Record<string, string>>

/** The account's widgets beside their archives, and which of them were never saved since their installation. */
export class WidgetShelf {
  readonly #context: HostContext
  readonly #folders: WidgetFolders
  readonly #unsaved = new WeakSet<WireWidget>()

  constructor(context: HostContext, folders: WidgetFolders) {
    this.#context = context
    this.#folders = folders
  }

  /** All widgets of the account, with a number each as the CRM's integrations have one. */
  async list(): Promise<{ id: number; widget: WireWidget; archive: WidgetArchive | null }[]> {
    const language = this.#context.sessionUser.lang
    return Promise.all(
      this.#context.store.widgets.map(async (widget, index) => ({
        id: 9_000_001 + index,
        widget,
        archive: await WidgetArchive.open(widget.code, this.#folders[widget.code], language),
      })),
    )
  }

  /** Whether it was installed and then saved once: until then other areas do not list it. */
  isConfigured(widget: WireWidget): boolean {
    return widget.installed && !this.#unsaved.has(widget)
  }

  /** Installs or switches on again; the first save is still to come. */
  install(widget: WireWidget): void {
    widget.installed = true
    widget.active = true
    this.#unsaved.add(widget)
  }

  /** Keeps settings: a custom value that is neither JSON text of an object or array nor a number is dropped. */
  async store(widget: WireWidget, settings: Record<string, string>): Promise<void> {
    const archive = await WidgetArchive.open(widget.code, this.#folders[widget.code], 'ru')
    const template = archive?.manifest.settings ?? { custom: { type: 'custom' } }
    const kept: Record<string, unknown> = { ...widget.settings }
    for (const [code, text] of Object.entries(settings)) {
      if (template[code]?.type !== 'custom' || isStorable(text)) kept[code] = text
      else delete kept[code]
    }
    widget.settings = kept
  }

  /** Marks the first save after an installation. */
  markSaved(widget: WireWidget): void {
    widget.active = true
    this.#unsaved.delete(widget)
  }
}

function isStorable(text: string): boolean {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'number' || (typeof value === 'object' && value !== null)
  } catch {
    return false
  }
}
