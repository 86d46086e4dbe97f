import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { poll } from './poll'
import { begin, openRun, runWindow } from './runSteps'

/** The folded window of a run. */
export const indicatorOf = (page: Page): Locator =>
  page.getByRole('region', { name: 'Заполнение полей', exact: true })

/** The folded window once it was shrunk, with what it says. */
export const iconOf = (page: Page, words = ''): Locator =>
  page.getByRole('button', { name: new RegExp(`Заполнение полей: ${words}.*\\. Развернуть`) })

/** Starts a run over the list on screen and folds its window. */
export const startFolded = async (page: Page): Promise<Locator> => {
  const dialog = await openRun(page)
  await begin(dialog)
  await dialog.getByRole('button', { name: 'Свернуть', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await expectIndicator(page)
  return runWindow(page)
}

/**
 * The indicator is on the page once, at the bottom left and off the edge, at most 240 px wide, and neither a control nor the menu of the CRM
 * is under it.
 */
export const expectIndicator = async (page: Page): Promise<void> => {
  await poll(() => page.evaluate(look)).toEqual({
    count: 1,
    isSmall: true,
    isAtBottomLeft: true,
    isOffEdge: true,
    isBesideMenu: true,
    covered: [],
  })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

/** Runs in the page: where the indicator is, and the words of the controls that a user would press were it not there. */
const look = () => {
  const places = [...document.querySelectorAll<HTMLElement>('.sales-analytics__indicator-place')]
  const [place] = places
  const box = place?.firstElementChild?.firstElementChild?.getBoundingClientRect() ?? new DOMRect()
  const menu = document.querySelector('#nav_menu_wrapper')?.getBoundingClientRect() ?? new DOMRect()
  const covered = new Set<string>()
  const controls =
    'a[href], button, input, select, textarea, label, summary, [contenteditable=true], [role=button], [role=link], [role=tab], [role=menuitem], [role=checkbox], [role=switch]'
  const near = 4
  if (place) place.style.visibility = 'hidden'
  for (let y = box.top; y < box.bottom; y += near)
    for (let x = box.left; x < box.right; x += near) {
      const control = document.elementFromPoint(x, y)?.closest(controls)
      if (control) covered.add(control.getAttribute('aria-label') ?? control.textContent?.trim() ?? '')
    }
  place?.style.removeProperty('visibility')
  return {
    count: places.length,
    isSmall: box.width > 0 && box.width <= 240 && box.height <= 50,
    isAtBottomLeft: box.right < innerWidth / 2 && box.bottom <= innerHeight && box.bottom > innerHeight - 80,
    isOffEdge: innerHeight - box.bottom >= 8,
    isBesideMenu: menu.width > 0 && box.left >= menu.right,
    covered: [...covered],
  }
}
