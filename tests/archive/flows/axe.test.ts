import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type Axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aBusyAccount } from '../support/aBusyAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { begin, decide, openMenu, openRun, untilPreview, untilReport } from '../support/runSteps'
import { openSettings, openStages } from '../support/settingsSteps'

declare const axe: typeof Axe

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const axeScript = readFileSync(axePath, 'utf8')

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('axe finds nothing', () => {
  test.each([
    ['light', 1280],
    ['dark', 1920],
  ] as const)(
    'in the %s look at %i px: start, reading, preview, report, card, settings',
    async (scheme, width) => {
      await crm.reset(aBusyAccount({ contacts: 20, companies: 8, leads: 120, customers: 6 }))
      const page = await crm.open('/contacts/list/contacts/', { width })
      if (scheme === 'dark') await goDark(page)
      const problems: string[] = []
      const check = async (screen: string): Promise<void> => {
        problems.push(...(await findProblems(page)).map((problem) => `${screen}: ${problem}`))
      }
      await openMenu(page)
      await page.keyboard.press('Escape')
      const dialog = await openRun(page)
      await check('start')
      await begin(dialog)
      await untilPreview(dialog)
      await check('preview')
      await dialog.getByRole('button', { name: 'Свернуть', exact: true }).click()
      await page.getByRole('button', { name: 'Развернуть' }).waitFor()
      await check('indicator')
      await page.getByRole('button', { name: 'Развернуть' }).click()
      await decide(dialog, 'changed')
      await untilReport(dialog)
      await check('report')
      await dialog.getByRole('button', { name: 'Закрыть' }).last().click()
      await page.getByRole('link', { name: 'Контакт 1', exact: true }).click()
      await page.getByText('проверено только что').waitFor()
      await page.getByRole('button', { name: 'Почему такие числа' }).click()
      await check('card')
      const settings = await openSettings(page)
      await settings.getByRole('button', { name: '5) Дополнительно' }).click()
      await check('settings')
      await openStages(settings, 2)
      await check('stages')
      expect(problems).toEqual([])
    },
  )
})

/** Switches to the dark look by the menu of the user. */
const goDark = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /Анна Админова/ }).click()
  await page.getByText('Светлая или тёмная тема').click()
  await page.locator('html[data-color-scheme="dark"]').waitFor()
}

const findProblems = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeScript)
  return page.evaluate(async () => {
    const found = document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : []
    const { violations } = await axe.run('.sales-analytics')
    for (const { id, nodes } of violations)
      for (const { target, any } of nodes) found.push(`${id} at ${String(target)}: ${any[0]?.message}`)
    return found
  })
}
