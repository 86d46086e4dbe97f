import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { aBusyAccount, firstIds } from '../support/aBusyAccount'
import { callsOf, fieldId, fillAccount, writesOf } from '../support/filledAccount'
import { type Flights, holdRequests, laterBatches, watchFlights } from '../support/heldRequests'
import { moveTimeUntil } from '../support/moveTime'
import { type Crm, type GivenFaults, openCrm } from '../support/openCrm'
import { begin, decide, openRun, readReport, untilPreview, untilReport } from '../support/runSteps'

const account = aBusyAccount({ contacts: 260, companies: 80, leads: 400 })
const guilty = firstIds.contacts + 77

let crm: Crm

beforeAll(async () => {
  crm = await openCrm()
})
afterEach(() => expect(crm.takeComplaints()).toEqual([]))
afterAll(() => crm?.close())

describe('a run tells of', () => {
  test('a card that the CRM refuses: the others are written, and «Повторить только ошибки» writes it later', async () => {
    await crm.reset(account)
    await crm.setFaults({
      rules: [
        {
          method: 'PATCH',
          containsId: guilty,
          status: 400,
          body: { title: 'Bad Request', status: 400, detail: 'Значение не подошло' },
        },
      ],
    })
    const dialog = await writeAll()
    await untilReport(dialog)
    await dialog.getByText('Записано всё, кроме 1 карточки').waitFor()
    await dialog.getByRole('row', { name: /Контакт 77.*CRM отказала: .*Значение не подошло/ }).waitFor()
    expect(wrong(await crm.account())).toEqual([guilty])
    await crm.setFaults({})
    await dialog.getByRole('button', { name: 'Повторить только ошибки' }).click()
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test.each(['reject', 'skip'] as const)(
    'a card deleted during the run (an unknown id in a batch: %s)',
    async (batchMissingId) => {
      await crm.reset(account)
      await crm.setFaults({ unverified: { batchMissingId } })
      await crm.change({
        op: 'delete',
        entity: 'contacts',
        id: firstIds.contacts + 200,
        afterRequest: { method: 'PATCH', path: '/api/v4/contacts', n: 1 },
      })
      const dialog = await writeAll()
      await untilReport(dialog)
      await dialog.getByRole('row', { name: /Контакт 200.*удалена во время пересчёта/ }).waitFor()
      expect(await readReport(dialog)).toMatchObject({ 'Не получилось': 1, 'Заполнено впервые': 339 })
      expect(diffAccountFields(await crm.account())).toEqual([])
    },
  )

  test('a field deleted during the run: it pauses, makes the field again when told to, and finishes', async () => {
    const filled = await fillAccount(crm, account)
    const empty = (cards: AccountFile['contacts'] = []) =>
      cards.map((card) => ({ ...card, custom_fields_values: null }))
    await crm.reset({
      ...filled,
      contacts: empty(filled.contacts),
      companies: empty(filled.companies),
    })
    await crm.change({
      op: 'delete',
      entity: 'custom_fields',
      id: fieldId(await crm.account(), 'contacts', '*Отказы, шт.'),
      afterRequest: { method: 'PATCH', path: '/api/v4/contacts', n: 1 },
    })
    const dialog = await writeAll()
    await dialog.getByText('Поле «*Отказы, шт.» удалено (Контакты)').first().waitFor()
    await dialog.getByRole('button', { name: 'Создать поле и продолжить' }).click()
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('a group of fields deleted during the run: its fields and figures stay, and the report says where', async () => {
    await crm.reset(account)
    const { page, dialog } = await openPreview()
    await deleteGroup(page, '*Аналитика продаж')
    await decide(dialog, 'changed')
    await dialog.getByText('Готово', { exact: true }).waitFor()
    await dialog
      .getByText(/^Группу полей «\*Аналитика продаж» удалили во время пересчёта \(Контакты\)/)
      .waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test.each(['401', '302'] as const)(
    'the end of the session (%s) while writing, once it does not come back, and goes on by itself after a new login',
    async (sessionEnd) => {
      await crm.reset(account)
      await crm.setFaults({ unverified: { sessionEnd } })
      const { page, dialog } = await openPreview(true)
      const writing = await holdRequests(page, laterBatches())
      await decide(dialog, 'changed')
      await writing.untilHeld()
      await crm.control('PUT', 'session', { expired: true })
      writing.release()
      await dialog.getByText(/^Ждём, пока CRM обновит сессию/).waitFor()
      await moveTimeUntil(page, dialog.getByText('Сессия закончилась. Войдите и нажмите «Продолжить»'))
      await dialog.getByText('когда сессия вернётся, пересчёт продолжится сам').waitFor()
      await crm.control('PUT', 'session', { user: 'admin', expired: false })
      await moveTimeUntil(page, dialog.getByText('Готово', { exact: true }))
      expect(diffAccountFields(await crm.account())).toEqual([])
      expect(page.url()).toContain('/contacts/list/')
    },
  )

  test('errors of the server that last: it pauses with the reason and goes on when told to', async () => {
    await crm.reset(account)
    await crm.setFaults({ rules: [{ method: 'GET', path: '/api/v4/contacts?', status: 500 }] })
    const { dialog } = await openStarted()
    await dialog.getByText('CRM временно не отвечает на запросы').waitFor()
    await dialog.getByText('Прочитанное и записанное сохранено.').waitFor()
    await crm.setFaults({})
    await dialog.getByRole('button', { name: 'Продолжить' }).click()
    await untilPreview(dialog)
    await decide(dialog, 'changed')
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  const ends: readonly (readonly [title: string, rules: NonNullable<GivenFaults['rules']>, words: RegExp])[] =
    [
      [
        'an answer that is no JSON',
        [{ path: '/api/v4/leads?', body: '<html>oops</html>' }],
        /Ответ CRM не удалось разобрать/,
      ],
      [
        'an answer cut in the middle',
        [
          {
            path: '/api/v4/contacts?',
            body: '{"_embedded":{"contacts":[{"id":1',
            contentType: 'application/json',
          },
        ],
        /Ответ CRM не удалось разобрать/,
      ],
      [
        'an answer without its keys',
        [{ path: '/api/v4/leads?', body: { _embedded: { leads: [{ id: 20_001 }] } } }],
        /Ответ CRM не удалось разобрать/,
      ],
      [
        'an answer of wrong types',
        [{ path: '/api/v4/companies?', body: { _embedded: { companies: 'все' } } }],
        /Ответ CRM не удалось разобрать/,
      ],
      ['an account that is not paid', [{ path: '/api/v4/leads?', status: 402 }], /Аккаунт CRM не оплачен/],
      [
        'missing rights',
        [
          {
            path: '/api/v4/contacts?',
            status: 403,
            body: { title: 'Forbidden', status: 403, detail: 'Недостаточно прав' },
          },
        ],
        /CRM не разрешила действие: .*Недостаточно прав/,
      ],
    ]

  test.each(ends)('%s, names the call, and writes nothing', async (_title, rules, words) => {
    await crm.reset(account)
    await crm.setFaults({ rules })
    const { dialog } = await openStarted()
    await dialog.getByText(words).waitFor()
    await dialog.getByText(/(Запрос|разобрать): .*\/api\/v4\//).waitFor()
    expect((await writesOf(crm)).filter((call) => call.startsWith('PATCH'))).toEqual([])
  })

  test('an answer that stays cut: «Повторить» goes on from the page that it did not understand', async () => {
    await crm.reset(account)
    const cut = { body: '{"_embedded":{"contacts":[{"id":1', contentType: 'application/json' }
    await crm.setFaults({ rules: [{ path: '/\\/contacts\\?.*page=2/', ...cut }] })
    const { dialog } = await openStarted()
    await dialog.getByText(/Ответ CRM не удалось разобрать: .*order\[id\]=asc/).waitFor()
    await crm.setFaults({})
    await crm.control('DELETE', 'requests')
    await dialog.getByRole('button', { name: 'Повторить' }).click()
    await untilPreview(dialog)
    expect(
      (await callsOf(crm)).filter((call) => /GET \/api\/v4\/leads\?.*limit=250&page=1$/.test(call)),
    ).toEqual([])
    await decide(dialog, 'changed')
    await dialog.getByText('Готово', { exact: true }).waitFor()
    expect(diffAccountFields(await crm.account())).toEqual([])
  })

  test('a ban: not one request more, not even from a card', async () => {
    // No list ends before the ban: what is read past an end is given up, but has been sent.
    await crm.reset(aBusyAccount({ contacts: 260, companies: 80, leads: 4000 }))
    await crm.setFaults({
      rules: [{ path: '/api/v4/', after: 14, status: 403, body: '<html>403 Forbidden</html>' }],
    })
    const { page, dialog, flights } = await openStarted()
    await dialog.getByText('CRM заблокировала запросы с этого адреса').waitFor()
    await flights.untilNone()
    await dialog.getByText(/Напишите в поддержку CRM/).waitFor()
    const { list } = await crm.requests()
    const calls = list.filter(({ path }) => path.startsWith('/api/'))
    // Those that were on their way when the ban came.
    expect(calls.filter(({ status }) => status === 403).length).toBeLessThanOrEqual(6)
    await dialog.getByRole('button', { name: 'Закрыть' }).last().click()
    await page
      .getByRole('link', { name: /^Компания \d+$/ })
      .first()
      .click()
    await page.getByText('CRM заблокировала запросы с этого адреса').waitFor()
    expect(await callsOf(crm)).toHaveLength(calls.length)
  })
})

const openStarted = async (isMovable = false): Promise<{ page: Page; dialog: Locator; flights: Flights }> => {
  const page = await crm.open('/contacts/list/companies/', { isFaulty: true, isMovable })
  const flights = watchFlights(page)
  const dialog = await openRun(page)
  await begin(dialog)
  return { page, dialog, flights }
}

const openPreview = async (isMovable = false): Promise<{ page: Page; dialog: Locator }> => {
  const started = await openStarted(isMovable)
  await untilPreview(started.dialog)
  return started
}

const writeAll = async (): Promise<Locator> => {
  const { dialog } = await openPreview()
  await decide(dialog, 'changed')
  return dialog
}

const wrong = (file: Parameters<typeof diffAccountFields>[0]): (number | null)[] => [
  ...new Set(diffAccountFields(file).map(({ id }) => id)),
]

/** As the CRM's settings of fields do, by an admin. */
const deleteGroup = (page: Page, group: string): Promise<void> =>
  page.evaluate(async (name) => {
    const groups = '/api/v4/contacts/custom_fields/groups'
    const headers = { 'X-Requested-With': 'XMLHttpRequest' }
    const listed = (await (await fetch(groups, { headers })).json()) as {
      _embedded: { custom_field_groups: { id: string; name: string }[] }
    }
    const found = listed._embedded.custom_field_groups.find((each) => each.name === name)
    const { status } = await fetch(`${groups}/${found?.id}`, { method: 'DELETE', headers })
    if (status !== 204) throw new Error(`The group was not deleted: ${status}`)
  }, group)
