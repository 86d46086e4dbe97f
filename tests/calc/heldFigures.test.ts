import { describe, expect, it } from 'vitest'
import { heldFigures } from '../../widget/calc/heldFigures'
import type { Figures } from '../../widget/records/figures'
import type { MinorUnits } from '../../widget/records/brands'

const money = (value: number): MinorUnits => value as MinorUnits

const nothing: Figures = {
  boughtCount: 0,
  boughtSum: money(0),
  averageCheck: null,
  inWorkCount: 0,
  inWorkSum: money(0),
  refusedCount: 0,
  refusedSum: money(0),
}

describe('heldFigures', () => {
  it('holds 0 as the average of nothing where empty means zeros', () => {
    expect(Object.values(heldFigures(nothing, 'zero'))).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it('holds nothing on a card with nothing counted where empty means cleared', () => {
    expect(Object.values(heldFigures(nothing, 'clear'))).toEqual(Array.from({ length: 7 }, () => null))
  })

  it('holds 0 as the average where something but a sale is counted', () => {
    const held = heldFigures({ ...nothing, inWorkCount: 1, inWorkSum: money(500) }, 'clear')
    expect(held).toMatchObject({ boughtCount: 0, averageCheck: 0, inWorkCount: 1, inWorkSum: 500 })
  })
})
