import type { MinorUnits } from '../records/brands'
import { toMinor } from '../records/toMinor'
import { readNumber } from './readWire'

/** Major units (300.99) to an integer of minor units, half away from zero. */
export function decodeMoney(value: unknown, place: string): MinorUnits {
  return toMinor(readNumber(value, place)) as MinorUnits
}
