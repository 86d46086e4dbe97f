import type { EntityType } from '../../host/account/wire'
import type { Change } from '../../host/control/parseChange'
import type { HostApp } from '../../host/createApp'
import { type ChangeWatcher, isRecord } from './createChanger'
import type { Truth } from './createTruth'
import type { CardIds } from './readPart'

/** Keeps the truth of the cards around each change, as they are linked before it and after. */
export const watchChanges = (host: HostApp, truth: Truth): ChangeWatcher => {
  let touched: CardIds = { contacts: new Set(), companies: new Set() }
  const add = (entity: EntityType, id: number): void => {
    const { contacts, companies } = truth.around(entity, id)
    for (const card of contacts) touched.contacts.add(card)
    for (const card of companies) touched.companies.add(card)
  }
  const buyerOf = ({ id, set }: Change): number =>
    Number(set?.['customer_id'] ?? host.store.lists.transactions.get(Number(id))?.customer_id)
  return {
    before(change) {
      const { entity, id, into, to } = change
      touched = { contacts: new Set(), companies: new Set() }
      if (entity === 'transactions') add('customers', buyerOf(change))
      else if (isRecord(entity) && id !== undefined) add(entity, Number(id))
      if (isRecord(entity) && into !== undefined) add(entity, into)
      if (to !== undefined) add(to.entity, to.id)
    },
    after({ entity }, id) {
      if (isRecord(entity)) add(entity, id)
      truth.note(touched)
    },
  }
}
