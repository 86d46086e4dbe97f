import { callSafely } from './callSafely'
import type { WidgetInstance } from './widgetTypes'

/** What is called after `bind_actions` on a page of the widget's own. */
export interface OwnPageCall {
  name: 'advancedSettings' | 'initMenuPage'
  params: Record<string, unknown> | null
}

/** Lets a widget draw its own page, where the page on screen is one. */
export function runOwnPage(widget: WidgetInstance, ownPage: OwnPageCall | null): void {
  const callback = ownPage && widget.callbacks[ownPage.name]
  if (ownPage && typeof callback === 'function')
    callSafely(widget, callback, ...(ownPage.params ? [ownPage.params] : []))
}
