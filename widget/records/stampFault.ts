import { figureKeys } from './fieldKeys'
import type { StoredFigures } from './figures'
import { isUnreadable } from './unreadable'

/** Why a card's «Актуально на» is not the time of the figures beside it; `absent`: its fields hold figures, and it is empty. */
export type StampFault = 'unreadable' | 'future' | 'absent'

/**
 * Whether a stamp is replaced also over figures that are equal: it cannot be read, or is later than any right one (`latest`, see
 * `latestStamp`). An empty one is not wrong.
 */
export const isStampWrong = (actualAt: number | null, latest: number): boolean =>
  actualAt !== null && (actualAt > latest || isUnreadable(actualAt))

/** What is wrong with the stamp of a card that holds `stored`, as the state of the panel tells it: nothing where nothing is. */
export const stampFaultOf = (stored: StoredFigures, latest: number): { readonly stampFault?: StampFault } => {
  const { actualAt } = stored
  if (actualAt === null) return figureKeys.some((key) => stored[key] !== null) ? { stampFault: 'absent' } : {}
  if (!isStampWrong(actualAt, latest)) return {}
  return { stampFault: isUnreadable(actualAt) ? 'unreadable' : 'future' }
}
