import type { UnixSeconds } from './brands'
import type { StoredFigures } from './figures'

/**
 * Stands in the place of a number for a value of our field that is none, such as «12,5», «нет» or two values at once: nobody knows what was
 * meant, so it differs from every figure and adds to no sum. Below every number, so that it is no later stamp and no greater figure either.
 */
export const unreadable = Number.NEGATIVE_INFINITY

/** Whether a stored value is one that could not be read. */
export const isUnreadable = (value: number | null): boolean => value === unreadable

/** The stamp that a card bears; null = the field is empty, or holds no time. */
export const stampOf = ({ actualAt }: Pick<StoredFigures, 'actualAt'>): UnixSeconds | null =>
  isUnreadable(actualAt) ? null : (actualAt as UnixSeconds | null)
