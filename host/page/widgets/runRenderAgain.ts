import { callSafely } from './callSafely'
import { type OwnPageCall, runOwnPage } from './runOwnPage'
import type { WidgetInstance } from './widgetTypes'

/** Draws a widget again that stayed over a change of area: only `render`, and its own page where it is on one (HOST). */
export function runRenderAgain(code: string, widget: WidgetInstance, ownPage: OwnPageCall | null): void {
  if (callSafely(code, widget, 'render').isDone) runOwnPage(code, widget, ownPage)
}
