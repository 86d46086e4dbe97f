import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import type { HostWindow } from '../../../host/page/hostWindow'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { goTo, openCard, untilTitle } from '../support/crmSteps'
import { fieldId, fieldName, fillAccount, storedValue } from '../support/filledAccount'
import { batchOf, holdRequests } from '../support/heldRequests'
import { indicatorOf, startFolded } from '../support/indicator'
import { type Crm, openCrm } from '../support/openCrm'
import { passTimers } from '../support/passTimers'
import { poll } from '../support/poll'
import { chooseRun, toNumber } from '../support/runSteps'
import { openSettings } from '../support/settingsSteps'

const sizes = { contacts: 12, companies: 5, leads: 40, customers: 3 }
const contactsList = '/contacts/list/contacts/'
/** Longer than the widget looks for its columns after a list was read again, where there is one in the page. */
const lookMs = 2500

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('the end of a folded run', () => {
  test('leaves an unsent letter, an unsaved card and open settings alone', async () => {
    const walks: readonly Walk[] = [walkMail, walkCard, walkSettings]
    for (const walk of walks) {
      const { page, end, reloads } = await startWriting()
      const expectKept = await walk(page)
      await end(100)
      await expectKept()
      expect({ walk: walk.name, reloads: reloads() }).toEqual({ walk: walk.name, reloads: [] })
      expect(await page.getByText('несохраненные изменения').count()).toBe(0)
      expect(diffAccountFields(await crm.account())).toEqual([])
    }
  })

  test('has the list that is on screen read again once', async () => {
    const { page, end, reloads } = await startWriting()
    await goTo(page, 'Сделки')
    await goTo(page, 'Списки')
    await end()
    await page.getByRole('columnheader', { name: '*Продажи, руб. (контакт)' }).waitFor()
    expect(reloads()).toHaveLength(1)
    expect(await page.evaluate(() => 'isMarked' in window)).toBe(true)
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('leaves the list that is kept under an open card alone, and has it read again once the user is back', async () => {
    const { page, end, reloads } = await startWriting()
    await openCard(page, 'Контакт 4')
    await end()
    expect(reloads()).toEqual([])
    await untilTitle(page, 'Контакт 4')
    await page.goBack()
    await poll(() => reloads()).toHaveLength(1)
    await page.getByRole('columnheader', { name: '*Продажи, руб. (контакт)' }).waitFor()
    await poll(() => shownItems(page)).toBe(1)
    await goTo(page, 'Сделки')
    await goTo(page, 'Списки')
    await poll(() => shownItems(page)).toBe(1)
    expect(reloads()).toHaveLength(1)
  })
})

describe('the menu item of a list that the CRM has kept under a card', () => {
  test.each(
    (['classic', 'newbie'] as const).flatMap((widgetMarkup) =>
      [false, true].map((cardBackRenders) => [widgetMarkup, cardBackRenders] as const),
    ),
  )(
    'is there once after «back», and starts a run (%s, cardBackRenders %s)',
    async (widgetMarkup, cardBackRenders) => {
      await crm.reset(aBusyAccount(sizes))
      await crm.setFaults({ unverified: { widgetMarkup, cardBackRenders } })
      const page = await crm.open(contactsList)
      await poll(() => shownItems(page)).toBe(1)
      for (const goBack of [() => page.goBack(), () => page.locator('.card-fields__top-back').click()]) {
        await page.getByRole('link', { name: 'Контакт 2', exact: true }).click()
        await untilTitle(page, 'Контакт 2')
        await panelOf(page).waitFor()
        await goBack()
        await untilTitle(page, 'Контакты')
        await poll(() => shownItems(page)).toBe(1)
        await passTimers(page, 100)
        expect(await shownItems(page)).toBe(1)
      }
      await chooseRun(page)
      await page.getByRole('button', { name: 'Начать' }).waitFor()
    },
  )
})

describe('a card that leads to another one', () => {
  test.each(['old', 'new'] as const)(
    'never gets the figures of the one before (currentCardAtRender %s)',
    async (currentCardAtRender) => {
      const [first, second] = [firstIds.contacts, firstIds.contacts + 1]
      const filled = await filledOnce()
      await crm.reset(filled)
      await crm.setFaults({ unverified: { currentCardAtRender } })
      const page = await crm.open('/settings/')
      const sumField = fieldId(await crm.account(), 'contacts', fieldName.boughtSum)
      await watchInput(page, sumField)
      for (const [id, price] of [
        [first, 5000],
        [second, 700],
      ] as const)
        await addSale(id, price)
      const held = await holdRequests(page, (request) => request.method() === 'PATCH')
      await visitCard(page, first)
      await held.untilHeld()
      await visitCard(page, second)
      held.release()
      await expectOwn(page, second, sumField)
      await addSale(first, 30)
      await visitCard(page, first)
      await expectOwn(page, first, sumField)
      const written = await writtenInputs(page)
      for (const [id, other] of [
        [first, second],
        [second, first],
      ] as const) {
        const foreign = sumOf(await crm.account(), other)
        expect(written.filter(({ path }) => path.endsWith(`/${id}`)).map(({ value }) => value)).not.toContain(
          foreign,
        )
      }
    },
  )
})

type Walk = (page: Page) => Promise<() => Promise<void>>

const walkMail: Walk = async (page) => {
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Почта' }).click()
  const letter = page.getByLabel('Текст письма', { exact: true })
  await letter.fill('Добрый день. Письмо не отправлено')
  return async () => expect(await letter.inputValue()).toBe('Добрый день. Письмо не отправлено')
}

const walkCard: Walk = async (page) => {
  await openCard(page, 'Контакт 3')
  const field = page.getByLabel('Должность', { exact: true }).first()
  await field.fill('Не сохранено')
  return async () => {
    expect(await field.inputValue()).toBe('Не сохранено')
    expect(await page.getByRole('button', { name: 'Сохранить', exact: true }).isVisible()).toBe(true)
  }
}

const walkSettings: Walk = async (page) => {
  const settings = await openSettings(page)
  const purchases = settings.getByRole('checkbox', { name: 'этап "Покупки"' })
  await settings.getByText('этап "Покупки"').click()
  return async () => expect(await purchases.isChecked()).toBe(false)
}

/** A folded run whose writing waits; `end` lets it come to its end and looks at the page for a while after. */
const startWriting = async () => {
  await crm.reset(aBusyAccount(sizes, { preview: 'skip' }))
  const page = await crm.open(contactsList)
  await page.evaluate(() => Object.assign(window, { isMarked: true }))
  const urls: string[] = []
  page.on('framenavigated', (frame) => urls.push(frame.url()))
  const writing = await holdRequests(page, (request) => batchOf(request).length > 1)
  await startFolded(page)
  await writing.untilHeld()
  return {
    page,
    reloads: () => urls.filter((url) => url.includes('reload=')),
    end: async (lookedAt = lookMs): Promise<void> => {
      writing.release()
      await indicatorOf(page)
        .getByText(/^Готово:/)
        .waitFor()
      await passTimers(page, lookedAt)
    },
  }
}

let filled: AccountFile | null = null
const filledOnce = async (): Promise<AccountFile> => (filled ??= await fillAccount(crm, aBusyAccount(sizes)))

const addSale = (id: number, price: number): Promise<void> =>
  crm.change({
    op: 'create',
    entity: 'leads',
    set: { price, status_id: 142, pipeline_id: 11, _embedded: { contacts: [{ id }] } },
  })

const visitCard = async (page: Page, id: number): Promise<void> => {
  await page.evaluate(
    (path) => (window as unknown as HostWindow).APP.router.navigate(path),
    `/contacts/detail/${id}`,
  )
  await untilTitle(page, `Контакт ${id - firstIds.contacts}`)
}

const sumOf = (file: Awaited<ReturnType<Crm['account']>>, id: number): string =>
  String(Number(storedValue(file, 'contacts', id, fieldName.boughtSum)))

/** Panel, input and CRM hold the same, of this card. */
const expectOwn = async (page: Page, id: number, field: number): Promise<void> => {
  await panelOf(page).getByText('Поля карточки обновлены').waitFor()
  const sum = sumOf(await crm.account(), id)
  const figures = await panelOf(page).getByRole('definition').allTextContents()
  expect(String(toNumber(figures[1] ?? ''))).toBe(sum)
  await poll(() => page.locator(`#edit_card input[name="CFV[${field}]"]`).inputValue()).toBe(sum)
  expect(diffAccountFields(await crm.account()).filter((each) => each.id === id)).toEqual([])
}

/** Notes whatever is put into the inputs of a field, and on which page. */
const watchInput = (page: Page, field: number): Promise<void> =>
  page.evaluate((name) => {
    const written: { path: string; value: string }[] = []
    Object.assign(window, { written })
    const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    Object.defineProperty(HTMLInputElement.prototype, 'value', {
      ...own,
      set(this: HTMLInputElement, value: string) {
        if (this.name === name) written.push({ path: location.pathname, value })
        own?.set?.call(this, value)
      },
    })
  }, `CFV[${field}]`)

const writtenInputs = (page: Page): Promise<{ path: string; value: string }[]> =>
  page.evaluate(() => (window as unknown as { written: { path: string; value: string }[] }).written)

const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Аналитика продаж' }).first()

/** Our items in the menus that the user can see. */
const shownItems = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('.sales-analytics__menu-item')].filter(
        (item) => (item.closest<HTMLElement>('.list__top__actions')?.offsetParent ?? null) !== null,
      ).length,
  )
