import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aBusyAccount } from '../support/aBusyAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { begin, decide, openRun, untilPreview, untilReport } from '../support/runSteps'
import { untilStyled } from '../support/untilStyled'

/** The CRM's own rules for its windows (HOST), whatever else its style sheet says by now. */
const rulesOfModal = `
  .modal-scroller { overflow-x: hidden; overflow-y: auto; }
  .modal-body {
    box-sizing: border-box; width: 500px; min-width: 0; max-width: none; padding: 30px;
    left: 50%; margin-left: -250px; position: absolute; border: 1px solid #dbdedf;
  }
  .modal-body-relative { position: relative; top: 0; left: 0; margin: 65px auto; width: 500px; }
`

const widths = [1280, 1366, 1920]
const height = 720
const contactsList = '/contacts/list/contacts/'
const account = aBusyAccount({ contacts: 120, companies: 20, leads: 150, customers: 6 })

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

const openPage = async (path = contactsList): Promise<Page> => {
  const page = await crm.open(path, { isFaulty: true })
  await page.addStyleTag({ content: rulesOfModal })
  return page
}

/** What is wrong with the window on screen at one width; empty where it fits. */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const body = document.querySelector('.modal-body')
    const scroller = document.querySelector('.modal-scroller')
    if (body === null || scroller === null) return ['there is no window']
    const box = body.getBoundingClientRect()
    const room = scroller.clientWidth
    if (box.left < 0 || box.right > room)
      found.push(`the window goes from ${box.left} to ${box.right} of ${room}`)
    if (Math.abs(box.left - (room - box.right)) > 2)
      found.push(`it is not in the middle: ${box.left}, ${room - box.right}`)
    if (document.documentElement.scrollWidth > window.innerWidth) found.push('the page scrolls sideways')
    if (scroller.scrollWidth > scroller.clientWidth) found.push('the window is cut at the right')
    /** Inside a part that scrolls for itself everything can be reached. */
    const isReachable = (element: Element): boolean => {
      for (let outer = element.parentElement; outer !== null && outer !== body; outer = outer.parentElement)
        if (getComputedStyle(outer).overflowX !== 'visible') return true
      return false
    }
    for (const element of body.querySelectorAll('*')) {
      const { left, right, width } = element.getBoundingClientRect()
      const isOut = left < box.left - 1 || right > box.right + 1
      if (width > 0 && isOut && !isReachable(element))
        found.push(
          `${element.tagName} ${element.className} goes from ${left} to ${right}, the window from ${box.left} to ${box.right}`,
        )
    }
    return found.slice(0, 5)
  })

/** The last button of the window can be scrolled to. */
const lastButtonIsSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const last = [...document.querySelectorAll('.modal-body button')].at(-1)
    last?.scrollIntoView({ block: 'end' })
    const { top = -1, bottom = Number.NaN } = last?.getBoundingClientRect() ?? {}
    return top >= 0 && bottom <= window.innerHeight + 1
  })

/** Looks at the window at every width; the page itself tells when it has drawn anew. */
const expectFit = async (page: Page, name: string): Promise<void> => {
  await untilStyled(page)
  for (const width of widths) {
    await page.setViewportSize({ width, height })
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    expect({ name, width, misfits: await misfits(page) }).toEqual({ name, width, misfits: [] })
    expect({ name, width, isSeen: await lastButtonIsSeen(page) }).toEqual({ name, width, isSeen: true })
  }
}

/** Our window is the CRM's: no frame of its own width around or behind it. */
const expectNoFrame = async (page: Page): Promise<void> => {
  const [outer, inner] = await page.evaluate(() =>
    ['.modal-body', '.sales-analytics__window'].map(
      (selector) => document.querySelector(selector)?.getBoundingClientRect().width ?? 0,
    ),
  )
  expect(Math.abs((outer ?? 0) - (inner ?? 0))).toBeLessThanOrEqual(2)
}

describe("our windows inside the CRM's own, by its rules", () => {
  test('start, preview and report fit', async () => {
    await crm.reset(account)
    const page = await openPage()
    const dialog = await openRun(page)
    await expectFit(page, 'start')
    await expectNoFrame(page)
    await begin(dialog)
    await untilPreview(dialog)
    await expectFit(page, 'preview')
    await expectNoFrame(page)
    await decide(dialog, 'changed')
    await untilReport(dialog)
    await expectFit(page, 'report')
    await expectNoFrame(page)
  })

  test('a pause and a failure fit', async () => {
    await crm.reset(account)
    await crm.setFaults({ rules: [{ method: 'GET', path: '/api/v4/contacts?', status: 500 }] })
    const page = await openPage()
    const dialog = await openRun(page)
    await begin(dialog)
    await dialog.getByText('CRM временно не отвечает на запросы').waitFor()
    await expectFit(page, 'pause')
    await expectNoFrame(page)
    const detail = 'Не оплачено. '.repeat(30)
    await crm.setFaults({
      rules: [{ method: 'GET', path: '/api/v4/contacts?', status: 402, body: { detail } }],
    })
    await dialog.getByRole('button', { name: 'Продолжить' }).click()
    await dialog.getByText(/^Аккаунт CRM не оплачен/).waitFor()
    await expectFit(page, 'failure')
    await expectNoFrame(page)
  })

  test('the settings that cannot be read fit', async () => {
    await crm.reset({
      ...account,
      widgets: (account.widgets ?? []).map((widget) => ({ ...widget, settings: { custom: '[9]' } })),
    })
    const page = await openPage()
    const dialog = await openRunOfBroken(page)
    await dialog.getByText('Настройки не читаются. Откройте настройки виджета').waitFor()
    await expectFit(page, 'broken settings')
  })
})

const openRunOfBroken = async (page: Page) => {
  await page.getByRole('button', { name: 'Еще' }).first().click()
  await page.getByRole('menuitem', { name: 'Аналитика продаж. Заполнение полей' }).click()
  return page.getByRole('region', { name: 'Аналитика продаж. Заполнение полей' })
}
