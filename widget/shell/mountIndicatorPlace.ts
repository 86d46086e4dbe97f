import $ from 'jquery'
import { findFreePlace, isFree, type Size } from './findFreePlace'
import type { Undo } from './undo'

export interface IndicatorPlaceOptions {
  /** Draws the indicator and returns its undo. */
  readonly mount: (container: HTMLElement) => Undo
  /** Told whether only an icon fits without covering a control of the page. */
  readonly onCramped: (isCramped: boolean) => void
}

const indicatorId = 'sales-analytics-indicator'
const controls =
  'a, button, input, select, textarea, label, [role=button], [role=tab], [role=checkbox], [contenteditable=true]'
/** As the style sheet has them. */
const panel: Size = { width: 240, height: 46 }
const icon: Size = { width: 44, height: 44 }
/** Milliseconds after which the place is looked at again: nobody tells when the CRM has drawn something. */
const lookAgain = 1000

/**
 * Makes the place of the run's indicator at the bottom left of the window, where it covers no control of the page. It hangs on the body,
 * outside what the CRM draws anew at each page change, because a run goes on while the user walks through the CRM.
 *
 * @returns takes the indicator away
 */
export const mountIndicatorPlace = ({ mount, onCramped }: IndicatorPlaceOptions): Undo => {
  document.querySelector(`#${indicatorId}`)?.remove()
  const container = document.createElement('aside')
  container.id = indicatorId
  container.className = 'sales-analytics__indicator-place'
  document.body.append(container)
  const isControlAt = (x: number, y: number): boolean => {
    const hit = document.elementsFromPoint(x, y).find((element) => !container.contains(element))
    return hit?.closest(controls) != null
  }
  let size = panel
  let place = { left: 4, bottom: 3 }
  const settle = (): void => {
    const viewport = { width: window.innerWidth, height: window.innerHeight }
    if (size === panel && isFree(place, panel, viewport, isControlAt)) return
    const wide = findFreePlace(panel, viewport, isControlAt)
    const found = wide ?? findFreePlace(icon, viewport, isControlAt)
    size = wide === null ? icon : panel
    if (found !== null) place = found
    onCramped(wide === null)
    container.style.left = `${place.left}px`
    container.style.bottom = `${place.bottom}px`
  }
  const undo = mount(container)
  settle()
  container.style.left = `${place.left}px`
  container.style.bottom = `${place.bottom}px`
  const timer = setInterval(settle, lookAgain)
  $(window).on('resize.sales-analytics-indicator', settle)
  return () => {
    clearInterval(timer)
    $(window).off('.sales-analytics-indicator')
    undo()
    container.remove()
  }
}
