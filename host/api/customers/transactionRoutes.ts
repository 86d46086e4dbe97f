import { addTransaction, deleteTransaction, type NewTransaction } from '../../account/transactionChanges'
import type { WireTransaction } from '../../account/wireActivity'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { findMissing } from '../checkBatch'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { type ElementIssues, problem, rightsProblem, validationProblem } from '../problem'
import { parseQuery, queryAt, queryNumbers, queryPage } from '../query'
import { readBatch, requestIdOf } from '../requestBody'
import { mayRecord, recordFilter } from '../rights'

/** Purchases of buyers. */
export function addTransactionRoutes(router: ApiRouter, context: HostContext): void {
  router.get(
    '/customers/transactions',
    apiHandler(context, (call) => listTransactions(call, null)),
  )
  router.get(
    '/customers/:id{[0-9]+}/transactions',
    apiHandler(context, (call) => listTransactions(call, Number(call.param('id')))),
  )
  const readOne = apiHandler(context, ({ url, param }) => {
    const found = context.store.lists.transactions.get(Number(param('transaction')))
    return found && !found.is_deleted ? hal(transactionAnswer(found, url.origin)) : noContent()
  })
  router.get('/customers/transactions/:transaction{[0-9]+}', readOne)
  router.get('/customers/:id{[0-9]+}/transactions/:transaction{[0-9]+}', readOne)
  router.post(
    '/customers/:id{[0-9]+}/transactions',
    apiHandler(context, (call) => createTransactions(call, Number(call.param('id')))),
  )
  const remove = apiHandler(context, removeTransaction)
  router.delete('/customers/transactions/:transaction{[0-9]+}', remove)
  router.delete('/customers/:id{[0-9]+}/transactions/:transaction{[0-9]+}', remove)
}

function removeTransaction({ context, user, param }: ApiCall): Response {
  const { store, clock } = context
  const found = store.lists.transactions.get(Number(param('transaction')))
  const customer = param('id')
  if (!found || (customer !== '' && found.customer_id !== Number(customer))) return problem(404)
  const index = store.table('customers').indexOf(found.customer_id)
  if (index >= 0 && !mayRecord(store, user, 'customers', index, 'edit')) return rightsProblem()
  deleteTransaction(store, found, { at: clock.now(), by: user.id })
  return noContent()
}

function listTransactions({ context, user, url }: ApiCall, customerId: number | null): Response {
  const { store } = context
  const query = parseQuery(url.search)
  const ids = queryNumbers(queryAt(query, 'filter', 'id'))
  const isVisible = recordFilter(store, user, 'customers', 'view')
  const customers = store.table('customers')
  const shown = [...store.lists.transactions.values()].filter((transaction) => {
    if (transaction.is_deleted) return false
    if (customerId !== null && transaction.customer_id !== customerId) return false
    if (ids.length > 0 && !ids.includes(transaction.id)) return false
    return isVisible === null || isVisible(customers.indexOf(transaction.customer_id))
  })
  return halSlice(url, 'transactions', shown, queryPage(query), (transaction) =>
    transactionAnswer(transaction, url.origin),
  )
}

async function createTransactions({ context, user, request, url }: ApiCall, id: number): Promise<Response> {
  const { store, clock } = context
  const index = store.table('customers').liveIndexOf(id)
  if (index < 0) return problem(404)
  const read = await readBatch(request)
  if (!read.ok) return read.response
  if (!mayRecord(store, user, 'customers', index, 'edit')) return rightsProblem()
  const refused: ElementIssues[] = read.body
    .map((element, place) => ({ request_id: requestIdOf(element, place), errors: findIssues(element) }))
    .filter(({ errors }) => errors.length > 0)
  if (refused.length > 0) return validationProblem(refused)
  const items = read.body.map((element, place) => {
    const elements = (element['_embedded'] as { catalog_elements?: unknown[] } | undefined)?.catalog_elements
    const given = {
      ...Object.fromEntries(Object.entries(element).filter(([, value]) => value !== null)),
      ...(elements ? { catalog_elements: elements } : {}),
    } as unknown as NewTransaction
    const made = addTransaction(store, index, given, { at: clock.now(), by: user.id })
    const requestId = requestIdOf(element, place)
    return { id: made.id, customer_id: id, request_id: requestId, _links: transactionLinks(made, url.origin) }
  })
  return hal({ _links: selfLink(url.origin + url.pathname), _embedded: { transactions: items } })
}

function findIssues(element: Record<string, unknown>): ElementIssues['errors'] {
  const missing = findMissing(element, 'price')
  if (missing.length > 0) return missing
  const wrong = ['price', 'completed_at', 'next_price', 'next_date'].filter(
    (key) => typeof (element[key] ?? 0) !== 'number',
  )
  return wrong.map((path) => ({ code: 'InvalidType', path, detail: 'This value should be of type int.' }))
}

function transactionAnswer(transaction: WireTransaction, origin: string): unknown {
  const elements = transaction._embedded?.catalog_elements
  return {
    ...transaction,
    _links: transactionLinks(transaction, origin),
    _embedded: {
      customer: {
        id: transaction.customer_id,
        _links: selfLink(`${origin}/api/v4/customers/${transaction.customer_id}`),
      },
      ...(elements ? { catalog_elements: elements } : {}),
    },
  }
}

function transactionLinks(transaction: WireTransaction, origin: string): { self: { href: string } } {
  return selfLink(`${origin}/api/v4/customers/${transaction.customer_id}/transactions/${transaction.id}`)
}
