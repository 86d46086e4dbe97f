import { CrmError } from '../records/crmError'
import type { Contradiction } from '../records/contradiction'

/** Readings of one place of a list that contradicts itself, before it is given up. */
export const mostDoubtful = 3
/** Pages in a row without a record that was not met, after which a list is taken for one that never ends. */
export const mostFruitless = 3

/** The error of a list that did not come whole; `path` names the list. */
export function notWhole(path: string, contradiction: Contradiction): CrmError {
  return new CrmError({ kind: 'notWhole', method: 'GET', path, status: 200, detail: contradiction })
}
