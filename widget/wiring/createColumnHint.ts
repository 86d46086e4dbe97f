import type { NewColumns } from '../jobs/runState'
import type { ParentType } from '../records/parents'
import type { StoreOwner } from '../store/openStore'

export interface ColumnHintParts {
  readonly owner: StoreOwner
  /** Of which entity the list on screen is; null = none is open. */
  readonly openType: () => ParentType | null
  /** Whether the list on screen has our columns once it is drawn anew; null where that cannot be seen. */
  readonly hasColumns: () => Promise<boolean | null>
}

/** Marks what was said of lists that could not be looked at. */
const unseen = 'unseen'

/**
 * Whether the report of a run has to say how to see the columns: always after fields were made, else once for each list and user of this
 * browser. Nothing is said of a list that had the columns once: who takes them out knows how to put them back.
 */
export const createColumnHint = ({ owner, openType, hasColumns }: ColumnHintParts) => {
  const key = `sales-analytics.columns.${owner.accountId}.${owner.userId}`
  return async (entities: readonly ParentType[], hasMadeFields: boolean): Promise<NewColumns> => {
    const open = openType()
    const type = open !== null && entities.includes(open) ? open : null
    const known = readMarks(key)
    const isSaid = type === null ? known.length > 0 : known.includes(type)
    if (isSaid && !hasMadeFields) return 'shown'
    const isShown = type === null ? null : await hasColumns()
    const mark = isShown === null || type === null ? unseen : type
    if (!known.includes(mark)) writeMarks(key, [...known, mark])
    return isShown === null ? 'unknown' : isShown ? 'shown' : 'hidden'
  }
}

const readMarks = (key: string): readonly string[] => {
  try {
    return localStorage.getItem(key)?.split(',') ?? []
  } catch {
    // A browser that forbids storage: the hint is said each time.
    return []
  }
}

const writeMarks = (key: string, marks: readonly string[]): void => {
  try {
    localStorage.setItem(key, marks.join())
  } catch {
    // The same: what cannot be kept is said again.
  }
}
