import { type BuyersRefusal, buyersRefusalOf } from '../records/buyersRefusal'
import { readLinked } from './readLinked'

/** What is read of buyers for one card, and why some of it was refused. */
export interface BuyersOfCard {
  /** The first refusal; null while everything was given. */
  readonly refusal: () => BuyersRefusal | null
  /** True where the CRM did not say which buyers there are. */
  readonly areUnknown: () => boolean
  /** Cards along with the ids of their buyers; without where buyers do not count, or the CRM refuses them. @throws CrmError */
  readonly linked: <T>(ask: (hasBuyers: boolean) => Promise<T>) => Promise<T>
  /** What is read, or `otherwise` where the CRM refuses it. @throws CrmError of any other kind */
  readonly read: <T, Other>(read: () => Promise<T>, otherwise: Other) => Promise<T | Other>
}

/** `isCounted`: whether the settings count anything of buyers. */
export const createBuyersOfCard = (isCounted: boolean): BuyersOfCard => {
  let first: BuyersRefusal | null = null
  let areUnknown = false
  return {
    refusal: () => first,
    areUnknown: () => areUnknown,
    async linked(ask) {
      if (!isCounted || areUnknown) return ask(false)
      const { found, refusal } = await readLinked(ask)
      // A card that is not there without them either is gone.
      if (refusal === null || found === null) return found
      areUnknown = true
      first ??= refusal
      return found
    },
    async read(read, otherwise) {
      try {
        return await read()
      } catch (error) {
        const refusal = buyersRefusalOf(error)
        if (refusal === null) throw error
        first ??= refusal
        return otherwise
      }
    },
  }
}
