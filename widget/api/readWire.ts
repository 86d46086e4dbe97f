import { Malformed } from './malformed'

/** A JSON object of unknown content. */
export type WireObject = Readonly<Record<string, unknown>>

const highestId = 2 ** 32 - 1

/** Guards for the long lists: each gives the value or throws `Malformed` with the key as its place. */
export function readObject(value: unknown, place: string): WireObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(place)
  }
  return value as WireObject
}

export function readArray(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new Malformed(place)
  }
  return value
}

/** An id is a positive integer below 2^32; columns of ids rely on it. */
export function readId(value: unknown, place: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > highestId) {
    throw new Malformed(place)
  }
  return value
}

/** A user or group: 0 stands for the robot or the first group; null and absence are read as 0. */
export function readIdOrZero(value: unknown, place: string): number {
  return value === null || value === undefined || value === 0 ? 0 : readId(value, place)
}

export function readInteger(value: unknown, place: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new Malformed(place)
  }
  return value
}

export function readNumber(value: unknown, place: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new Malformed(place)
  }
  return value
}

/** Cards and deals may be without a name: null and absence give the empty text. */
export function readName(value: unknown, place: string): string {
  if (value === null || value === undefined) {
    return ''
  }
  if (typeof value !== 'string') {
    throw new Malformed(place)
  }
  return value
}

/** A flag that the CRM leaves out when it is not set. */
export function readFlag(value: unknown, place: string): boolean {
  if (value === undefined || value === null) {
    return false
  }
  if (typeof value !== 'boolean') {
    throw new Malformed(place)
  }
  return value
}
