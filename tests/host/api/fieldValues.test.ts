import { describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { ENTITY_TYPES, type EntityType } from '../../../host/account/wire'
import { openHost, type TestHost } from '../openHost'

interface ShownRecord {
  custom_fields_values: { field_id: number; field_type: string; values: object[] }[] | null
}
interface Refusal {
  'validation-errors': { errors: { code: string; path: string }[] }[]
}

const PHONE_KINDS = [
  { id: 31, value: 'WORK', sort: 1, code: 'WORK' },
  { id: 32, value: 'MOB', sort: 2, code: 'MOB' },
]
const CHOICES = [
  { id: 21, value: 'раз', sort: 1, code: 'ONE' },
  { id: 22, value: 'два', sort: 2 },
]
const TYPES = [
  'text',
  'numeric',
  'checkbox',
  'date',
  'date_time',
  'birthday',
  'url',
  'monetary',
  'smart_address',
  'legal_entity',
  'chained_list',
  'file',
  'linked_entity',
  'items',
]

const FIELDS = [
  { id: 1, type: 'multitext', code: 'PHONE', enums: PHONE_KINDS },
  { id: 2, type: 'select', enums: CHOICES },
  { id: 3, type: 'multiselect', enums: CHOICES },
  { id: 4, type: 'radiobutton', enums: CHOICES },
  ...TYPES.map((type, place) => ({ id: 10 + place, type, code: type.toUpperCase() })),
]

const account = (): AccountFile => ({
  leads: [{ id: 1, price: 1, status_id: 50, pipeline_id: 7 }],
  contacts: [{ id: 1 }],
  companies: [{ id: 1 }],
  customers: [{ id: 1 }],
  custom_fields: { leads: FIELDS, contacts: FIELDS, companies: FIELDS, customers: FIELDS },
})

const idOf = (type: string): number => FIELDS.find((field) => field.type === type)?.id ?? 0

const valuesOf = async ({ call }: TestHost, entity: EntityType, id: number, type: string): Promise<unknown> =>
  ((await call('GET', `/api/v4/${entity}/${id}`)).body as ShownRecord).custom_fields_values?.find(
    (one) => one.field_type === type,
  )?.values

describe.each(ENTITY_TYPES)('a write of %s', (entity) => {
  /** Sends one value by each way of writing, and gives what is read back each time. */
  const sendAll = async (type: string, entry: object): Promise<unknown[]> => {
    const values = { custom_fields_values: [entry] }
    const fresh = { name: 'Новый', next_date: 1_760_000_000, ...values }
    const read: unknown[] = []
    const host = openHost(account())
    const made = await host.call('POST', `/api/v4/${entity}`, [fresh])
    expect([made.status, made.body]).toEqual([200, expect.anything()])
    const id = (made.body as { _embedded: Record<string, { id: number }[]> })._embedded[entity]?.[0]?.id ?? 0
    read.push(await valuesOf(host, entity, id, type))
    for (const [path, body] of [
      [`/api/v4/${entity}/1`, values],
      [`/api/v4/${entity}`, [{ id: 1, ...values }]],
    ] as const) {
      const other = openHost(account())
      expect((await other.call('PATCH', path, body)).status).toBe(200)
      read.push(await valuesOf(other, entity, 1, type))
    }
    return read
  }

  test.each([
    [
      'a code beside an id that is null',
      'multitext',
      { field_id: null, field_code: 'PHONE', values: [{ value: '+7', enum_id: null, enum_code: 'MOB' }] },
      [{ value: '+7', enum_id: 32, enum_code: 'MOB' }],
    ],
    [
      'a kind that is null: the first',
      'multitext',
      { field_id: 1, field_code: null, values: [{ value: '+7', enum_id: null, enum_code: null }] },
      [{ value: '+7', enum_id: 31, enum_code: 'WORK' }],
    ],
    [
      'a choice by its words beside an id that is null',
      'select',
      { field_id: 2, field_code: null, values: [{ value: 'раз', enum_id: null }] },
      [{ value: 'раз', enum_id: 21, enum_code: 'ONE' }],
    ],
    [
      'a choice by its id beside words that are null',
      'radiobutton',
      { field_id: 4, values: [{ value: null, enum_id: 22, enum_code: null }] },
      [{ value: 'два', enum_id: 22, enum_code: null }],
    ],
    [
      'two choices, of which the words win over another id',
      'multiselect',
      {
        field_id: 3,
        values: [
          { value: 'раз', enum_id: 22 },
          { enum_code: 'ONE', enum_id: null },
        ],
      },
      [
        { value: 'раз', enum_id: 21, enum_code: 'ONE' },
        { value: 'раз', enum_id: 21, enum_code: 'ONE' },
      ],
    ],
    [
      'an address by parts',
      'smart_address',
      {
        field_id: idOf('smart_address'),
        values: [
          { value: 'ул. Ленина, 1', enum_id: 1, enum_code: null },
          { value: 'Казань', enum_id: null, enum_code: 'city' },
        ],
      },
      [
        { value: 'ул. Ленина, 1', enum_id: 1, enum_code: 'address_line_1' },
        { value: 'Казань', enum_id: 3, enum_code: 'city' },
      ],
    ],
    [
      'a legal entity with parts that are null',
      'legal_entity',
      {
        field_code: 'LEGAL_ENTITY',
        values: [{ value: { name: 'ООО «Ромашка»', entity_type: null, vat_id: '1234', kpp: null } }],
      },
      [{ value: { name: 'ООО «Ромашка»', entity_type: null, vat_id: '1234', kpp: null } }],
    ],
    [
      'chained lists',
      'chained_list',
      { field_code: 'CHAINED_LIST', values: [{ catalog_id: 1001, catalog_element_id: 5 }] },
      [{ catalog_id: 1001, catalog_element_id: 5 }],
    ],
    [
      'a file',
      'file',
      {
        field_code: 'FILE',
        values: [{ value: { file_uuid: 'u', version_uuid: 'v', file_name: 'a.pdf', file_size: 5 } }],
      },
      [{ value: { file_uuid: 'u', version_uuid: 'v', file_name: 'a.pdf', file_size: 5 } }],
    ],
    [
      'a linked entity',
      'linked_entity',
      {
        field_code: 'LINKED_ENTITY',
        values: [{ value: { name: null, entity_id: 1, entity_type: 'contacts', catalog_id: null } }],
      },
      [{ value: { name: null, entity_id: 1, entity_type: 'contacts', catalog_id: null } }],
    ],
    [
      'lines of an invoice',
      'items',
      {
        field_code: 'ITEMS',
        values: [{ value: { sku: null, description: 'Чай', unit_price: 10, quantity: 2 } }],
      },
      [{ value: { sku: null, description: 'Чай', unit_price: 10, quantity: 2 } }],
    ],
    [
      'money as a number',
      'monetary',
      { field_code: 'MONETARY', values: [{ value: 100.5 }] },
      [{ value: '100.5' }],
    ],
    [
      'a day as text of RFC 3339',
      'birthday',
      { field_code: 'BIRTHDAY', values: [{ value: '2000-01-02T00:00:00+03:00' }] },
      [{ value: 946_760_400 }],
    ],
    [
      'a day as seconds',
      'date',
      { field_code: 'DATE', values: [{ value: 946_760_400 }] },
      [{ value: 946_760_400 }],
    ],
    ['a moment', 'date_time', { field_code: 'DATE_TIME', values: [{ value: 5 }] }, [{ value: 5 }]],
    [
      'a number beside keys that are null',
      'numeric',
      { field_id: null, field_code: 'NUMERIC', values: [{ value: 7, enum_id: null, enum_code: null }] },
      [{ value: '7' }],
    ],
    [
      'a check box',
      'checkbox',
      { field_id: null, field_code: 'CHECKBOX', values: [{ value: false }] },
      [{ value: false }],
    ],
  ])('takes %s', async (_name, type, entry, expected) => {
    expect(await sendAll(type, entry)).toEqual([expected, expected, expected])
  })

  test.each([
    [{ field_id: null, field_code: null, values: [] }, '36b4f074-7403-11ea-af30-00163e2085ae', ''],
    [{ field_id: null, field_code: 'NONE', values: [] }, 'NotSupportedChoice', '.field_code'],
    [{ field_id: 2, values: [{ value: 'три', enum_id: null }] }, 'NotSupportedChoice', '.values.0.value'],
    [{ field_id: 2, values: [{ value: null, enum_id: 5 }] }, 'NotSupportedChoice', '.values.0.enum_id'],
    [
      { field_code: 'SMART_ADDRESS', values: [{ value: 'x', enum_code: 'moon' }] },
      'NotSupportedChoice',
      '.values.0.enum_code',
    ],
    [{ field_code: 'LEGAL_ENTITY', values: [{ value: 'ООО' }] }, 'InvalidType', '.values.0.value'],
    [{ field_code: 'MONETARY', values: [{ value: 'сто' }] }, 'InvalidType', '.values.0.value'],
    [
      { field_code: 'CHAINED_LIST', values: [{ catalog_id: 1 }] },
      'InvalidType',
      '.values.0.catalog_element_id',
    ],
    [{ field_code: 'CHAINED_LIST', values: [{ value: 1 }] }, 'FieldNotExpected', '.values.0.value'],
  ])('refuses %j with its path', async (entry, code, path) => {
    const { call } = openHost(account())
    const answer = await call('PATCH', `/api/v4/${entity}/1`, { custom_fields_values: [entry] })
    expect((answer.body as Refusal)['validation-errors'][0]?.errors).toEqual([
      expect.objectContaining({ code, path: `custom_fields_values.0${path}` }),
    ])
  })
})

describe('a change of a value with parts', () => {
  test('is an event only where a part differs', async () => {
    const { call } = openHost(account())
    const send = (name: string): Promise<unknown> =>
      call('PATCH', '/api/v4/contacts/1', {
        custom_fields_values: [{ field_code: 'LEGAL_ENTITY', values: [{ value: { name } }] }],
      })
    await send('Первое')
    await send('Первое')
    await send('Второе')
    const { body } = await call('GET', '/api/v4/events?filter[type]=custom_field_value_changed')
    expect((body as { _embedded: { events: unknown[] } })._embedded.events).toHaveLength(2)
  })
})
