import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../../host/account/accountFile'
import type { WireAccountFile } from '../../../oracle/accountWire'
import { diffAccountFields } from '../../../oracle/diffAccountFields'
import { aBusyAccount } from '../../support/aBusyAccount'
import { fillAccount, writesOf } from '../../support/filledAccount'
import { type Crm, openCrm } from '../../support/openCrm'
import { begin, decide, openRun, readReport, untilPreview, untilReport } from '../../support/runSteps'
import { openSettings, save } from '../../support/settingsSteps'

const refused = { unverified: { buyersMethod: '402' } } as const
const words = 'CRM не отдаёт покупателей: метод требует оплаты'
/** A run asks for their stages first. */
const question = 'CRM не отдаёт этапы покупателей: метод требует оплаты'

let crm: Crm
let filled: AccountFile

beforeAll(async () => {
  crm = await openCrm()
  filled = await fillAccount(crm, aBusyAccount({ contacts: 40, companies: 12, leads: 120, customers: 30 }))
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('while the CRM refuses buyers alone', () => {
  test('a run asks, shows what would fall, and marks its report', async () => {
    await crm.reset(filled)
    const { page, dialog } = await openRefused()
    expect(await cardWrites()).toEqual([])
    await dialog.getByRole('button', { name: 'Посчитать без покупателей' }).click()
    await untilPreview(dialog)
    await dialog.getByText('Без покупателей', { exact: true }).waitFor()
    await dialog.getByText(question).waitFor()
    await decide(dialog, 'changed')
    await untilReport(dialog)
    await dialog.getByText('Посчитано без покупателей', { exact: true }).waitFor()
    expect(await readReport(dialog)).toMatchObject({ 'Не получилось': 0, 'Заполнено впервые': 0 })
    expect(diffAccountFields(withoutBuyers(await crm.account()))).toEqual([])

    await dialog.getByRole('button', { name: 'Закрыть' }).last().click()
    const next = await openRun(page)
    await next.getByText('Оно посчитано без покупателей').waitFor()
    await crm.setFaults({})
    await begin(next)
    await untilPreview(next)
    expect(await next.getByText('Без покупателей', { exact: true }).count()).toBe(0)
    await decide(next, 'changed')
    await untilReport(next)
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('a run that is stopped at the question has written nothing, and «Повторить» asks the CRM again', async () => {
    await crm.reset(filled)
    const { page, dialog } = await openRefused()
    await crm.setFaults({})
    await dialog.getByRole('button', { name: 'Повторить' }).click()
    await untilPreview(dialog)
    await dialog.getByText('Все цифры уже совпадают с полями карточек').waitFor()
    await decide(dialog, 'nothing')

    await crm.setFaults({ unverified: { buyerStages: 'empty' } })
    const again = await openRun(page)
    await begin(again)
    await again.getByText('CRM не отдаёт этапы покупателей: список пуст').waitFor()
    await again.getByRole('button', { name: 'Остановить' }).click()
    await again.getByText('Пересчёт отменён. Ничего не записано.').waitFor()
    expect(await cardWrites()).toEqual([])
  })

  test('a card shows its figures with the mark, writes nothing, and heals at «Обновить»', async () => {
    await crm.reset(filled)
    await crm.setFaults(refused)
    const page = await crm.open(`/contacts/detail/${contactWithBuyer()}`, { isFaulty: true })
    const panel = page.getByRole('region', { name: 'Аналитика продаж' })
    await panel.getByText('без покупателей', { exact: true }).waitFor()
    await panel.getByText(/^CRM не отдаёт (этапы )?покупателей: метод требует оплаты/).waitFor()
    await panel.getByText(/В поля ничего не записано/).waitFor()
    await panel.getByRole('button', { name: 'Почему такие числа' }).click()
    await panel.getByText('Покупателей и покупок в этих цифрах нет: CRM их не отдаёт.').waitFor()
    expect(await cardWrites()).toEqual([])
    await crm.setFaults({})
    await panel.getByRole('button', { name: 'Обновить' }).click()
    await panel.getByText('без покупателей', { exact: true }).waitFor({ state: 'detached' })
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('the settings say so in the sections of buyers, and can be saved', async () => {
    await crm.reset(filled)
    await crm.setFaults(refused)
    const page = await crm.open('/contacts/list/contacts/', { isFaulty: true })
    const window = await openSettings(page)
    await window.getByText(`${words}.`, { exact: true }).nth(2).waitFor()
    await window.getByText('этап "Закрытые"').click()
    await save(window)
    const saved = (await crm.account()).widgets?.[0]?.settings
    expect(JSON.stringify(saved)).not.toBe(JSON.stringify(filled.widgets?.[0]?.settings))
  })
})

/** A run that stands at the question. */
const openRefused = async (): Promise<{ page: Page; dialog: Locator }> => {
  await crm.setFaults(refused)
  const page = await crm.open('/contacts/list/contacts/', { isFaulty: true })
  const dialog = await openRun(page)
  await begin(dialog)
  await dialog.getByText(question).waitFor()
  return { page, dialog }
}

const cardWrites = async (): Promise<string[]> =>
  (await writesOf(crm)).filter((call) => call.startsWith('PATCH'))

/** The account as one that has no buyers. */
const withoutBuyers = (file: WireAccountFile): WireAccountFile => ({
  ...file,
  account: { ...file.account, customers_mode: 'disabled' },
})

const contactWithBuyer = (): number => {
  const linked = filled.customers?.find(({ _embedded: links }) => (links?.contacts?.length ?? 0) > 0)
  const id = linked?._embedded?.contacts?.[0]?.id
  if (id === undefined) throw new Error('no contact has a buyer')
  return id
}
