import type { WidgetEntry, WidgetLangs } from './widgetTypes'
import { hostWindow } from '../hostWindow'

export interface WidgetFiles {
  /** What the module gave; `{}` when the script could not be loaded. */
  factoryResult: unknown
  langs: WidgetLangs
}

/**
 * Loads a widget's script and texts through the page's RequireJS, with the installed version as `?v=` (HOST).
 * A broken script gives `{}`, a broken text file null.
 */
export function requireWidget(entry: WidgetEntry): Promise<WidgetFiles | null> {
  const version = `?v=${encodeURIComponent(entry.installed_version)}`
  return new Promise((resolve) => {
    hostWindow().require(
      [`optional!${entry.src}${version}`, `json!${entry.lang}${version}`, '/frontend/build/templates.js?1'],
      (factoryResult: unknown, langs: WidgetLangs) => resolve({ factoryResult, langs }),
      () => resolve(null),
    )
  })
}
