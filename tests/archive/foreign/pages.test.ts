import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Crm, openCrm } from '../support/openCrm'
import { follow, readLog, sampleWidget } from './widgetLog'

const codes = ['pages', 'lasting', 'neighbour', 'throwing']

let crm: Crm

beforeAll(async () => {
  crm = await openCrm({
    widgets: Object.fromEntries(codes.map((code) => [code, sampleWidget(`install-${code}`)])),
  })
})

afterAll(() => crm.close())

test('two widgets run beside ours, each with its own settings, handlers and block', async () => {
  await crm.reset({
    contacts: [{ id: 1, name: 'Анна' }],
    widgets: [
      { code: 'sales_analytics' },
      { code: 'neighbour', settings: { token: 'первый' } },
      { code: 'lasting' },
      { code: 'pages', active: false },
      { code: 'throwing', active: false },
    ],
  })
  const page = await crm.open('/contacts/detail/1')
  await page.waitForSelector('.card-widgets__widget-sales_analytics')
  await page.click('.neighbour-key')
  expect(await page.getAttribute('.neighbour-key', 'class')).toContain('neighbour-key_pressed')
  await follow(page, '/dashboard/')
  expect(await page.locator('.card-widgets__widget-neighbour').count()).toBe(0)
  const calls = await page.evaluate(() => (window as unknown as { lastingCalls: string[] }).lastingCalls)
  expect(calls).toEqual([
    'render contacts_card',
    'init contacts_card',
    'bind_actions contacts_card',
    'render dashboard',
  ])
  await follow(page, '/contacts/list/contacts/')
  await page.check('#list_table tbody input[type="checkbox"]')
  await page.click('.js-widget-selected[data-code="neighbour"]')
  expect(
    await page.evaluate(() => (window as unknown as { neighbourSelected: object[] }).neighbourSelected),
  ).toMatchObject([{ id: 1, type: 'contact' }])
  expect(await readLog(page)).toEqual([])
  expect(crm.takeComplaints()).toEqual([])
})

test('a widget’s own section stands where its manifest says, with its icon, and hides what it hides', async () => {
  await crm.reset({ widgets: [{ code: 'sales_analytics' }, { code: 'throwing' }, { code: 'pages' }] })
  const page = await crm.open('/dashboard/')
  const sections = await page.$$eval('.nav__menu__item', (items) =>
    items.map((item) => (item as HTMLElement).dataset['entity'] ?? ''),
  )
  expect(sections[sections.indexOf('leads') + 1]).toBe('widget_page:pages:reports')
  expect(sections.at(-1)).toBe('widget_page:throwing:throwing')
  expect(sections).not.toContain('customers')
  expect(sections).toContain('settings')
  const item = page.locator('.nav__menu__item[data-entity="widget_page:pages:reports"]')
  expect(await item.locator('img').getAttribute('src')).toBe('/upl/pages/widget/images/menu.svg')
  await item.locator('a').click()
  await page.waitForFunction(
    () => document.querySelector('.pages-place')?.textContent === 'widget_page reports ',
  )
  expect(await page.evaluate(() => (window as unknown as { menuPageParams: object }).menuPageParams)).toEqual(
    {
      location: 'widget_page',
      item_code: 'reports',
    },
  )
  const marked = await page.$$eval('.nav__menu__item-selected', (items) =>
    items.map((one) => (one as HTMLElement).dataset['entity']),
  )
  expect(marked).toEqual(['widget_page:pages:reports'])
  expect(await page.$$eval('#settings_aside a', (links) => links.map((link) => link.textContent))).toEqual([
    'Первый',
    'Второй',
  ])
  await page.click('#settings_aside a >> text=Второй')
  await page.waitForFunction(
    () => document.querySelector('.pages-place')?.textContent === 'widget_page reports second',
  )
})

test('sub-items of «Аналитика» and «Настройки», and the widget’s own settings page, open by their links', async () => {
  await crm.reset({ widgets: [{ code: 'sales_analytics' }, { code: 'pages' }] })
  const page = await crm.open('/stats/')
  await page.click('.settings-menu a >> text=Своя сводка')
  await page.waitForFunction(() => document.querySelector('.pages-place')?.textContent === 'stats  summary')
  await follow(page, '/settings/')
  await page.click('.settings-menu a >> text=Свои правила')
  await page.waitForFunction(() => document.querySelector('.pages-place')?.textContent === 'settings  rules')
  await page.click('.settings-menu a >> text="Правила"')
  await page.waitForSelector('#list_page_holder .pages-advanced')
  expect(crm.takeComplaints()).toEqual([])
})
