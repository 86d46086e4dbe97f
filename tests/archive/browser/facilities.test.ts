import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { fillAccount } from '../support/filledAccount'
import { moveTimeUntil } from '../support/moveTime'
import { type Crm, openCrm, waitForWidgets } from '../support/openCrm'
import { begin, chooseRun, openMenu, runTitle, runWindow } from '../support/runSteps'

/** A browser in which one facility does not work, as a script that runs before the page's own. */
const worlds: Readonly<Record<string, string>> = {
  'BroadcastChannel is absent': `delete window.BroadcastChannel`,
  'BroadcastChannel throws': `window.BroadcastChannel = class { constructor() { throw new DOMException('denied', 'SecurityError') } }`,
  'messages throw': `BroadcastChannel.prototype.postMessage = () => { throw new DOMException('closed', 'InvalidStateError') }`,
  'locks are absent': `Object.defineProperty(navigator, 'locks', { value: undefined })`,
  'locks throw': `Object.defineProperty(navigator, 'locks', { get() { throw new DOMException('denied', 'SecurityError') } })`,
  'locks refuse': `LockManager.prototype.request = LockManager.prototype.query = () => Promise.reject(new DOMException('denied', 'SecurityError'))`,
  'locks never answer': `LockManager.prototype.request = LockManager.prototype.query = () => new Promise(() => undefined)`,
  'indexedDB is absent': `Object.defineProperty(window, 'indexedDB', { value: undefined })`,
  'indexedDB throws': `IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError') }`,
  'indexedDB never opens': `IDBOpenDBRequest.prototype.addEventListener = () => undefined`,
  'indexedDB never gives anything': `
    const get = IDBObjectStore.prototype.get
    IDBObjectStore.prototype.get = function (...given) {
      const request = get.apply(this, given)
      request.addEventListener = () => undefined
      return request
    }`,
  // The CRM's own page does not come up without storage: here the browser refuses ours.
  'storage is refused': `
    for (const name of ['getItem', 'setItem', 'removeItem']) {
      const raw = Storage.prototype[name]
      Storage.prototype[name] = function (key, ...given) {
        if (key.startsWith('sales-analytics')) throw new DOMException('denied', 'SecurityError')
        return raw.call(this, key, ...given)
      }
    }`,
  'storage is full': `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`,
  'Worker throws': `window.Worker = class { constructor() { throw new DOMException('denied', 'SecurityError') } }`,
  'Worker never ticks': `Worker.prototype.postMessage = () => undefined`,
  'it is no secure context': `delete Crypto.prototype.randomUUID`,
  'ResizeObserver is absent': `delete window.ResizeObserver`,
}

let crm: Crm
let filled: AccountFile

beforeAll(async () => {
  crm = await openCrm()
  filled = await fillAccount(crm, aBusyAccount({ contacts: 12, companies: 6, leads: 40 }))
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a browser in which', () => {
  test.each(Object.entries(worlds))(
    '%s has the menu item, the window of the run, the panel of a card and the settings',
    async (_name, script) => {
      await crm.reset(filled)
      const page = await openBroken(script)
      await visit(page, '/contacts/list/contacts/')
      await openMenu(page)
      await page.getByRole('menuitem', { name: runTitle }).waitFor()
      await page.keyboard.press('Escape')
      await chooseRun(page)
      const dialog = runWindow(page)
      await moveTimeUntil(page, dialog.getByRole('button', { name: 'Начать' }))
      await begin(dialog)
      await moveTimeUntil(page, dialog.getByRole('group', { name: 'Что записать?' }))
      await visit(page, `/contacts/detail/${firstIds.contacts}`)
      await moveTimeUntil(page, panelOf(page).getByText(/проверено|обновлены/))
      await visit(page, '/settings/widgets/')
      await page.getByRole('button', { name: /Аналитика продаж/ }).click()
      await moveTimeUntil(page, page.getByText('1) Для каких сущностей вычислять?'))
    },
  )

  test('nothing can be stored says so before the run begins', async () => {
    await crm.reset(filled)
    const page = await openBroken(worlds['indexedDB never opens'] ?? '')
    await visit(page, '/contacts/list/contacts/')
    await chooseRun(page)
    await moveTimeUntil(
      page,
      runWindow(page).getByText(
        'Браузер не даёт хранить данные: после закрытия вкладки продолжить пересчёт не получится.',
      ),
    )
  })
})

const openBroken = async (script: string): Promise<Page> => {
  const page = await crm.open('/', { isMovable: true, isReady: false })
  // The browser asks before a run is left.
  page.on('dialog', (question) => void question.accept())
  await page.context().addInitScript(`{ ${script} }`)
  return page
}

const visit = async (page: Page, path: string): Promise<void> => {
  await page.goto(crm.url + path)
  await waitForWidgets(page)
}

const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Аналитика продаж' })
