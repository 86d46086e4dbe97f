import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { fillAccount } from '../support/filledAccount'
import { type Crm, openCrm, waitForWidgets } from '../support/openCrm'
import { poll } from '../support/poll'
import {
  begin,
  decide,
  openMenu,
  openRun,
  runTitle,
  runWindow,
  untilPreview,
  untilReport,
} from '../support/runSteps'
import { openSettings } from '../support/settingsSteps'

let crm: Crm
let filled: AccountFile

beforeAll(async () => {
  crm = await openCrm()
  filled = await fillAccount(crm, aBusyAccount({ contacts: 12, companies: 5, leads: 40, customers: 4 }))
})
/** The page itself stumbles over its own broken values too. */
afterEach(() => crm.takeComplaints())
afterAll(() => crm?.close())

interface Spoilt {
  /** Names from `APP` to the value. */
  readonly names: readonly string[]
  /** For a value of `APP.constant`. */
  readonly constant: string
}

const spoiltOf = (value: string): Spoilt => {
  const [, constant = ''] = /^constant\((\w+)\)$/.exec(value) ?? []
  return { names: constant === '' ? value.split('.') : ['constant'], constant }
}

/** Runs in the page before its own scripts: whoever reads `APP` from the window gets it with one value that throws. */
const spoil = ({ names, constant }: Spoilt): void => {
  const refuse = (): never => {
    throw new Error(`hostile ${names.join('.')}${constant}`)
  }
  const wrap = (object: object, [name, ...rest]: readonly string[]): object =>
    new Proxy(object, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (key === name && constant !== '')
          return (asked: string, ...more: unknown[]): unknown =>
            asked === constant ? refuse() : Reflect.apply(value as () => unknown, target, [asked, ...more])
        if (key === name && rest.length === 0) return refuse()
        if (key === name && typeof value === 'object' && value !== null) return wrap(value, rest)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
  for (const global of ['APP', 'AMOCRM']) {
    let given: object | undefined
    Object.defineProperty(window, global, {
      configurable: true,
      get: () => given,
      set: (app: object) => {
        given = wrap(app, names)
      },
    })
  }
}

const openSpoilt = async (value: string): Promise<Page> => {
  await crm.reset(filled)
  const page = await crm.open('/settings/widgets/')
  await page.addInitScript(spoil, spoiltOf(value))
  await visit(page, '/contacts/list/contacts/')
  return page
}

const visit = async (page: Page, path: string): Promise<void> => {
  await page.goto(crm.url + path)
  await waitForWidgets(page)
}

const values = [
  'constant(user)',
  'constant(managers)',
  'constant(account)',
  'getWidgetsArea',
  'getBaseEntity',
  'lang_id',
  'data',
  'data.current_card',
  'system',
  'system.format',
  'system.timezone',
  'notifications',
  'router',
  'sdk',
]

describe('a page in which one value throws', () => {
  test.each(values)('still has the run, the card and the settings: %s', async (value) => {
    const page = await openSpoilt(value)
    const dialog = await openRun(page)
    await begin(dialog)
    await untilPreview(dialog)
    await decide(dialog, 'all')
    await untilReport(dialog)
    await runWindow(page).getByRole('button', { name: 'Закрыть' }).first().click()
    await visit(page, `/contacts/detail/${firstIds.contacts}`)
    const panel = page.getByRole('region', { name: 'Аналитика продаж' }).first()
    await panel.getByText('проверено только что').waitFor()
    expect(await panel.getByRole('definition').allTextContents()).not.toContain('—')
    await openSettings(page)
  })

  test('says that it does not know the rights, in the menu and on the card', async () => {
    const page = await openSpoilt('constant(user_rights)')
    // The list of managers would tell an admin.
    await crm.control('PUT', 'session', { user: 'observer', expired: false })
    await visit(page, '/contacts/list/contacts/')
    await openMenu(page)
    const item = page.getByRole('menuitem', { name: runTitle })
    // The part that knows the rights is loaded when the menu is opened.
    await poll(() => item.getAttribute('title')).toContain('не сообщила этой странице ваши права')
    await visit(page, `/contacts/detail/${firstIds.contacts}`)
    const panel = page.getByRole('region', { name: 'Аналитика продаж' }).first()
    await panel.getByText('не сообщила этой странице ваши права').waitFor()
  })
})
