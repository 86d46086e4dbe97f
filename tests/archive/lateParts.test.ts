import type { Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../host/account/accountFile'
import { aBusyAccount, firstIds } from './support/aBusyAccount'
import { goTo, untilTitle } from './support/crmSteps'
import { fillAccount } from './support/filledAccount'
import { type Crm, openCrm, waitForWidgets } from './support/openCrm'
import { passTimers } from './support/passTimers'
import { poll } from './support/poll'
import { openMenu, runWindow } from './support/runSteps'
import { openSettings, saveButton, settingsWindow } from './support/settingsSteps'

const companyCard = `/companies/detail/${firstIds.companies}`
const contactCard = `/contacts/detail/${firstIds.contacts}`

let crm: Crm
let filled: AccountFile

beforeAll(async () => {
  crm = await openCrm()
  filled = await fillAccount(crm, aBusyAccount({ contacts: 6, companies: 3, leads: 20, customers: 2 }))
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

/** Files of the widget's own that a page has asked for, without hash and version. */
const watchFiles = (page: Page): string[] => {
  const files: string[] = []
  page.on('request', (request) => {
    const found = /\/widget\/([\w./-]+?)(-[0-9a-f]{8})?\.(js|css)(\?|$)/.exec(request.url())
    if (found !== null) files.push(`${found[1] ?? ''}.${found[3] ?? ''}`)
  })
  return files
}

const navigate = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    const { APP } = window as unknown as { APP: { router: { navigate(url: string, how: object): void } } }
    APP.router.navigate(to, { trigger: true })
  }, path)

/** A page whose requests for a lazily loaded file are answered by `answer`. */
const openWith = async (path: string, file: string, answer: (route: Route) => Promise<void>) => {
  const page = await crm.open('/leads/', { isFaulty: true })
  await page.route(`**/${file}-*.js`, answer)
  await navigate(page, path)
  return page
}

const hold = () => {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let tellAsked = (): void => undefined
  const asked = new Promise<void>((resolve) => {
    tellAsked = resolve
  })
  const answer = async (route: Route): Promise<void> => {
    tellAsked()
    await released
    await route.continue()
  }
  return { answer, asked, release: () => release() }
}

const menuItem = (page: Page) => page.getByRole('menuitem', { name: /Заполнение полей/, includeHidden: true })
const panel = (page: Page) => page.getByRole('region', { name: 'Аналитика продаж' })

describe('the parts of the widget', () => {
  test('are not loaded where nothing of it is shown', async () => {
    await crm.reset(filled)
    const page = await crm.open('/leads/')
    const files = watchFiles(page)
    await page.reload()
    await waitForWidgets(page)
    await passTimers(page, 1000)
    expect(files.filter((name) => name !== 'script.js')).toEqual([])
  })

  test('come with the place that needs them: a list has nothing loaded until its menu is wanted, a card no run and no settings', async () => {
    await crm.reset(filled)
    const page = await crm.open('/leads/')
    const files = watchFiles(page)
    await goTo(page, 'Списки')
    await menuItem(page).waitFor({ state: 'attached' })
    await passTimers(page, 1000)
    expect(files).toEqual(['script.js'])
    await openMenu(page)
    await page.waitForFunction(() => document.querySelector('link[href*="sales_analytics"]') !== null)
    await poll(() => files.sort()).toEqual(['base.js', 'script.js', 'style.css'])
    files.length = 0
    await page.goto(crm.url + contactCard)
    await panel(page).getByText('проверено только что').waitFor()
    expect(files.filter((name) => name !== 'tick.js').sort()).toEqual([
      'base.js',
      'mountCard.js',
      'script.js',
      'session.js',
      'style.css',
    ])
  })

  test('are missed in words, and asked for again with the next page', async () => {
    await crm.reset(filled)
    let isLost = true
    const page = await openWith(contactCard, 'session', async (route) =>
      isLost ? route.fulfill({ status: 404 }) : route.continue(),
    )
    await panel(page).getByText('Часть виджета не загрузилась').waitFor()
    await goTo(page, 'Списки')
    await page.goBack()
    await panel(page).getByText('Часть виджета не загрузилась').waitFor()
    isLost = false
    await panel(page).getByRole('button', { name: 'Повторить' }).click()
    await panel(page).getByText('проверено только что').waitFor()
  })

  test('say on a list why a run cannot be started, and start it when they have come', async () => {
    await crm.reset(filled)
    // Without the CRM's notification centre the words stand in a window of our own, which stays until it is put away.
    await crm.control('PUT', 'page', { inbox: 'never' })
    let isLost = true
    const page = await openWith('/contacts/list/contacts/', 'base', async (route) =>
      isLost ? route.abort() : route.continue(),
    )
    await openMenu(page)
    await menuItem(page).click()
    await page.getByText('Часть виджета не загрузилась').waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'OK' }).click()
    isLost = false
    await openMenu(page)
    await menuItem(page).click()
    await runWindow(page).waitFor()
  })

  test('mount nothing where the page was left before they came', async () => {
    await crm.reset(filled)
    const { answer, asked, release } = hold()
    const page = await openWith(contactCard, 'mountCard', answer)
    await asked
    await goTo(page, 'Списки')
    await menuItem(page).waitFor({ state: 'attached' })
    const came = page.waitForResponse(/mountCard-/)
    release()
    await (await came).finished()
    await goTo(page, 'Сделки')
    expect(await page.locator('.sales-analytics__card-panel, .sales-analytics__menu-item').count()).toBe(0)
  })

  test('read nothing for a card that was left for the list of deals, which the CRM has kept and tells nobody of', async () => {
    await crm.reset(filled)
    const { answer, asked, release } = hold()
    const page = await openWith(contactCard, 'mountCard', answer)
    await asked
    await page.goBack()
    await page.locator('.sales-analytics__card-panel').waitFor({ state: 'detached' })
    const came = page.waitForResponse(/mountCard-/)
    release()
    await (await came).finished()
    await passTimers(page, 1000)
    const { list } = await crm.requests()
    expect(list.filter(({ path }) => path.startsWith('/api/v4/'))).toEqual([])
  })

  test('leave the settings window with words and a button that tries again', async () => {
    await crm.reset(filled)
    let isLost = true
    const page = await openWith('/settings/widgets/', 'showSettings', async (route) =>
      isLost ? route.abort() : route.continue(),
    )
    await page.getByRole('button', { name: /Аналитика продаж/ }).click()
    const window = settingsWindow(page)
    await window.getByRole('alert').getByText('Часть виджета не загрузилась').waitFor()
    isLost = false
    await window.getByRole('button', { name: 'Повторить' }).click()
    await window.getByText('1) Для каких сущностей вычислять?').waitFor()
    expect(await window.getByText('Часть виджета не загрузилась').count()).toBe(0)
  })

  test('let the widget be switched off before the settings form has come', async () => {
    await crm.reset(filled)
    const { answer, asked, release } = hold()
    const page = await openWith('/settings/widgets/', 'showSettings', answer)
    await page.getByRole('button', { name: /Аналитика продаж/ }).click()
    await asked
    await settingsWindow(page).getByRole('button', { name: 'Отключить' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const came = page.waitForResponse(/showSettings-/)
    release()
    await (await came).finished()
    await goTo(page, 'Списки')
    await waitForWidgets(page)
    expect(await page.locator('[class*="sales-analytics"]').count()).toBe(0)
  })

  test('are one for all screens: what is saved in the settings holds on the card without a reload', async () => {
    await crm.reset(filled)
    const page = await crm.open('/contacts/list/contacts/')
    const window = await openSettings(page)
    await window.getByText('Контакты', { exact: true }).click()
    expect(await window.getByRole('checkbox', { name: 'Контакты' }).isChecked()).toBe(false)
    await saveButton(window).click()
    await window.waitFor({ state: 'detached' })
    await navigate(page, companyCard)
    await panel(page).getByText('проверено только что').waitFor()
    // All that a card needs is there now: a panel would stand as soon as the page is ready.
    await navigate(page, contactCard)
    // Widgets are announced with the drawing of a card, and the one before it is put away at once.
    await untilTitle(page, 'Контакт 0')
    await waitForWidgets(page)
    expect(await panel(page).count()).toBe(0)
  })
})
