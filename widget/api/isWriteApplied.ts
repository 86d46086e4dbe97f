import { figureKeys } from '../records/fieldKeys'
import type { ParentCard } from '../records/parentCard'
import type { ParentWrite } from '../records/parentWrite'

/**
 * True when the card holds what the write sends, or figures of a later time: those must not be overwritten by older ones. The stamp that the
 * write was to replace is no such time.
 */
export function isWriteApplied(write: ParentWrite, { stored }: ParentCard): boolean {
  if (stored.actualAt !== null && stored.actualAt > write.actualAt && stored.actualAt !== write.wrongStamp) {
    return true
  }
  return (
    stored.actualAt === write.actualAt &&
    figureKeys.every((key) => write.figures[key] === undefined || write.figures[key] === stored[key])
  )
}
