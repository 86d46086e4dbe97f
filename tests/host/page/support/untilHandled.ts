import type { Page } from 'playwright-core'

/**
 * Waits until a page has done what it was about to do: what it had asked before is answered and handled when an answer to a later question
 * has been, timers of 0 ms that were set meanwhile have run, and it has drawn.
 */
export function untilHandled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await (await fetch('/ajax/page/version')).text()
    for (let turn = 0; turn < 2; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve))
      await new Promise(requestAnimationFrame)
    }
  })
}
