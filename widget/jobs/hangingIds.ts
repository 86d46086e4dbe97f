import type { CallOptions } from '../api/callOptions'
import type { CrmClient } from '../api/crmClient'
import { CrmError } from '../records/crmError'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'

type Kind = 'leads' | 'customers' | 'contacts'

/** A card and one kind of what hangs on it; null where the CRM did not say. */
export interface HangingOn {
  readonly card: Pick<ParentCard, 'id' | 'name'>
  readonly ids: readonly number[] | null
}

/**
 * Ids of one kind that hang on cards of one entity, each once. Where an answer left them out the links of those cards are asked. Of the deals
 * of a contact the links say nothing (API 8), and nobody may take a list that is not there for an empty one.
 * @throws CrmError; of kind `malformed`, naming the card, where the CRM does not tell
 */
export const hangingIds = async (
  client: Pick<CrmClient, 'listLinkedIds'>,
  type: ParentType,
  kind: Kind,
  cards: readonly HangingOn[],
  options: CallOptions,
): Promise<readonly number[]> => {
  const open = cards.filter(({ ids }) => ids === null).map(({ card }) => card)
  const [first] = open
  if (first !== undefined && type === 'contacts' && kind === 'leads') throw notTold(type, first, kind)
  const linked =
    first === undefined
      ? []
      : await client.listLinkedIds(
          type,
          open.map(({ id }) => id),
          kind,
          options,
        )
  return [...new Set([...cards.flatMap(({ ids }) => ids ?? []), ...linked])]
}

const notTold = (list: ParentType, { id, name }: HangingOn['card'], kind: Kind): CrmError => {
  const place = `_embedded.${kind}`
  const call = { method: 'GET', path: `/api/v4/${list}/${id}?with=${kind}`, status: 200, detail: place }
  return new CrmError({ kind: 'malformed', ...call, record: { list, id, name, place } })
}
