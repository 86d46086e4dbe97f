import { fitMinor, toExact } from '../records/exactMinor'

/** The shares of an amount beyond the safe integers, the greater ones first, as `streamContributions` splits all others. */
export const splitLarge = (amount: number, sharers: number): readonly number[] => {
  const exact = toExact(amount)
  if (exact === null) return Array.from({ length: sharers }, () => amount)
  const by = BigInt(sharers)
  const remainder = exact % by
  const part = exact / by
  const unit = remainder < 0n ? -1n : 1n
  const extra = Number(remainder < 0n ? -remainder : remainder)
  return Array.from({ length: sharers }, (_, place) => fitMinor(place < extra ? part + unit : part))
}
