import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aBusyAccount } from './support/aBusyAccount'
import { goTo } from './support/crmSteps'
import { holdRequests } from './support/heldRequests'
import { expectIndicator, startFolded } from './support/indicator'
import { type Crm, openCrm } from './support/openCrm'
import { poll } from './support/poll'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

/** Widens the menu, or opens a notification centre beside it, as other versions of the CRM's page have them. */
const draw = (page: Page, what: 'wideMenu' | 'notifications' | 'wideNotifications'): Promise<void> =>
  page.evaluate((kind) => {
    document.querySelector('#test_zone')?.remove()
    const zone = document.createElement('div')
    zone.id = 'test_zone'
    zone.className = kind === 'wideMenu' ? 'nav' : 'notification-inner'
    const [left, width] =
      { wideMenu: [0, 232], notifications: [65, 250], wideNotifications: [65, 400] }[kind] ?? []
    zone.style.cssText = `position:fixed;top:0;bottom:0;left:${left ?? 0}px;width:${width ?? 0}px;z-index:80;background:#123`
    document.body.append(zone)
  }, what)

/** How far the folded run is inside each zone of the CRM, in pixels; it is drawn, and all are 0, where it stays clear. */
const overlaps = (page: Page) =>
  page.evaluate(() => {
    const box = document
      .querySelector('.sales-analytics__indicator-place')
      ?.firstElementChild?.firstElementChild?.getBoundingClientRect()
    if (box === undefined) return null
    const inside = (zone: Element | null): number => {
      const { left, right, top, bottom } = zone?.getBoundingClientRect() ?? new DOMRect()
      const width = Math.min(right, box.right) - Math.max(left, box.left)
      const height = Math.min(bottom, box.bottom) - Math.max(top, box.top)
      return Math.max(0, Math.min(width, height))
    }
    return {
      menu: inside(document.querySelector('#nav_menu_wrapper')),
      drawn: inside(document.querySelector('#test_zone')),
      messages: inside(document.querySelector('.notifications-stack')),
      bottom: Math.max(0, box.bottom - (innerHeight - 8)),
      isDrawn: box.width >= 40 && box.height >= 40,
    }
  })

const clear = { menu: 0, drawn: 0, messages: 0, bottom: 0, isDrawn: true }

describe("a folded run beside the CRM's own zones", () => {
  test.each([
    ['classic', 1280],
    ['classic', 1920],
    ['newbie', 1280],
    ['newbie', 1920],
  ] as const)(
    'stays out of menu, notification centre and bottom edge (%s, %i px)',
    async (widgetMarkup, width) => {
      await crm.reset(aBusyAccount({ contacts: 60, companies: 20, leads: 600, customers: 5 }))
      await crm.setFaults({ unverified: { widgetMarkup } })
      const page = await crm.open('/contacts/list/contacts/', { width })
      const reading = await holdRequests(page, (request) => /\/leads\?.*page=2$/.test(request.url()))
      await startFolded(page)
      for (const section of ['Списки', 'Сделки', 'Аналитика', 'Настройки'] as const) {
        await goTo(page, section)
        await expectIndicator(page)
        expect(await overlaps(page)).toEqual(clear)
      }
      await goTo(page, 'Списки')
      for (const zone of ['wideMenu', 'notifications', 'wideNotifications'] as const) {
        await draw(page, zone)
        await poll(() => overlaps(page)).toEqual(clear)
      }
      await page.evaluate(() => {
        document.querySelector('#test_zone')?.remove()
        const { APP } = window as unknown as {
          APP: { notifications: { show_message(message: { header: string; text: string }): void } }
        }
        for (const text of ['один', 'два']) APP.notifications.show_message({ header: 'Сообщение', text })
      })
      await poll(() => overlaps(page)).toEqual(clear)
      reading.release()
    },
  )
})
