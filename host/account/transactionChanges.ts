import { nextIdOf } from './accountLists'
import type { AccountStore } from './accountStore'
import type { Stamp } from './recordTable'
import { toHundredths } from './toHundredths'
import { updateRecord } from './updateRecord'
import type { WireCustomer } from './wire'
import type { WireTransaction } from './wireActivity'

/** A purchase to be recorded. `price` in major units, times in unix seconds. */
export interface NewTransaction {
  price: number
  comment?: string | null
  completed_at?: number
  next_price?: number
  next_date?: number
  created_by?: number
  catalog_elements?: unknown[]
}

/**
 * Records a purchase of the buyer at `index`: figures of the buyer move with it, and in the periodic mode the buyer
 * goes to the stage «bought recently». Gives the purchase.
 */
export function addTransaction(
  store: AccountStore,
  index: number,
  given: NewTransaction,
  stamp: Stamp,
): WireTransaction {
  const customerId = store.table('customers').idAt(index)
  const by = given.created_by ?? stamp.by
  const transaction: WireTransaction = {
    id: nextIdOf(store.lists, 'transactions'),
    price: given.price,
    comment: given.comment ?? null,
    completed_at: given.completed_at ?? stamp.at,
    customer_id: customerId,
    created_by: by,
    updated_by: by,
    created_at: stamp.at,
    updated_at: stamp.at,
    is_deleted: false,
    account_id: store.account.id,
    ...(given.catalog_elements ? { _embedded: { catalog_elements: given.catalog_elements } } : {}),
  }
  store.lists.transactions.set(transaction.id, transaction)
  store.events.add({
    type: 'transaction_added',
    entityType: 'customer',
    entityId: customerId,
    by: stamp.by,
    at: stamp.at,
    after: [{ transaction: { id: transaction.id } }],
  })
  const recent = store.customerStatuses.find((status) => status.type === 4)
  const moves = store.account.customers_mode === 'periodicity' && recent
  changeFigures(store, index, 1, given.price, stamp, {
    ...(moves ? { status_id: recent.id } : {}),
    ...(given.next_price === undefined ? {} : { next_price: given.next_price }),
    ...(given.next_date === undefined ? {} : { next_date: given.next_date }),
  })
  return transaction
}

/** Deletes a purchase. The log has no event for it: only the buyer's figures tell. */
export function deleteTransaction(store: AccountStore, transaction: WireTransaction, stamp: Stamp): void {
  store.lists.transactions.delete(transaction.id)
  const index = store.table('customers').indexOf(transaction.customer_id)
  if (index >= 0 && !transaction.is_deleted) changeFigures(store, index, -1, -transaction.price, stamp, {})
}

function changeFigures(
  store: AccountStore,
  index: number,
  count: number,
  sum: number,
  stamp: Stamp,
  more: Record<string, unknown>,
): void {
  const customer: WireCustomer = store.tables.customers.read(index)
  const ltv = (toHundredths(customer.ltv) + toHundredths(sum)) / 100
  const purchases = Math.max(0, customer.purchases_count + count)
  const plain = {
    ...more,
    ltv,
    purchases_count: purchases,
    average_check: purchases > 0 ? Math.round(ltv / purchases) : 0,
  }
  updateRecord(store, 'customers', index, { plain, values: new Map() }, stamp)
}
