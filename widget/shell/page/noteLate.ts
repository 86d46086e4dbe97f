import type { Undo } from '../undo'
import { noteLoss, type PageValueName } from './pageValues'

/** Milliseconds after which what the page has not drawn counts as missing. */
const patience = 15_000

/** Notes the loss of a place that is still missing after the page has had all the time to draw it. Returns what calls it off. */
export const noteLate = (name: PageValueName, isThere: () => boolean): Undo => {
  const timer = setTimeout(() => {
    if (!isThere()) noteLoss(name)
  }, patience)
  return () => clearTimeout(timer)
}
