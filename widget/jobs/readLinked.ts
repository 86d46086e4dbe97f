import { type BuyersRefusal, isMethodRefused, toRefusal } from '../records/buyersRefusal'
import { isCrmError } from '../records/crmError'

/** Cards as they were read. */
export interface LinkedReading<T> {
  readonly found: T
  /** Why their buyers are not among what hangs on them; null where they are. */
  readonly refusal: BuyersRefusal | null
}

/**
 * Reads cards along with the ids of their buyers. Where that is refused and the same is given without buyers, the refusal was about buyers
 * and nothing else.
 * @throws CrmError
 */
export const readLinked = async <T>(ask: (hasBuyers: boolean) => Promise<T>): Promise<LinkedReading<T>> => {
  try {
    return { found: await ask(true), refusal: null }
  } catch (error) {
    if (!isCrmError(error) || !isMethodRefused(error)) throw error
    return { found: await ask(false), refusal: toRefusal(error) }
  }
}
