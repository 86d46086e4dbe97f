import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'
import type { FieldIds } from '../records/parentWrite'
import { completeLinks } from './completeLinks'
import { createLinkedParentDecoder, createParentDecoder, type LinkedParent } from './decodeParent'
import { fetchOne } from './fetchOne'
import type { ListSource } from './listSource'

/** Contacts or companies with the values of the given fields. */
export const parentSource = (type: ParentType, fields: FieldIds): ListSource<ParentCard> => ({
  path: `/api/v4/${type}`,
  key: type,
  query: [],
  decode: createParentDecoder(type, fields),
  complete: (caller, cards, options) => completeLinks(caller, type, cards, options),
})

/** The same with the ids of what hangs on them. */
export const linkedParentSource = (
  type: ParentType,
  fields: FieldIds,
  hasBuyers = true,
): ListSource<LinkedParent> => ({
  path: `/api/v4/${type}`,
  key: type,
  query: [['with', linksOf(type, hasBuyers).join(',')]],
  decode: createLinkedParentDecoder(type, fields),
  async complete(caller, parents, options) {
    const cards = await completeLinks(
      caller,
      type,
      parents.map(({ card }) => card),
      options,
    )
    return parents.map((parent, position) => ({ ...parent, card: cards[position] ?? parent.card }))
  },
  async isGone(caller, id, options) {
    if (!hasBuyers) {
      return true
    }
    return (await fetchOne(caller, parentSource(type, {}), (card) => card.id, id, options)) === null
  },
})

/** What is asked along with a card. */
const linksOf = (type: ParentType, hasBuyers: boolean): readonly string[] => [
  'leads',
  ...(hasBuyers ? ['customers'] : []),
  ...(type === 'companies' ? ['contacts'] : []),
]
