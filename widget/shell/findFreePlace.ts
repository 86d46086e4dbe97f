export interface Size {
  readonly width: number
  readonly height: number
}

/** A corner of the window, in pixels from its left and its bottom edge. */
export interface FreePlace {
  readonly left: number
  readonly bottom: number
}

/** Closer than the smallest control is high. */
const probeStep = 14
const leftStep = 20
const bottoms = [3, 8, 16, 56, 64]

/**
 * The place nearest to the bottom left of the window where a box covers no control, null where there is none in its left half.
 *
 * @param isControlAt whether a control of the page is hit at a point, whatever lies over it of ours
 */
export const findFreePlace = (
  size: Size,
  viewport: Size,
  isControlAt: (x: number, y: number) => boolean,
): FreePlace | null => {
  for (const bottom of bottoms)
    for (let left = 4; left + size.width < viewport.width / 2; left += leftStep)
      if (isFree({ left, bottom }, size, viewport, isControlAt)) return { left, bottom }
  return null
}

/** Whether a box at the place covers no control. */
export const isFree = (
  { left, bottom }: FreePlace,
  { width, height }: Size,
  viewport: Size,
  isControlAt: (x: number, y: number) => boolean,
): boolean => {
  const top = viewport.height - bottom - height
  for (const y of probes(top, height))
    for (const x of probes(left, width)) if (isControlAt(x, y)) return false
  return true
}

const probes = (start: number, length: number): readonly number[] => {
  const count = Math.ceil(length / probeStep)
  return Array.from({ length: count + 1 }, (_, index) => start + (length * index) / count)
}
