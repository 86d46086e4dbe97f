import { callSafely } from './callSafely'
import { type OwnPageCall, runOwnPage } from './runOwnPage'
import type { WidgetInstance } from './widgetTypes'

/** Draws a widget again that stayed over a change of area: only `render`, and its own page where it is on one. */
export function runRenderAgain(widget: WidgetInstance, ownPage: OwnPageCall | null): void {
  const { render } = widget.callbacks
  if (typeof render === 'function') callSafely(widget, render)
  runOwnPage(widget, ownPage)
}
