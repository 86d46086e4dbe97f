/** A sorted copy. */
export const ascending = (ids: readonly number[]): number[] => [...ids].sort((left, right) => left - right)
