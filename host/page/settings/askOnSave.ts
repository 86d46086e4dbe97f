import { translate } from '../texts/translate'
import { isThenable } from '../widgets/callSafely'
import { tellWidgetError, tellWidgetNote } from '../widgets/log/tellWidget'
import type { WidgetInstance } from '../widgets/widgetTypes'
import type { PageSwitches } from '../wire'
import type { SaveEvent } from './postWidget'

/**
 * Asks `onSave` whether the CRM may go on; what it leaves in the event's fields is what gets stored (KB). A falsy answer,
 * an exception and a rejected promise refuse; whether a promise of false does is an open question. A widget without the
 * callback is not saved (RU:web_sdk/settings), one whose script did not load is.
 */
export async function askOnSave(
  widget: WidgetInstance,
  event: SaveEvent,
  resolvedFalse: PageSwitches['onSaveResolvedFalse'],
): Promise<boolean> {
  const { callbacks } = widget
  const onSave = callbacks['onSave']
  if (typeof onSave !== 'function') {
    if (Object.keys(callbacks).length === 0) return true
    tellWidgetError(event.code, 'onSave', translate('widgetLog.noOnSave'))
    return false
  }
  let answer: unknown
  try {
    answer = onSave.call(callbacks, event)
  } catch (error) {
    tellWidgetError(event.code, 'onSave', error)
    return false
  }
  if (!isThenable(answer)) return Boolean(answer) || refuse(event.code, answer)
  try {
    const resolved = await answer
    return resolved !== false || resolvedFalse === 'saves' || refuse(event.code, resolved)
  } catch (error) {
    return refuse(event.code, error)
  }
}

/** A refusal is the widget's right, but a widget's author wants to know where it came from. */
function refuse(code: string, answer: unknown): false {
  const words = answer instanceof Error ? answer.message : String(answer)
  tellWidgetNote(code, 'onSave', translate('widgetLog.refused', { answer: words }))
  return false
}
