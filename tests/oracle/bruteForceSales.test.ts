import { describe, expect, it } from 'vitest'
import type { WireAccountFile } from './accountWire'
import { bruteForceSales } from './bruteForceSales'

const period = { from: 1000, to: 2000, rows: 'contacts', atLeast: 2 } as const

describe('bruteForceSales', () => {
  it('takes the first moment of the period in and the last one out', () => {
    expect(bruteForceSales(aFile([1000, 1999]), period)).toEqual([
      { id: 1, name: 'А', deals: 2, purchases: 0, sum: 20000n },
    ])
    expect(bruteForceSales(aFile([999, 2000, 1500]), period)).toEqual([])
  })

  it('counts a purchase beside a deal', () => {
    const file: WireAccountFile = {
      ...aFile([1500]),
      customers: [{ id: 7, _embedded: { contacts: [{ id: 1 }] } }],
      transactions: [{ id: 70, customer_id: 7, price: 50.5, completed_at: 1600 }],
    }
    expect(bruteForceSales(file, period)).toMatchObject([{ deals: 1, purchases: 1, sum: 15050n }])
    expect(bruteForceSales(file, { ...period, rows: 'customers', atLeast: 1 })).toMatchObject([
      { id: 7, deals: 0, purchases: 1, sum: 5050n },
    ])
  })

  it('falls back to the last change into a bought stage where a deal has no closing time', () => {
    const file = aFile([null, 1500])
    const changed = (created_at: number, id: number) => ({
      type: 'lead_status_changed',
      entity_id: 100,
      created_at,
      value_after: [{ lead_status: { id, pipeline_id: 1 } }],
    })
    expect(bruteForceSales(file, period)).toEqual([])
    const events = [changed(1200, 142), changed(900, 142), changed(2500, 10)]
    expect(bruteForceSales({ ...file, events }, period)).toMatchObject([{ deals: 2 }])
  })
})

function aFile(closedAt: readonly (number | null)[]): WireAccountFile {
  return {
    contacts: [{ id: 1, name: 'А' }],
    leads: closedAt.map((closed_at, index) => ({
      id: 100 + index,
      pipeline_id: 1,
      status_id: 142,
      price: 100,
      closed_at,
      _embedded: { contacts: [{ id: 1, is_main: true }] },
    })),
  }
}
