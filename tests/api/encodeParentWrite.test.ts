import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStoredDecoder } from '../../widget/api/decodeStored'
import { encodeParentWrite } from '../../widget/api/encodeParentWrite'
import type { UnixSeconds } from '../../widget/records/brands'
import type { FieldIds, ParentWrite } from '../../widget/records/parentWrite'
import { readSample } from './support/readSample'

const fields: FieldIds = {
  boughtCount: 1700001,
  boughtSum: 1700002,
  averageCheck: 1700003,
  inWorkCount: 1700004,
  inWorkSum: 1700005,
  refusedCount: 1700006,
  refusedSum: 1700007,
  actualAt: 1700008,
}

const aWrite = (figures: ParentWrite['figures'], id = 51000001): ParentWrite => ({
  id,
  figures,
  actualAt: 1752000000 as UnixSeconds,
})

const valueOf = (boughtSum: number): unknown =>
  encodeParentWrite(aWrite({ boughtSum }), fields).custom_fields_values[0]?.values?.[0].value

describe('encoding of a write', () => {
  it('sends our fields alone, as the CRM documents them', () => {
    const sample = readSample('contacts_patch_request.json') as readonly Record<string, unknown>[]
    const figures = {
      boughtCount: 2,
      boughtSum: 20_000_000,
      averageCheck: 10_000_000,
      inWorkCount: 1,
      inWorkSum: 4_500_000,
      refusedCount: 0,
      refusedSum: 0,
    }
    expect({ request_id: '51000001', ...encodeParentWrite(aWrite(figures), fields) }).toEqual(sample[0])
    const cleared = encodeParentWrite(aWrite({ averageCheck: null }, 51000003), fields)
    expect({ request_id: '51000003', ...cleared }).toEqual(sample[2])
  })

  it('writes money in major units without trailing zeros', () => {
    expect([50_000_000, 123_450, 1, 10, 0, -150].map(valueOf)).toEqual([
      '500000',
      '1234.5',
      '0.01',
      '0.1',
      '0',
      '-1.5',
    ])
  })

  it('refuses what a field of the CRM cannot hold', () => {
    expect(valueOf(99_999_999_999_900)).toBe('999999999999')
    expect(() => valueOf(9_007_199_254_740_991)).toThrow('boughtSum has more than 15 digits')
    expect(() => valueOf(0.5)).toThrow('boughtSum is not a whole number')
    expect(() => encodeParentWrite(aWrite({ inWorkSum: 1 }), { actualAt: 1 })).toThrow(
      'no field for inWorkSum',
    )
  })

  it('gives texts that read back to the same figures', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), fc.nat(), (boughtSum, boughtCount) => {
        const wire = encodeParentWrite(aWrite({ boughtSum, boughtCount, averageCheck: null }), fields)
        expect(createStoredDecoder(fields)(wire.custom_fields_values)).toMatchObject({
          boughtSum,
          boughtCount,
          averageCheck: null,
          actualAt: 1752000000,
        })
      }),
    )
  })
})
