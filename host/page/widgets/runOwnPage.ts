import { callSafely } from './callSafely'
import type { WidgetInstance } from './widgetTypes'

/** What is called after `bind_actions` on a page that widgets draw. */
export interface OwnPageCall {
  name: 'advancedSettings' | 'initMenuPage'
  params: Record<string, unknown> | null
}

/** Lets a widget draw its own page, where the page on screen is one. */
export function runOwnPage(code: string, widget: WidgetInstance, ownPage: OwnPageCall | null): void {
  if (ownPage) callSafely(code, widget, ownPage.name, ...(ownPage.params ? [ownPage.params] : []))
}
