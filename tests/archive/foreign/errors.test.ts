import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile, FileWidget } from '../../../host/account/accountFile'
import { type Crm, openCrm } from '../support/openCrm'
import { follow, readLog, sampleWidget, waitForLog } from './widgetLog'

const codes = ['throwing', 'scriptless', 'missing-module', 'refusing', 'neighbour']

let crm: Crm

beforeAll(async () => {
  crm = await openCrm({
    widgets: Object.fromEntries(codes.map((code) => [code, sampleWidget(`install-${code}`)])),
  })
})

afterAll(() => crm.close())

/** Only the named widgets run; the rest are switched off. */
const accountWith = (...widgets: FileWidget[]): AccountFile => ({
  contacts: [{ id: 1, name: 'Анна' }],
  widgets: [
    { code: 'sales_analytics' },
    ...widgets,
    ...codes
      .filter((code) => widgets.every((one) => one.code !== code))
      .map((code) => ({ code, active: false })),
  ],
})

const openWith = async (path: string, ...widgets: FileWidget[]): Promise<Page> => {
  await crm.reset(accountWith(...widgets))
  return crm.open(path, { isFaulty: true })
}

const listed = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Object.keys((window as unknown as { APP: { widgets: { list: object } } }).APP.widgets.list).toSorted(),
  )

describe('an error of a foreign widget', () => {
  test.each(['render', 'init', 'bind_actions'])(
    'thrown by %s is shown with its stack and in the console, and the others run on',
    async (where) => {
      const page = await openWith(
        '/contacts/detail/1',
        { code: 'throwing', settings: { where } },
        { code: 'neighbour', settings: { token: 'key' } },
      )
      await waitForLog(page, `throwing ${where}: `)
      expect(await readLog(page)).toEqual([`throwing ${where}: broken in ${where}`])
      expect(await page.textContent('.widget-log__stack')).toContain('/upl/throwing/widget/script.js')
      expect(crm.takeComplaints().join()).toContain(`[throwing] ${where}: broken in ${where}`)
      expect(await page.textContent('.neighbour-key')).toBe('key')
      await page.waitForSelector('.card-widgets__widget-sales_analytics')
      const calls = await page.evaluate(
        () => (window as unknown as { throwingCalls: string[] }).throwingCalls,
      )
      expect(calls).toEqual(
        { render: ['render'], init: ['render', 'init'] }[where] ?? ['render', 'init', 'bind_actions'],
      )
    },
  )

  test('thrown by destroy does not keep the page from going on', async () => {
    const page = await openWith('/contacts/list/contacts/', {
      code: 'throwing',
      settings: { where: 'destroy' },
    })
    await follow(page, '/dashboard/')
    expect(await readLog(page)).toEqual(['throwing destroy: broken in destroy'])
    expect(await listed(page)).toEqual([])
    crm.takeComplaints()
  })

  test.each([
    ['/settings/advanced/throwing/', 'advancedSettings'],
    ['/widget_page/throwing/throwing/', 'initMenuPage'],
  ])('thrown on its own page %s is shown', async (path, where) => {
    const page = await openWith(path, { code: 'throwing', settings: { where } })
    await waitForLog(page, `throwing ${where}: `)
    crm.takeComplaints()
  })

  test.each(['settings', 'onSave', 'onInstall'])(
    'thrown by %s leaves the window open and usable',
    async (where) => {
      const isNew = where === 'onInstall'
      const page = await openWith('/settings/widgets/', {
        code: 'throwing',
        installed: !isNew,
        settings: { where },
      })
      await page.click('.js-widget-tile[data-code="throwing"]')
      if (isNew) {
        await page.click('.js-widget-install')
        await page.waitForSelector('#save_throwing')
      } else {
        await page.waitForSelector('#save_throwing')
        if (where === 'onSave') {
          await page.fill('input[name="where"]', 'onSave')
          await page.click('#save_throwing')
        }
      }
      await waitForLog(page, `throwing ${where}: `)
      await page.fill('input[name="where"]', 'nowhere')
      expect(await page.getAttribute('#save_throwing', 'aria-disabled')).toBe('false')
      crm.takeComplaints()
    },
  )

  test('of a promise that a callback gives is shown', async () => {
    const page = await openWith('/contacts/list/contacts/', {
      code: 'throwing',
      settings: { where: 'init promise' },
    })
    await waitForLog(page, 'throwing init: rejected in init')
    crm.takeComplaints()
  })

  test('thrown later, in its timers and handlers, is shown as that widget’s', async () => {
    const page = await openWith('/contacts/list/contacts/', {
      code: 'throwing',
      settings: { where: 'init later' },
    })
    await waitForLog(page, 'broken after init')
    await page.evaluate(() => {
      setTimeout(
        () => (window as unknown as { jQuery: JQueryStatic }).jQuery(document).trigger('probe:throw'),
        0,
      )
    })
    await waitForLog(page, 'broken handler')
    expect((await readLog(page)).every((line) => line.startsWith('throwing '))).toBe(true)
    crm.takeComplaints()
  })

  test('in its selected callback is shown', async () => {
    const page = await openWith('/contacts/list/contacts/', {
      code: 'throwing',
      settings: { where: 'selected' },
    })
    await page.check('#list_table tbody input[type="checkbox"]')
    await page.click('.js-widget-selected[data-code="throwing"]')
    await waitForLog(page, 'throwing selected: broken in selected')
    crm.takeComplaints()
  })

  test('is gone from sight when a person clears the log, and opens in full by a press', async () => {
    const page = await openWith('/contacts/list/contacts/', { code: 'throwing', settings: { where: 'init' } })
    await page.click('.widget-log__toggle')
    expect(await page.getAttribute('.widget-log__toggle', 'aria-expanded')).toBe('true')
    await page.click('.widget-log__clear')
    expect(await page.locator('.widget-log').count()).toBe(0)
    crm.takeComplaints()
  })
})

describe('a widget that does not come up', () => {
  test('because its script is missing is told, and the others are there', async () => {
    const page = await openWith('/contacts/detail/1', { code: 'scriptless' }, { code: 'neighbour' })
    await waitForLog(page, 'scriptless /upl/scriptless/widget/script.js?v=1.0.3: скрипт не загрузился')
    expect(await listed(page)).toEqual(['neighbour', 'sales_analytics'])
    await follow(page, '/contacts/list/contacts/')
    expect((await readLog(page)).every((line) => line.includes('скрипт не загрузился'))).toBe(true)
    crm.takeComplaints()
  })

  test('because a module is missing names the module', async () => {
    const page = await openWith('/contacts/list/contacts/', { code: 'missing-module' })
    await waitForLog(page, '/upl/missing-module/widget/lib/absent.js')
    crm.takeComplaints()
  })

  test('because it renders false is told without an error', async () => {
    const page = await openWith('/contacts/list/contacts/', { code: 'refusing' })
    await waitForLog(page, 'refusing render: вернул ложное значение: init не вызывается')
    expect(crm.takeComplaints()).toEqual([])
    expect(await page.locator('.widget-log_notes').count()).toBe(1)
  })
})
