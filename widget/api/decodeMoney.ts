import type { MinorUnits } from '../records/brands'
import { readNumber } from './readWire'

/** Major units (300.99) to an integer of minor units, half away from zero. */
export function decodeMoney(value: unknown, place: string): MinorUnits {
  const major = readNumber(value, place)
  const minor = Math.round(Math.abs(major) * 100)
  return (major < 0 ? -minor : minor) as MinorUnits
}
