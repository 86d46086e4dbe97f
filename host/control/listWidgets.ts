import type { HostContext } from '../api/hostContext'
import { WidgetShelf } from '../api/ajax/WidgetShelf'

/** One widget of the account, as the control API and its page show it. */
export interface ListedWidget {
  code: string
  name: string
  version: string
  status: string
  /** What is not as documented in its archive. */
  warnings: readonly string[]
}

/** The account's widgets with what was found in their archives. */
export function listWidgets(context: HostContext): ListedWidget[] {
  const shelf = new WidgetShelf(context)
  return shelf.list().map(({ widget, archive }) => ({
    code: widget.code,
    name: archive?.text(archive.manifest.name) ?? '',
    version: archive?.manifest.version ?? '',
    status: shelf.statusOf(widget),
    warnings: archive === null ? ['архива нет'] : context.archives.warnings(widget.code),
  }))
}
