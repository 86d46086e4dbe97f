export interface Size {
  readonly width: number
  readonly height: number
}

/** A corner of the window, in pixels from its left and its bottom edge. */
export interface FreePlace {
  readonly left: number
  readonly bottom: number
}

/** Whether a point of the page must stay uncovered. */
export type IsTaken = (x: number, y: number) => boolean

/** Points are looked at in this grid: closer than the smallest control is high. */
const stepX = 12
const stepY = 11.5
/** Off both edges: the marketplaces want nothing that stands on the bottom of the screen. */
export const nearest: FreePlace = { left: 4, bottom: 8 }
/** So many steps a box may stand above the bottom edge. */
const mostStepsUp = 5

/** The place nearest to the bottom left of the window where a box covers no taken point, null where there is none in its left half. */
export const findFreePlace = (size: Size, viewport: Size, isTaken: IsTaken): FreePlace | null => {
  for (let up = 0; up <= mostStepsUp; up++)
    for (let { left } = nearest; left + size.width < viewport.width / 2; left += stepX) {
      const place = { left, bottom: nearest.bottom + up * stepY }
      if (isFree(place, size, viewport, isTaken)) return place
    }
  return null
}

/** Whether a box at the place, one that `findFreePlace` gave, covers no taken point. */
export const isFree = (
  { left, bottom }: FreePlace,
  { width, height }: Size,
  viewport: Size,
  isTaken: IsTaken,
): boolean => {
  for (let y = 0; y < height + stepY; y += stepY)
    for (let x = 0; x < width + stepX; x += stepX)
      if (isTaken(left + Math.min(x, width), viewport.height - bottom - Math.min(y, height))) return false
  return true
}

/** The same answers, each point asked for once: places overlap. */
export const rememberTaken = (isTaken: IsTaken): IsTaken => {
  const known = new Map<string, boolean>()
  return (x, y) => {
    const key = `${x} ${y}`
    const answer = known.get(key) ?? isTaken(x, y)
    known.set(key, answer)
    return answer
  }
}
