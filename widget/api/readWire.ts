import { Malformed } from './malformed'

/** A JSON object of unknown content. */
export type WireObject = Readonly<Record<string, unknown>>

const highestId = 2 ** 32 - 1

/**
 * Guards for the long lists: each gives the value or throws `Malformed` with the key as its place. The documented type is looked at first;
 * numbers as text and flags as numbers, as PHP gives them where its types are loose, take a longer way.
 */
export function readObject(value: unknown, place: string): WireObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(place)
  }
  return value as WireObject
}

/** An object that may be empty: PHP writes an empty one as `[]`, or leaves it out. */
export function readObjectOrNone(value: unknown, place: string): WireObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as WireObject
  }
  return isNone(value) ? {} : readObject(value, place)
}

/** Absent, null, or PHP's empty array. */
export const isNone = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)

export function readArray(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new Malformed(place)
  }
  return value
}

/** An id is a positive integer below 2^32; columns of ids rely on it. */
export function readId(value: unknown, place: string): number {
  const id = typeof value === 'number' ? value : numberIn(value)
  if (!Number.isInteger(id) || id < 1 || id > highestId) {
    throw new Malformed(place)
  }
  return id
}

/** A user or group: 0 stands for the robot or the first group; null and absence are read as 0. */
export function readIdOrZero(value: unknown, place: string): number {
  return value === null || value === undefined || value === 0 || value === '0' ? 0 : readId(value, place)
}

export function readInteger(value: unknown, place: string): number {
  const number = typeof value === 'number' ? value : numberIn(value)
  if (!Number.isInteger(number)) {
    throw new Malformed(place)
  }
  return number
}

export function readNumber(value: unknown, place: string): number {
  const number = typeof value === 'number' ? value : numberIn(value)
  if (!Number.isFinite(number)) {
    throw new Malformed(place)
  }
  return number
}

const decimal = /^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/

/** The number of a decimal text; NaN for anything else. */
export const numberIn = (value: unknown): number =>
  typeof value === 'string' && decimal.test(value.trim()) ? Number(value) : Number.NaN

/** Cards and deals may be without a name: null and absence give the empty text. */
export function readName(value: unknown, place: string): string {
  if (typeof value === 'string') {
    return value
  }
  if (value === null || value === undefined) {
    return ''
  }
  if (typeof value !== 'number') {
    throw new Malformed(place)
  }
  return String(value)
}

/** A flag that the CRM leaves out when it is not set; 0 and 1 stand for no and yes, also as text. */
export function readFlag(value: unknown, place: string): boolean {
  return readFlagOrNull(value, place) ?? false
}

/** The same; null = the CRM did not say. */
export function readFlagOrNull(value: unknown, place: string): boolean | null {
  if (typeof value === 'boolean') {
    return value
  }
  if (value === undefined || value === null) {
    return null
  }
  if (value === 0 || value === '0') {
    return false
  }
  if (value === 1 || value === '1') {
    return true
  }
  throw new Malformed(place)
}
