import { describe, expect, it } from 'vitest'
import type { WireAccountFile, WireFieldValue } from './accountWire'
import { diffAccountFields } from './diffAccountFields'

const names = [
  '*Продажи, шт.',
  '*Продажи, ₸',
  '*Ср. чек, ₸',
  '*В работе, шт.',
  '*В работе, ₸',
  '*Отказы, шт.',
  '*Отказы, ₸',
  '*Актуально на',
]
const fields = names.map((name, index) => ({
  id: 900 + index,
  name,
  type: name === '*Актуально на' ? 'date_time' : 'numeric',
}))

describe('diffAccountFields', () => {
  it('finds nothing in an account that holds the right values, as text or as numbers', () => {
    expect(diffAccountFields(anAccount())).toEqual([])
    const file = anAccount({ companies: [aCompany([2, 300.5, '150.250', 0, 0, 0, 0, 1700000000])] })
    expect(diffAccountFields(file)).toEqual([])
  })

  it('names the card, the field, the right and the stored value', () => {
    const file = anAccount({ companies: [aCompany(['2', '300', '150.25', '0', '0', '0', '0', 1700000000])] })
    expect(diffAccountFields(file)).toEqual([
      { entity: 'companies', id: 50, name: 'К', key: 'boughtSum', expected: '300.5', stored: '300' },
    ])
  })

  it('wants zeros and a time in a card with nothing counted', () => {
    const file = anAccount({ contacts: [{ id: 1 }] })
    expect(diffAccountFields(file).map(({ expected }) => expected)).toEqual([...Array(7).fill('0'), 'a time'])
  })

  it('wants such a card cleared when empty is clear', () => {
    const file = anAccount({ contacts: [{ id: 1, custom_fields_values: values(['0']) }, { id: 2 }] })
    expect(diffAccountFields(file, { empty: 'clear' })).toEqual([
      { entity: 'contacts', id: 1, name: '', key: 'boughtCount', expected: 'absent', stored: '0' },
    ])
  })

  it('leaves an entity alone that is not chosen, and cards in the trash', () => {
    const wrong = { companies: [{ id: 50 }], contacts: [{ id: 1, is_deleted: true }] }
    expect(diffAccountFields(anAccount(wrong), { entities: ['contacts'] })).toEqual([])
  })

  it('says which field the account lacks', () => {
    const file = anAccount({ custom_fields: { contacts: fields.slice(1), companies: fields } })
    expect(diffAccountFields(file)).toMatchObject([{ entity: 'contacts', id: null, key: 'boughtCount' }])
  })

  it('finds renamed fields by the id in the settings and by code', () => {
    const renamed = fields.map((field, index) => ({
      ...field,
      name: `Поле ${index}`,
      code: index === 0 ? null : (['', 'SALES_ANALYTICS_BOUGHT_SUM'][index] ?? null),
    }))
    const file = anAccount({ custom_fields: { contacts: fields, companies: renamed } })
    const missing = diffAccountFields(file, { fields: { companies: { boughtCount: 900 } } })
    expect(missing.map(({ key }) => key)).not.toContain('boughtCount')
    expect(missing.map(({ key }) => key)).not.toContain('boughtSum')
    expect(missing).toHaveLength(6)
  })
})

function anAccount(partial: WireAccountFile = {}): WireAccountFile {
  const lead = (id: number, price: number) => ({
    id,
    pipeline_id: 1,
    status_id: 142,
    price,
    _embedded: { companies: [{ id: 50 }] },
  })
  return {
    leads: [lead(1, 100), lead(2, 200.5)],
    contacts: [],
    companies: [aCompany(['2', '300.5', '150.25', '0', '0', '0', '0', 1700000000])],
    custom_fields: { contacts: fields, companies: fields },
    ...partial,
  }
}

function aCompany(stored: readonly unknown[]) {
  return { id: 50, name: 'К', custom_fields_values: values(stored) }
}

function values(stored: readonly unknown[]): WireFieldValue[] {
  return stored.map((value, index) => ({ field_id: 900 + index, values: [{ value }] }))
}
