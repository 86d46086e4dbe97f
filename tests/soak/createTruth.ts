import type { EntityType } from '../../host/account/wire'
import type { HostApp } from '../../host/createApp'
import { readAccount } from '../jobs/support/readAccount'
import { bruteForceFigures, type PlainFigureKey } from '../oracle/bruteForceFigures'
import type { PartialSettings } from '../oracle/plainSettings'
import { type CardIds, cardsAround, readPart } from './readPart'

/** What the fields of a card must hold. */
export type CardTexts = Readonly<Record<PlainFigureKey, string>>

/** The right figures of every card at every moment since the beginning. */
export interface Truth {
  /** Cards that a change is about to touch, or has touched. */
  around(entity: EntityType, id: number): CardIds
  /** To be called right after a change of these cards. */
  note(cards: CardIds): void
  /** The figures between `from` and `to` (ms since 1970); null where they changed between, or the card was not there. */
  during(type: 'contacts' | 'companies', id: number, from: number, to: number): CardTexts | null
  /** Cards whose figures have changed. */
  changedCards(): number
}

interface Moment {
  readonly from: number
  /** Null while the card was in the trash. */
  readonly texts: CardTexts | null
}

/** Begins with a brute force over the whole account; each change then costs one over the cards around it. */
export const createTruth = (host: HostApp, settings: PartialSettings): Truth => {
  const { store } = host
  const first = bruteForceFigures(readAccount(host), settings)
  const changed = { contacts: new Map<number, Moment[]>(), companies: new Map<number, Moment[]>() }
  const startedAt = Date.now()
  const momentsOf = (type: 'contacts' | 'companies', id: number): readonly Moment[] =>
    changed[type].get(id) ?? [{ from: startedAt, texts: first[type].get(id)?.wire ?? null }]

  return {
    around: (entity, id) => cardsAround(store, entity, id),
    note(cards) {
      const figures = bruteForceFigures(readPart(store, cards), settings)
      const from = Date.now()
      for (const type of ['contacts', 'companies'] as const)
        for (const id of cards[type]) {
          const moments = momentsOf(type, id)
          const texts = figures[type].get(id)?.wire ?? null
          if (JSON.stringify(texts) !== JSON.stringify(moments.at(-1)?.texts))
            changed[type].set(id, [...moments, { from, texts }])
        }
    },
    during(type, id, from, to) {
      const moments = momentsOf(type, id)
      const standing = moments.findLast((moment) => moment.from <= from) ?? moments[0]
      return moments.some((moment) => moment.from > from && moment.from <= to)
        ? null
        : (standing?.texts ?? null)
    },
    changedCards: () => changed.contacts.size + changed.companies.size,
  }
}
