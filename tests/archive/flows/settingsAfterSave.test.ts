import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { HostWindow } from '../../../host/page/hostWindow'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount } from '../support/aBusyAccount'
import { goTo } from '../support/crmSteps'
import { writesOf } from '../support/filledAccount'
import { type Crm, openCrm } from '../support/openCrm'
import { poll } from '../support/poll'
import { chooseRun, runWell, runWindow } from '../support/runSteps'
import { openSettings, save, saveButton } from '../support/settingsSteps'
import { untilStyled } from '../support/untilStyled'

const account = aBusyAccount({ contacts: 20, companies: 7, leads: 90, customers: 12 })
const contactsList = '/contacts/list/contacts/'
const code = 'sales_analytics'
const rightsText =
  'Заполнить поля может администратор или сотрудник, который видит и может менять все карточки'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('settings that were just saved', () => {
  test.each([
    { settingsAfterSave: 'nestedText', onSaveResolvedFalse: 'saves' },
    { settingsAfterSave: 'object', onSaveResolvedFalse: 'veto' },
  ] as const)('are those of the running widget, without a reload of the page (%o)', async (unverified) => {
    await crm.reset(account)
    await crm.setFaults({ unverified })
    const page = await crm.open(contactsList)
    await page.evaluate(() => Object.assign(window, { isMarked: true }))
    // Twice: what the CRM hands over after the first save is what the second one begins with.
    for (const words of ['этап "Покупки"', 'этапы предстоящих покупок']) {
      const window = await openSettings(page)
      await window.getByText(words).click()
      // Our own form changes the instance as well: the one that the CRM starts anew is waited for.
      const before = await instanceOf(page)
      await save(window)
      await page.waitForFunction(
        ({ old, name }) => {
          const instance = (globalThis as unknown as HostWindow).APP.widgets.list[name]
          return instance !== undefined && instance !== old
        },
        { old: before, name: code },
      )
      await poll(() => paramsOf(page)).toEqual({ code, custom: JSON.parse(await storedText()) as unknown })
    }
    await goTo(page, 'Списки')
    await runWell(page, 'all')
    const changed = { buyers: { upcoming: false, purchases: false } }
    expect(diffAccountFields(await crm.account(), changed)).toEqual([])
    expect(diffAccountFields(await crm.account())).not.toEqual([])
    expect(await page.evaluate(() => 'isMarked' in window)).toBe(true)
  })

  test('are never a form without an entity, whatever the CRM makes of a promise of false', async () => {
    await crm.reset(account)
    await crm.setFaults({ unverified: { onSaveResolvedFalse: 'saves' } })
    await crm.control('PUT', 'page', { inbox: 'never' })
    const page = await crm.open(contactsList)
    const window = await openSettings(page)
    const before = await storedText()
    for (const entity of ['Контакты', 'Компании']) await window.getByText(entity, { exact: true }).click()
    await poll(() => saveButton(window).getAttribute('aria-disabled')).toBe('true')
    // Another widget's script, or the CRM itself, wakes the button.
    await page.evaluate((id) => {
      const { jQuery } = globalThis as unknown as { jQuery: JQueryStatic }
      jQuery(`#save_${id}`).trigger('button:save:enable')
    }, code)
    await saveButton(window).click()
    // The refusal is seen also in a page without a notification centre.
    await page
      .getByRole('alert')
      .filter({ hasText: /^Аналитика продажОтметьте хотя бы одну сущность/ })
      .waitFor()
    await page.locator(`#save_${code}[aria-busy="false"]`).waitFor()
    expect(await window.isVisible()).toBe(true)
    expect(await storedText()).toBe(before)
    expect(await writesOf(crm)).toEqual([])
  })
})

describe('a page whose notification centre is missing', () => {
  test.each(['never', 'late'] as const)('still shows why a run is refused (%s)', async (inbox) => {
    await crm.reset(account, 'manager')
    await crm.control('PUT', 'page', { inbox })
    const page = await crm.open(contactsList, { isMovable: true })
    await chooseRun(page, { force: true })
    const message = page.getByRole('status').filter({ hasText: rightsText })
    await message.waitFor()
    await untilStyled(page)
    const [words, button] = await Promise.all([
      message.getByText(rightsText).boundingBox(),
      message.getByRole('button').boundingBox(),
    ])
    // The words do not touch their button, whichever of our style sheets comes last.
    expect((button?.y ?? 0) - (words?.y ?? 0) - (words?.height ?? 0)).toBeGreaterThanOrEqual(8)
    expect(await runWindow(page).count()).toBe(0)
    if (inbox === 'never') return
    // Once the centre has come, it is the place for such words.
    await message.getByRole('button').click()
    await page.clock.fastForward(600_000)
    await chooseRun(page, { force: true })
    await page.locator('.notification').getByText(rightsText).waitFor()
  })

  test('still shows that the settings are saved without fields, and why', async () => {
    await crm.reset(account)
    await crm.control('PUT', 'page', { inbox: 'never' })
    const detail = 'Полей слишком много'
    await crm.setFaults({
      rules: [
        {
          method: 'POST',
          path: '/api/v4/contacts/custom_fields',
          status: 402,
          body: { status: 402, detail },
        },
      ],
    })
    const page = await crm.open(contactsList, { isFaulty: true })
    const window = await openSettings(page)
    await window.getByText('этап "Покупки"').click()
    await save(window)
    await page
      .getByRole('alert')
      .getByText(/^Настройки сохранены\. Поля не созданы: /)
      .waitFor()
    expect(await storedText()).not.toBe('')
  })
})

const storedText = async (): Promise<string> => (await crm.account()).widgets?.[0]?.settings?.custom ?? ''

/** What the running widget has of the CRM; the settings as a text or opened. */
const paramsOf = (page: Page): Promise<unknown> =>
  page.evaluate((name) => {
    const { list } = (globalThis as unknown as HostWindow).APP.widgets
    const { params } = (list as unknown as Readonly<Record<string, { params?: Params }>>)[name] ?? {}
    const custom = params?.custom
    return {
      code: params?.widget_code,
      custom: typeof custom === 'string' ? (JSON.parse(custom) as unknown) : custom,
    }
  }, code)

interface Params {
  readonly widget_code?: string
  readonly custom?: unknown
}

/** The running widget, of which the CRM makes another after a save. */
const instanceOf = (page: Page) =>
  page.evaluateHandle((name) => (globalThis as unknown as HostWindow).APP.widgets.list[name], code)
