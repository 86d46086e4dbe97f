import { createIdSet } from '../records/createIdSet'
import type { CardClient, CrmClient, ListOptions } from './crmClient'
import { addFieldCalls } from './addFieldCalls'
import { recordSizes } from './createSourceReader'
import { customerSource } from './customerSource'
import { createParentDecoder } from './decodeParent'
import { leadSource } from './leadSource'
import { listAll } from './listAll'
import { listEvents } from './listEvents'
import { listRows } from './listRows'
import { type KnownOrders, listUpdated } from './listUpdated'
import { onlyCall } from './onlyCall'
import { parentSource } from './parentSource'
import type { QueryPair } from './query'

const oldestIdFirst: QueryPair = ['order[id]', 'asc']

/** A client with all calls, those of whole lists too: apart, since a page needs them only for a run. */
export function addListCalls(client: CardClient): CrmClient {
  const { wire } = client
  const knownOrders: KnownOrders = new Map()
  return {
    ...addFieldCalls(client),

    listLeads: (listOptions, onPage) =>
      listAll(wire, leadSource, whole(listOptions, [oldestIdFirst]), onPage),
    listCustomers: (listOptions, onPage) => listAll(wire, customerSource, whole(listOptions, []), onPage),
    listParents: (type, fields, listOptions, onPage) =>
      listAll(
        wire,
        parentSource(type, createParentDecoder(type, fields)),
        whole(listOptions, [oldestIdFirst]),
        onPage,
      ),

    listLeadRows: (rows, callOptions, onRows) =>
      listRows(wire, leadSource, rows, onlyCall(callOptions), onRows),
    listParentRows: (type, fields, rows, callOptions, onRows) =>
      listRows(
        wire,
        parentSource(type, createParentDecoder(type, fields)),
        rows,
        onlyCall(callOptions),
        onRows,
      ),

    listUpdatedLeads: (updated, onRecords) => listUpdated(wire, leadSource, updated, knownOrders, onRecords),
    listUpdatedCustomers: (updated, onRecords) =>
      listUpdated(wire, customerSource, updated, knownOrders, onRecords),
    listUpdatedParents: (type, fields, updated, onRecords) =>
      listUpdated(
        wire,
        parentSource(type, createParentDecoder(type, fields)),
        updated,
        knownOrders,
        onRecords,
      ),
    listEvents: (types, from, callOptions) => listEvents(wire, types, from, onlyCall(callOptions)),
  }
}

function whole(options: ListOptions, order: readonly QueryPair[]) {
  const ids = createIdSet()
  const isNew = (record: { readonly id: number }): boolean => ids.add(record.id)
  return { ...onlyCall(options), startPage: options.startPage ?? 0, order, sizes: recordSizes, isNew }
}
