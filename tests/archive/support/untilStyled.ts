import type { Page } from 'playwright-core'

/** Waits for the widget's style sheet, which comes beside the parts that draw: what is measured before it is not what users see. */
export const untilStyled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() =>
    [...document.styleSheets].some(({ href }) => href?.includes('/sales_analytics/')),
  )
}
