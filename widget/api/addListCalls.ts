import { createIdSet } from '../records/createIdSet'
import type { CardClient, CrmClient, ListOptions } from './crmClient'
import { addFieldCalls } from './addFieldCalls'
import { createSourceReader, recordSizes } from './createSourceReader'
import { customerSource } from './customerSource'
import { leadSource } from './leadSource'
import { listAll } from './listAll'
import { listEvents } from './listEvents'
import { listRows } from './listRows'
import { type KnownOrders, listUpdated } from './listUpdated'
import { onlyCall } from './onlyCall'
import { parentSource } from './parentSource'
import type { QueryPair } from './query'

const oldestIdFirst: QueryPair = ['order[id]', 'asc']
const newestFirst: QueryPair = ['order[updated_at]', 'desc']
const fewNewest = 50

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
      listAll(wire, parentSource(type, fields), whole(listOptions, [oldestIdFirst]), onPage),

    listLeadRows: (rows, callOptions, onRows) =>
      listRows(wire, leadSource, rows, onlyCall(callOptions), onRows),
    listParentRows: (type, fields, rows, callOptions, onRows) =>
      listRows(wire, parentSource(type, fields), rows, onlyCall(callOptions), onRows),

    listUpdatedLeads: (updated, onRecords) => listUpdated(wire, leadSource, updated, knownOrders, onRecords),
    listUpdatedCustomers: (updated, onRecords) =>
      listUpdated(wire, customerSource, updated, knownOrders, onRecords),
    listUpdatedParents: (type, fields, updated, onRecords) =>
      listUpdated(wire, parentSource(type, fields), updated, knownOrders, onRecords),
    async listNewestParents(type, fields, callOptions) {
      const source = parentSource(type, fields)
      const { priority, signal } = callOptions
      const readBlock = createSourceReader(wire.caller, source, {
        order: [newestFirst],
        sizes: [fewNewest],
        priority,
      })
      const { records } = await readBlock(1, signal)
      return records
    },
    listEvents: (types, from, callOptions) => listEvents(wire, types, from, onlyCall(callOptions)),
  }
}

function whole(options: ListOptions, order: readonly QueryPair[]) {
  const ids = createIdSet()
  const isNew = (record: { readonly id: number }): boolean => ids.add(record.id)
  return { ...onlyCall(options), startPage: options.startPage ?? 0, order, sizes: recordSizes, isNew }
}
