import $ from 'jquery'
import {
  findFreePlace,
  type FreePlace,
  type IsTaken,
  isFree,
  nearest,
  rememberTaken,
  type Size,
} from './findFreePlace'
import { createUndoSlot, type Undo } from './undo'
import { createChangeWatcher } from './page/watchers'

export interface IndicatorPlaceOptions {
  /** Draws the indicator and returns its undo. */
  readonly mount: (container: HTMLElement) => Undo
  /** Told whether only an icon fits without covering a control of the page. */
  readonly onCramped: (isCramped: boolean) => void
}

const indicatorId = 'sales-analytics-indicator'
const controls =
  'a, button, input, select, textarea, label, summary, [role=button], [role=link], [role=tab], [role=checkbox], [contenteditable=true], .feed-compose'
/**
 * The CRM's own zones, blank as they may be where we look: the menu at the left, wide or narrow, and the notification centre that opens beside
 * it. The marketplaces let nobody into them.
 */
const zones =
  'nav, [role=navigation], .nav, #nav_menu_wrapper, #left_menu, [class*="left-menu"], [class*="left_menu"], [class*="notification"], [id*="notification"]'
/** As the style sheet has them. */
const panel: Size = { width: 240, height: 41 }
const icon: Size = { width: 40, height: 40 }
/** Milliseconds between two looks while the page is being drawn, and without any sign of it: nobody tells when styles have come. */
const shortest = 100
const lookAgain = 1000

/**
 * Makes the place of the run's indicator at the bottom left of the window, off its edge and beside the CRM's menu and notification centre,
 * where it covers no control of the page, and no text if there is such a place. It hangs on the body, outside what the CRM draws anew at each page change, because a run goes on while the user walks
 * through the CRM. It is moved, or shrunk to an icon, as soon as the page is drawn anew or scrolled.
 *
 * One stands at a time: the next one takes its place.
 *
 * @returns takes the indicator away
 */
export const mountIndicatorPlace = (options: IndicatorPlaceOptions): Undo =>
  shown.mount(() => mountPlace(options))

const shown = createUndoSlot()

const mountPlace = ({ mount, onCramped }: IndicatorPlaceOptions): Undo => {
  // Of an older script of the widget in the same page.
  document.querySelector(`#${indicatorId}`)?.remove()
  const container = document.createElement('aside')
  container.id = indicatorId
  container.className = 'sales-analytics__indicator-place'
  document.body.append(container)
  const undo = mount(container)
  /** The offer to go on with a run is higher than the indicator. */
  const wide: Size = { ...panel, height: Math.max(panel.height, container.offsetHeight) }
  const hitAt = (x: number, y: number): Element | undefined =>
    document.elementsFromPoint(x, y).find((element) => !container.contains(element))
  let isWide = true
  let place: FreePlace = nearest

  const settle = (): void => {
    const viewport = { width: window.innerWidth, height: window.innerHeight }
    const isZoneAt = rememberTaken((x, y) => hitAt(x, y)?.closest(zones) != null)
    const isControlAt = rememberTaken((x, y) => isZoneAt(x, y) || isControl(hitAt(x, y)))
    const isAnythingAt = rememberTaken((x, y) => isControlAt(x, y) || hasTextAt(hitAt(x, y), x, y))
    const stays = (isTaken: IsTaken): boolean => isWide && isFree(place, wide, viewport, isTaken)
    const find = (size: Size, isTaken: IsTaken) => findFreePlace(size, viewport, isTaken)
    if (stays(isAnythingAt)) return
    const blank = find(wide, isAnythingAt)
    if (blank === null && stays(isControlAt)) return
    const found = blank ?? find(wide, isControlAt)
    isWide = found !== null
    place = found ?? find(icon, isAnythingAt) ?? find(icon, isControlAt) ?? find(icon, isZoneAt) ?? place
    onCramped(!isWide)
    show()
  }
  const show = (): void => {
    container.style.left = `${place.left}px`
    container.style.bottom = `${place.bottom}px`
  }

  let timer = setTimeout(() => look(), lookAgain)
  let lastLook = 0
  const look = (): void => {
    lastLook = performance.now()
    clearTimeout(timer)
    timer = setTimeout(look, lookAgain)
    settle()
  }
  const lookSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(look, Math.max(0, lastLook + shortest - performance.now()))
  }
  const observer = createChangeWatcher((changes) => {
    if (changes.some(({ target }) => !container.contains(target))) lookSoon()
  })
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['class', 'style', 'hidden'],
  })
  document.addEventListener('scroll', lookSoon, { capture: true, passive: true })
  $(window).on('resize.sales-analytics-indicator', lookSoon)
  show()
  look()
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    document.removeEventListener('scroll', lookSoon, { capture: true })
    $(window).off('.sales-analytics-indicator')
    undo()
    container.remove()
  }
}

/** Also what only looks like a control: half of the CRM's are plain boxes with a hand over them. */
const isControl = (element: Element | undefined): boolean =>
  element !== undefined &&
  (element.closest(controls) !== null ||
    ['pointer', 'text', 'grab'].includes(getComputedStyle(element).cursor))

const hasTextAt = (element: Element | undefined, x: number, y: number): boolean => {
  const range = document.createRange()
  return [...(element?.childNodes ?? [])].some((node) => {
    if (node.nodeType !== Node.TEXT_NODE || node.nodeValue?.trim() === '') return false
    range.selectNodeContents(node)
    return [...range.getClientRects()].some(
      ({ left, right, top, bottom }) => x >= left - 6 && x <= right + 6 && y >= top && y <= bottom,
    )
  })
}
