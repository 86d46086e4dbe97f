import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { holdRequests } from '../support/heldRequests'
import { indicatorOf } from '../support/indicator'
import { moveTimeUntil } from '../support/moveTime'
import { type Crm, openCrm } from '../support/openCrm'
import { begin, decide, openRun, untilPreview, untilReport } from '../support/runSteps'
import { settingsWindow } from '../support/settingsSteps'

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

const openPage = async (path: string): Promise<Page> => {
  await crm.reset(aBusyAccount({ contacts: 60, companies: 20, leads: 200 }))
  return crm.open(path, { isMovable: true })
}

test('a run says that the CRM is slow, in its window and folded, and no longer once it goes on', async () => {
  const page = await openPage('/contacts/list/contacts/')
  const dialog = await openRun(page)
  const slow = dialog.getByText(/^Идёт дольше обычного: CRM отвечает медленно, или данных очень много/)
  const held = await holdRequests(page, (request) => request.url().includes('/api/v4/leads?'))
  await begin(dialog)
  await held.untilHeld()
  await moveTimeUntil(page, slow)
  await dialog.getByRole('button', { name: 'Свернуть' }).click()
  await indicatorOf(page)
    .getByText(/^Идёт дольше обычного/)
    .waitFor()
  await indicatorOf(page).getByRole('button', { name: 'Развернуть' }).click()
  await slow.waitFor()
  held.release()
  await untilPreview(dialog)
  expect(await slow.count()).toBe(0)
  await decide(dialog, 'changed')
  await untilReport(dialog)
})

test('a card says that the CRM is slow, and then its figures', async () => {
  const page = await openPage('/leads/')
  const held = await holdRequests(page, (request) => request.url().includes('/api/v4/leads?'))
  await page.goto(`${crm.url}/contacts/detail/${firstIds.contacts}`)
  const panel = page.getByRole('region', { name: 'Аналитика продаж' })
  const slow = panel.getByText('CRM отвечает медленно, ждём. Цифры появятся здесь сами.')
  await moveTimeUntil(page, slow)
  held.release()
  await moveTimeUntil(page, panel.getByText(/проверено|обновлены|Поля ещё не созданы/))
  expect(await slow.count()).toBe(0)
})

test('the settings say that the CRM is slow while they load', async () => {
  const page = await openPage('/leads/')
  const held = await holdRequests(page, (request) => request.url().includes('/api/v4/leads/pipelines'))
  await page.getByRole('link', { name: 'Настройки', exact: true }).click()
  await page.getByRole('link', { name: 'Интеграции' }).click()
  await page.getByRole('button', { name: /Аналитика продаж/ }).click()
  const window = settingsWindow(page)
  await held.untilHeld()
  await moveTimeUntil(page, window.getByText('Загрузка настроек… CRM отвечает медленно, ждём.'))
  held.release()
  await window.getByText('1) Для каких сущностей вычислять?').waitFor()
})
