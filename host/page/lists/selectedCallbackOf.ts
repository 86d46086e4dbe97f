import type { AppGlobal } from '../appTypes'
import { callAndTell } from '../widgets/callSafely'

/**
 * A widget's callback for ticked rows: `contacts.selected` (companies too) or `leads.selected`; null without one. What it
 * throws is told.
 */
export function selectedCallbackOf(app: AppGlobal, code: string): (() => void) | null {
  const callbacks = app.widgets.list[code]?.callbacks
  const group = callbacks?.[app.getBaseEntity() === 'leads' ? 'leads' : 'contacts']
  const selected = typeof group === 'object' ? group['selected'] : null
  if (!selected) return null
  return () => {
    callAndTell(code, 'selected', () => selected.call(group))
  }
}
