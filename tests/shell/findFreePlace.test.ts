import { describe, expect, it } from 'vitest'
import { findFreePlace, isFree, rememberTaken } from '../../widget/shell/findFreePlace'

const panel = { width: 240, height: 41 }
const viewport = { width: 1280, height: 800 }

/** Controls as boxes of left, top, right, bottom. */
const controls =
  (...boxes: readonly (readonly [number, number, number, number])[]) =>
  (x: number, y: number): boolean =>
    boxes.some(([left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom)

describe('findFreePlace', () => {
  it('takes the corner of an empty page, off its edges', () => {
    expect(findFreePlace(panel, viewport, () => false)).toEqual({ left: 4, bottom: 8 })
  })

  it('goes past a bar at the left and the pages of a list below', () => {
    const hasControl = controls([0, 0, 64, 800], [65, 0, 1280, 749], [507, 760, 800, 790])
    const place = findFreePlace(panel, viewport, hasControl)
    expect(place?.left).toBeGreaterThan(64)
    expect((place?.left ?? 0) + panel.width).toBeLessThan(507)
    expect(place?.bottom).toBe(8)
  })

  it('finds again that the place which it gave is free', () => {
    const hasControl = controls([0, 0, 64, 800], [100, 780, 180, 790])
    const place = findFreePlace(panel, viewport, hasControl)
    expect(place && isFree(place, panel, viewport, hasControl)).toBe(true)
    expect(place && isFree(place, panel, viewport, controls([0, 760, 640, 775]))).toBe(false)
  })

  it('asks for each point of the page once, some hundreds in all', () => {
    let asked = 0
    findFreePlace(
      panel,
      { width: 1920, height: 1000 },
      rememberTaken((x) => {
        asked += 1
        return Math.floor(x / 12) % 19 === 0
      }),
    )
    expect(asked).toBeLessThan(1000)
  })

  it('gives nothing where controls are everywhere', () => {
    expect(findFreePlace(panel, viewport, () => true)).toBeNull()
  })
})
