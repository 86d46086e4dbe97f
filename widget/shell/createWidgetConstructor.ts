import type { HostCallbacks, HostWidget, SaveEvent } from './hostTypes'
import { asRecord } from './page/asTyped'
import { elementOf } from './page/elementOf'
import { noteLoss } from './page/pageValues'
import { readAt } from './page/readAt'
import { createUndoSlot, type Undo } from './undo'

/** What the widget does when the CRM calls. Every function returns at once; what takes time goes on inside and reports for itself. */
export interface WidgetActions {
  /** The CRM shows a page (a list, a card, the integrations): mounts what belongs there. */
  mountPage(widget: HostWidget): Undo
  /** The settings window is open: mounts the form into it. */
  mountSettings(widget: HostWidget, body: HTMLElement): Undo
  /** The admin presses «Сохранить». False, or a promise of false, keeps the CRM from saving. */
  onSave(widget: HostWidget, event: SaveEvent): boolean | Promise<boolean>
  /** The admin switched the widget off, and the page is already cleared. */
  onSwitchedOff(widget: HostWidget): void
  /** One of the above threw. The CRM's page goes on as if nothing had happened. */
  onFailure(widget: HostWidget, error: unknown): void
}

export type WidgetConstructor = new () => HostWidget

/**
 * The constructor that the CRM is given. An ordinary function, because the CRM mixes its methods into the prototype; callbacks are closures,
 * because the CRM calls them as methods of another object. Page and settings have one place each for all instances: the CRM makes an instance
 * for each page, and a late `destroy` of an old one must not clear what a new one has mounted.
 */
export const createWidgetConstructor = (actions: WidgetActions): WidgetConstructor => {
  const page = createUndoSlot()
  const settings = createUndoSlot()
  /** Belongs to all instances: the one that is asked in the settings window need not be the one that is destroyed. */
  let isSwitchingOff = false

  function SalesAnalyticsWidget(this: HostWidget): HostWidget {
    // oxlint-disable-next-line typescript/no-this-alias, unicorn/no-this-assignment -- the constructor's contract: callbacks outlive the call
    const widget = this
    widget.callbacks = createCallbacks(widget)
    return widget
  }

  const createCallbacks = (widget: HostWidget): HostCallbacks => {
    let undoPage: Undo = () => undefined
    let undoSettings: Undo = () => undefined
    const attempt = <T>(action: () => T, otherwise: T): T => {
      try {
        return action()
      } catch (error) {
        actions.onFailure(widget, error)
        return otherwise
      }
    }
    return {
      render() {
        isSwitchingOff = false
        undoPage = attempt(() => page.mount(() => actions.mountPage(widget)), undoPage)
        return true
      },
      init: () => true,
      bind_actions: () => true,
      settings(body) {
        const given = elementOf(body)
        if (given === null) noteLoss('settings($body)')
        const element = given ?? document.body
        undoSettings = attempt(
          () => settings.mount(() => actions.mountSettings(widget, element)),
          undoSettings,
        )
      },
      onSave(given) {
        const event = asRecord(given) ?? {}
        isSwitchingOff = readAt(event, 'active') === 'N'
        return isSwitchingOff || attempt(() => actions.onSave(widget, event), false)
      },
      destroy() {
        attempt(undoPage, undefined)
        attempt(undoSettings, undefined)
        if (!isSwitchingOff) return
        isSwitchingOff = false
        attempt(() => actions.onSwitchedOff(widget), undefined)
      },
    }
  }

  return SalesAnalyticsWidget as unknown as WidgetConstructor
}
