import $ from 'jquery'
import type { Undo } from '../undo'
import { noteLoss } from './pageValues'
import { attempt } from './readAt'
import { shielded } from './shielded'

/**
 * Calls back after each page change of the CRM (HOST: `page:changed` on the document). A listener that throws does not reach the CRM.
 *
 * @param name sets listeners apart; the next of the same name takes the place of the one before, also of an older script of the widget
 */
export const onPageChanged = (name: string, listener: () => void): Undo => {
  const event = `page:changed.sales-analytics-${name}`
  let isOff = false
  const heard = shielded(() => {
    // Switched off by a listener of the same change, it would still be called for that one.
    if (!isOff) listener()
  })
  const isHeard = attempt(() => {
    $(document).off(event).on(event, heard)
    return true
  })
  if (isHeard === undefined) noteLoss('page:changed')
  return () => {
    isOff = true
    attempt(() => $(document).off(event, heard))
  }
}

/**
 * Triggers an event that handlers of the CRM wait for; they are jQuery's, and hear no other.
 *
 * @returns false where one of them, of whomever, threw: those after it were not told
 */
export const triggerEvent = (target: Document | Element, event: string): boolean =>
  attempt(() => {
    if (target instanceof Document) $(target).trigger(event)
    else $(target).trigger(event)
    return true
  }) ?? false
