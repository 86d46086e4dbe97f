import { describe, expect, test } from 'vitest'
import { saveCard } from '../../../../host/api/ajax/saveCard'
import { createApp } from '../../../../host/createApp'
import type { AccountFile } from '../../../../host/account/accountFile'
import { datetimeSettings } from '../../../builders/pageDates'

const account: AccountFile = {
  custom_fields: {
    contacts: [
      { id: 5, name: 'Сумма', type: 'numeric' },
      { id: 6, name: 'Цифра', type: 'numeric', is_api_only: true },
      { id: 7, name: 'Когда', type: 'date' },
      { id: 8, name: 'Согласие', type: 'checkbox' },
      { id: 9, name: 'Вид', type: 'select', enums: [{ id: 91, value: 'Опт', sort: 1 }] },
    ],
  },
  contacts: [{ id: 1, name: 'Анна', responsible_user_id: 8_800_004 }],
  leads: [{ id: 2, price: 100, pipeline_id: 7, status_id: 8 }],
}

describe('saving a card', () => {
  test('reads numbers, dates, boxes and choices as people type them', () => {
    const { context } = createApp({ account })
    const saved = save(context, 'contacts', {
      ID: '1',
      'CFV[5]': '1 234,5',
      'CFV[7]': '15.10.2020',
      'CFV[8]': 'Y',
      'CFV[9]': '91',
    })
    expect(saved).toEqual({ ok: true, id: 1 })
    const table = context.store.table('contacts')
    const values = [5, 7, 8, 9].map((id) => table.valuesOf(0, id)?.[0]?.value)
    expect(values).toEqual([1234.5, 1_602_709_200, true, 'Опт'])
  })

  test('reads dates by the account’s own order of day and month', () => {
    const { context } = createApp({ account })
    context.store.account.datetime_settings = datetimeSettings('m/d/Y', 12, 'UTC')
    expect(save(context, 'contacts', { ID: '1', 'CFV[7]': '10/15/2020' }).ok).toBe(true)
    expect(context.store.table('contacts').valuesOf(0, 7)?.[0]?.value).toBe(1_602_720_000)
  })

  test('clears by an empty input and passes over fields that only the API fills', () => {
    const { context } = createApp({ account })
    save(context, 'contacts', { ID: '1', 'CFV[5]': '5', 'CFV[6]': '6' })
    save(context, 'contacts', { ID: '1', 'CFV[5]': '' })
    const table = context.store.table('contacts')
    expect([table.valuesOf(0, 5), table.valuesOf(0, 6)]).toEqual([null, null])
  })

  test('names the field that does not fit', () => {
    const { context } = createApp({ account })
    expect(save(context, 'contacts', { ID: '1', 'CFV[5]': 'много' })).toEqual({
      ok: false,
      status: 400,
      detail: 'Поле «Сумма» заполнено неверно',
    })
  })

  test('moves a deal by pipeline and stage and closes it', () => {
    const { context } = createApp({ account, now: 1_800_000_000 })
    save(context, 'leads', {
      ID: '2',
      'lead[STATUS]': '142',
      'lead[PIPELINE_ID]': '7',
      'lead[PRICE]': '99,90',
    })
    const lead = context.store.tables.leads.read(0)
    expect(lead).toMatchObject({
      status_id: 142,
      price: 99,
      price_with_minor_units: 99.9,
      closed_at: 1_800_000_000,
    })
  })

  test('creates a record with the links of its address', () => {
    const { context } = createApp({ account })
    const saved = save(context, 'leads', { ID: '0', 'lead[NAME]': 'Новая', 'LINK[contacts]': '1' })
    expect(saved.ok).toBe(true)
    expect(context.store.links.leads.linksOf(1).contacts).toEqual([{ id: 1, is_main: true }])
  })

  test('refuses what the user may not edit', () => {
    const { context } = createApp({ account, userId: 8_800_003 })
    expect(save(context, 'contacts', { ID: '1', 'contact[NAME]': 'X' })).toMatchObject({
      ok: false,
      status: 403,
    })
  })
})

function save(
  context: ReturnType<typeof createApp>['context'],
  entity: 'contacts' | 'leads',
  form: Record<string, string>,
) {
  return saveCard(context.store, context.sessionUser, entity, new URLSearchParams(form))
}
