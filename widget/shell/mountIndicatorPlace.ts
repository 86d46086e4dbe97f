import type { Undo } from './undo'

const indicatorId = 'sales-analytics-indicator'

/**
 * Makes the place of the run's indicator at the bottom left of the window. It hangs on the body, outside what the CRM draws anew at each page
 * change, because a run goes on while the user walks through the CRM.
 *
 * @param mount draws the indicator and returns its undo
 * @returns takes the indicator away
 */
export const mountIndicatorPlace = (mount: (container: HTMLElement) => Undo): Undo => {
  document.querySelector(`#${indicatorId}`)?.remove()
  const container = document.createElement('aside')
  container.id = indicatorId
  container.className = 'sales-analytics__indicator-place'
  document.body.append(container)
  const undo = mount(container)
  return () => {
    undo()
    container.remove()
  }
}
