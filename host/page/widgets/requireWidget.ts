import { loadFailureOf } from '../amd/loadFailures'
import { hostWindow } from '../hostWindow'
import { translate } from '../texts/translate'
import { tellWidgetError } from './log/tellWidget'
import type { WidgetConstructor, WidgetEntry, WidgetLangs } from './widgetTypes'

export interface WidgetFiles {
  factory: WidgetConstructor
  langs: WidgetLangs
}

/**
 * Loads a widget's script and texts through the page's RequireJS, with the installed version as `?v=` (HOST). Null where
 * there is nothing to construct: the host passes such a widget over in silence, here it is told why.
 */
export async function requireWidget(code: string, entry: WidgetEntry): Promise<WidgetFiles | null> {
  const version = `?v=${encodeURIComponent(entry.installed_version)}`
  const script = `${entry.src}${version}`
  const names = [`optional!${script}`, ...(entry.lang ? [`json!${entry.lang}${version}`] : [])]
  try {
    const [factory, langs] = await requireAll([...names, '/frontend/build/templates.js?1'])
    if (typeof factory === 'function')
      return {
        factory: factory as WidgetConstructor,
        langs: entry.lang ? (langs as WidgetLangs) : {},
      }
    tellScript(code, script, loadFailureOf(script))
  } catch (error) {
    tellWidgetError(code, entry.lang, error)
  }
  return null
}

function requireAll(names: readonly string[]): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    hostWindow().require(names, (...modules: unknown[]) => resolve(modules), reject)
  })
}

/** Says why a script gave no constructor. */
function tellScript(code: string, script: string, failure: unknown): void {
  const missing = (failure as { requireModules?: readonly string[] } | null)?.requireModules
  const others = (missing ?? []).filter((name) => name !== script)
  const type = (failure as { requireType?: string } | null)?.requireType
  if (failure === null) tellWidgetError(code, script, translate('widgetLog.noConstructor'))
  else if (type === 'define' || missing === undefined) tellWidgetError(code, script, failure)
  else if (others.length > 0)
    tellWidgetError(code, script, translate('widgetLog.noModule', { modules: others.join(', ') }))
  else tellWidgetError(code, script, translate('widgetLog.noScript'))
}
