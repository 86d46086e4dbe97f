import { translate } from '../texts/translate'
import { BaseWidget } from './BaseWidget'
import { createWidgetParams } from './createWidgetParams'
import { tellWidgetError } from './log/tellWidget'
import type { WidgetFiles } from './requireWidget'
import { runCallbacks } from './runCallbacks'
import type { OwnPageCall } from './runOwnPage'
import type { WidgetEntry, WidgetInstance, WidgetLangs } from './widgetTypes'

interface WidgetParts {
  code: string
  entry: WidgetEntry
  files: WidgetFiles
  ownPage: OwnPageCall | null
}

/**
 * Makes a widget and starts it, in the host's order: into the list, texts, params, callbacks. What breaks on the way
 * leaves it in the list as far as it came; one of the three callbacks missing takes it out (HOST).
 */
export function constructWidget(
  list: Record<string, WidgetInstance>,
  { code, entry, files, ownPage }: WidgetParts,
): void {
  let step = 'constructor'
  try {
    const constructor = new BaseWidget().extend(files.factory)
    const widget = new constructor()
    list[code] = Object.assign(widget, { ns: `.widget:${code}`, init_once: entry.init_once })
    step = entry.lang
    const isComplete = typeof widget.callbacks === 'object' && widget.callbacks !== null
    if (isComplete) widget.set_lang(withServerNames(files.langs, entry))
    step = 'settings'
    widget.set_settings(createWidgetParams(code, entry))
    if (isComplete && runCallbacks(code, widget, ownPage)) return
    delete list[code]
    tellWidgetError(code, 'callbacks', translate('widgetLog.noCallbacks'))
  } catch (error) {
    tellWidgetError(code, step, error)
  }
}

/** The server's name and description stand over the archive's own; a text file without `widget` breaks here (HOST). */
function withServerNames(langs: WidgetLangs, entry: WidgetEntry): WidgetLangs {
  const texts: WidgetLangs = structuredClone(langs)
  const names = texts.widget as Record<string, unknown>
  if (entry.name) names['name'] = entry.name
  if (entry.description) names['description'] = entry.description
  return texts
}
