/** Whole numbers up to it are all different. */
const mostSafe = Number.MAX_SAFE_INTEGER
/** Above it, of amounts that fit into a field, only whole major units are left: they alone have no more than 15 digits. */
const onlyWhole = 1e16

/** Whether sums of such amounts of minor units may have lost units: then they are counted once more, exactly. */
export const isInexact = (minor: number): boolean => !(Math.abs(minor) <= mostSafe)

/**
 * The amount of minor units that a number stands for. Beyond the safe integers a number stands for the one amount near it that fits into a
 * field of 15 digits (`fitMinor` lets no other through); null where it stands for none.
 */
export const toExact = (minor: number): bigint | null => {
  if (!Number.isFinite(minor)) return null
  if (Math.abs(minor) < onlyWhole) return BigInt(minor)
  return BigInt(Math.round(minor / 100)) * 100n
}

/** An exact amount as a number that `toExact` gives back; infinite where it has more than 15 digits anyway, so that nothing is rounded to fit. */
export const fitMinor = (exact: bigint | null): number => {
  if (exact === null) return Number.POSITIVE_INFINITY
  const size = exact < 0n ? -exact : exact
  const isExact = size <= BigInt(mostSafe)
  const hasTenths = size < 10n ** 16n && exact % 10n === 0n
  const isWhole = size < 10n ** 17n && exact % 100n === 0n
  return isExact || hasTenths || isWhole ? Number(exact) : Number.POSITIVE_INFINITY
}

/** The sum of amounts of minor units, exact at any size. */
export const sumMinor = (amounts: readonly number[]): number => {
  const sum = amounts.reduce((so, amount) => so + amount, 0)
  if (!isInexact(sum)) return sum
  return fitMinor(amounts.reduce<bigint | null>((so, amount) => addExact(so, amount), 0n))
}

/** One more amount; null once one of them stands for nothing. */
export const addExact = (sum: bigint | null, minor: number): bigint | null => {
  const exact = toExact(minor)
  return sum === null || exact === null ? null : sum + exact
}
