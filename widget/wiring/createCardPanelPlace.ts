import type { HostTexts, HostWidget } from '../shell/hostTypes'
import { mountCardPanelPlace } from '../shell/mountCardPanelPlace'
import { isDisplayed } from '../shell/page/findShown'
import { selectors } from '../shell/page/selectors'
import { createUndoSlot, type Undo } from '../shell/undo'
import { plainText } from './parts/plainText'
import { showCardWaiting } from './parts/showCardWaiting'

type Draw = (container: HTMLElement) => Undo

/** The panel's place on a card, which comes with the card's right column and holds one drawing at a time. */
export interface CardPanelPlace {
  /** Draws instead of what is drawn, as soon as there is a place. False where there is none yet, or the user does not see it. */
  fill(draw: Draw): boolean
  /** Draws the panel as it is before anything is known. */
  showWaiting(): void
  readonly undo: Undo
}

/** Makes the place, with the panel as it is before anything is known. */
export const createCardPanelPlace = (
  widget: HostWidget,
  langs: HostTexts,
  language: string,
): CardPanelPlace => {
  const waiting: Draw = (container) => showCardWaiting(container, langs, language)
  const drawn = createUndoSlot()
  let draw = waiting
  let place: HTMLElement | null = null
  const makePlace = (): Undo =>
    mountCardPanelPlace(widget, plainText(langs, 'widget.name'), (container) => {
      place = container
      drawn.mount(() => draw(container))
      return () => {
        place = null
        drawn.clear()
      }
    })
  let undoPlace = makePlace()
  const fill: CardPanelPlace['fill'] = (next) => {
    draw = next
    if (place !== null && isAstray(place)) {
      undoPlace()
      undoPlace = makePlace()
    } else if (place !== null) {
      const container = place
      drawn.mount(() => next(container))
    }
    return place !== null && isDisplayed(place)
  }
  return { fill, showWaiting: () => void fill(waiting), undo: () => undoPlace() }
}

/** Whether the page has drawn its right column anew, or filled it, since the place was made. */
const isAstray = (place: Element): boolean => {
  const list = document.querySelector(selectors.rightColumnList)
  return !place.isConnected || (list !== null && !list.contains(place))
}
