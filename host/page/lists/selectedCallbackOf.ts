import type { AppGlobal } from '../appTypes'

/** A widget's callback for ticked rows: `contacts.selected` (companies too) or `leads.selected`; null without one. */
export function selectedCallbackOf(app: AppGlobal, code: string): (() => unknown) | null {
  const callbacks = app.widgets.list[code]?.callbacks
  const group = callbacks?.[app.getBaseEntity() === 'leads' ? 'leads' : 'contacts']
  const selected = typeof group === 'object' ? group['selected'] : null
  return selected ? () => selected.call(group) : null
}
