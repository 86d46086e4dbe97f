import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'

/** `toStrictEqual` for big values that are equal most of the time: the slow comparison only tells where they are not. */
export const expectSame = (actual: unknown, expected: unknown): void => {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected)
}
