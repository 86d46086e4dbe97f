import { createIdSet } from '../records/createIdSet'
import type { CardClient, CrmClient } from './crmClient'
import type { ListOptions } from './listCalls'
import { addFieldCalls } from './addFieldCalls'
import { createEndLook } from './createEndLook'
import { createPageReader } from './createPageReader'
import { recordSizes } from './createSourceReader'
import { customerSource } from './customerSource'
import { findHighestId, newestIdFirst } from './findHighestId'
import { leadSource } from './leadSource'
import { listAll } from './listAll'
import { listEvents, listNewestEvents } from './listEvents'
import { listRows } from './listRows'
import type { KnownOrders } from './listNewest'
import { listUpdated } from './listUpdated'
import { onlyCall } from './onlyCall'
import { oldestIdFirst } from './orders'
import { parentSource } from './parentSource'

/** A client with all calls, those of whole lists too: apart, since a page needs them only for a run. */
export function addListCalls(client: CardClient): CrmClient {
  const { wire } = client
  const knownOrders: KnownOrders = new Map()
  return {
    ...addFieldCalls(client),

    listLeads: (listOptions, onPage) => listAll(wire, leadSource, inOrder(listOptions), onPage),
    listCustomers: (listOptions, onPage) => listAll(wire, customerSource, withoutOrder(listOptions), onPage),
    listParents: (type, fields, listOptions, onPage) =>
      listAll(wire, parentSource(type, fields), inOrder(listOptions), onPage),
    async doCustomersEnd(count, callOptions) {
      const { priority, signal } = callOptions
      const look = createEndLook(
        createPageReader(wire.caller, customerSource, [], priority, false),
        recordSizes[2],
      )
      return (await look(count, signal)) === 'end'
    },
    findHighestId: (list, callOptions) => findHighestId(wire.caller, list, onlyCall(callOptions)),

    listLeadRows: (rows, callOptions, onRows) =>
      listRows(wire, leadSource, rows, onlyCall(callOptions), onRows),
    listParentRows: (type, fields, rows, callOptions, onRows) =>
      listRows(wire, parentSource(type, fields), rows, onlyCall(callOptions), onRows),

    listUpdatedLeads: (updated, onRecords, onOlder) =>
      listUpdated(wire, leadSource, updated, knownOrders, onRecords, onOlder),
    listUpdatedCustomers: (updated, onRecords, onOlder) =>
      listUpdated(wire, customerSource, updated, knownOrders, onRecords, onOlder),
    listUpdatedParents: (type, fields, updated, onRecords, onOlder) =>
      listUpdated(wire, parentSource(type, fields), updated, knownOrders, onRecords, onOlder),
    listEvents: (types, from, callOptions) => listEvents(wire, types, from, onlyCall(callOptions)),
    listNewestEvents: (types, from, mostPages, callOptions) =>
      listNewestEvents(wire, types, from, mostPages, onlyCall(callOptions)),
  }
}

/** Nothing may stand beyond the end where the account ignores the order: there the highest id does not tell the end. */
function inOrder({ isNewestFirst = false, before, ...options }: ListOptions) {
  const ids = createIdSet()
  let { lastId, isAscending } = before ?? { lastId: 0, isAscending: true }
  const isNew = ({ id }: { readonly id: number }): boolean => {
    isAscending &&= id >= lastId
    lastId = id
    return ids.add(id)
  }
  const order = [isNewestFirst ? newestIdFirst : oldestIdFirst]
  return { ...plain(options), order, isNew, asksPast: () => !isAscending }
}

/** Of a list whose order is not documented nothing but a page beyond its end tells the end. */
function withoutOrder(options: ListOptions) {
  const ids = createIdSet()
  return {
    ...plain(options),
    order: [],
    isNew: ({ id }: { readonly id: number }) => ids.add(id),
    asksPast: () => options.isEndLeft !== true,
  }
}

function plain(options: ListOptions) {
  return { ...onlyCall(options), startPage: options.startPage ?? 0, sizes: recordSizes }
}
