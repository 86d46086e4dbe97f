import type { HostApp } from '../../../../host/createApp'
import type { ParentType } from '../../../../widget/records/parents'
import { readAccount } from '../../../jobs/support/readAccount'
import {
  bruteForceFigures,
  type PlainCard,
  type PlainFigureKey,
  type PlainFigures,
} from '../../../oracle/bruteForceFigures'
import { isSameDecimal } from '../../../oracle/exactDecimals'
import type { PartialSettings } from '../../../oracle/plainSettings'

/** The right figures of all cards at every moment of an odd world, by the brute force over the CRM's own records. */
export interface TruthBook {
  /** To be called right after each change of the account. */
  note(): void
  /** What a card's figures were between two moments (ms of the world's clock), each once; a moment at which there was no card is null. */
  during(
    type: ParentType,
    id: number,
    span: { readonly from: number; readonly to: number },
    buyers?: Buyers,
  ): readonly (PlainCard | null)[]
}

/** Where the CRM refuses buyers, a user may have everything counted `without` them. */
export type Buyers = 'with' | 'without'

interface Moment {
  readonly from: number
  readonly figures: Readonly<Record<Buyers, PlainFigures>>
}

export const createTruthBook = (host: HostApp, settings: PartialSettings, now: () => number): TruthBook => {
  const read = (): Moment['figures'] => {
    const account = readAccount(host)
    return {
      with: bruteForceFigures(account, settings),
      without: bruteForceFigures(account, withoutBuyers(settings)),
    }
  }
  const moments: Moment[] = [{ from: Number.NEGATIVE_INFINITY, figures: read() }]
  let isDirty = false
  host.context.watchers.push(() => {
    isDirty = true
  })
  const note = (): void => {
    isDirty = false
    moments.push({ from: now(), figures: read() })
  }
  return {
    note,
    during(type, id, { from, to }, buyers = 'with') {
      // A change that was made this moment, and is not noted yet by who has made it.
      if (isDirty) note()
      return moments
        .filter((moment, position) => moment.from <= to && (moments[position + 1]?.from ?? Infinity) > from)
        .map(({ figures }) => figures[buyers][type].get(id) ?? null)
    },
  }
}

/** Settings by which no buyer counts. */
export const withoutBuyers = (settings: PartialSettings): PartialSettings => ({
  ...settings,
  buyers: { upcoming: false, notBought: false, purchases: false, closed: false },
})

/** Whether texts of the wire are those of a card; figures of which nothing is said are not compared. */
export const areTextsOf = (
  card: PlainCard,
  texts: Partial<Readonly<Record<PlainFigureKey, string>>>,
): boolean => Object.entries(texts).every(([key, text]) => isSameText(card.wire[key as PlainFigureKey], text))

const isSameText = (wanted: string, text: string): boolean =>
  wanted === text || (isDecimal(wanted) && isDecimal(text) && isSameDecimal(wanted, text))

const isDecimal = (text: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)
