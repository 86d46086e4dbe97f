import { nextIdOf } from '../../account/accountLists'
import { formatValues } from '../../account/formatValues'
import type { WireFieldValues } from '../../account/wire'
import type { WireElement } from '../../account/wireActivity'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { checkBatch, findMissing } from '../checkBatch'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem, rightsProblem, validationProblem, type ValidationIssue } from '../problem'
import { parseQuery, queryAt, queryNumbers, queryPage, queryTexts } from '../query'
import { readFieldValues } from '../records/readFieldValues'
import { notSupported } from '../records/valueIssues'
import { readObject, requestIdOf } from '../requestBody'
import { mayCatalogs } from './catalogRoutes'

type Element = Record<string, unknown>

/** Elements of a catalog: reading, making, changing. There is no deletion in v4. */
export function addElementRoutes(router: ApiRouter, context: HostContext): void {
  const handle = (answer: (call: ApiCall) => Response | Promise<Response>): ReturnType<typeof apiHandler> =>
    apiHandler(context, (call) => {
      if (!mayCatalogs(call)) return rightsProblem()
      return context.store.lists.catalogs.has(Number(call.param('id'))) ? answer(call) : problem(404)
    })
  const list = '/catalogs/:id{[0-9]+}/elements'
  const one = `${list}/:element{[0-9]+}`
  router.get(list, handle(listElements))
  router.post(list, handle(createElements))
  router.patch(list, handle(updateElements))
  router.get(
    one,
    handle((call) => {
      const element = elementOf(call, Number(call.param('element')))
      return element ? hal(elementAnswer(element, call.url.origin)) : noContent()
    }),
  )
  router.patch(
    one,
    handle(async (call) => {
      const read = await readObject(call.request)
      if (!read.ok) return read.response
      const element = elementOf(call, Number(call.param('element')))
      if (!element) return problem(404)
      const errors = findValueIssues(call, read.body)
      if (errors.length > 0) return validationProblem([{ request_id: requestIdOf(read.body, 0), errors }])
      return hal(change(call, element, read.body))
    }),
  )
}

function listElements({ context, url, param }: ApiCall): Response {
  const catalogId = Number(param('id'))
  const query = parseQuery(url.search)
  const ids = queryNumbers(queryAt(query, 'filter', 'id') ?? query['id'])
  const text = queryTexts(queryAt(query, 'filter', 'query') ?? query['query'])[0]?.toLowerCase()
  const shown = [...context.store.lists.elements.values()].filter(
    (element) =>
      element.catalog_id === catalogId &&
      element.is_deleted !== true &&
      (ids.length === 0 || ids.includes(element.id)) &&
      (text === undefined || textsOf(element).some((one) => one.toLowerCase().includes(text))),
  )
  return halSlice(url, 'elements', shown, queryPage(query), (element) => elementAnswer(element, url.origin))
}

async function createElements(call: ApiCall): Promise<Response> {
  const { context, user, request } = call
  const { lists, account } = context.store
  const read = await checkBatch(request, (element) => [
    ...findMissing(element, 'name'),
    ...findValueIssues(call, element),
  ])
  if (!read.ok) return read.response
  const now = context.clock.now()
  const made = read.body.map((given, place) => {
    const element: WireElement = {
      id: nextIdOf(lists, 'elements'),
      name: String(given['name']),
      created_by: user.id,
      updated_by: user.id,
      created_at: now,
      updated_at: now,
      is_deleted: false,
      custom_fields_values: null,
      catalog_id: Number(call.param('id')),
      account_id: account.id,
    }
    lists.elements.set(element.id, element)
    // Without one of its own the CRM answers the place as a number (catalogs-api).
    return { ...change(call, element, given), request_id: given['request_id'] ?? place }
  })
  return listAnswer(call, made)
}

async function updateElements(call: ApiCall): Promise<Response> {
  const read = await checkBatch(call.request, (element) =>
    elementOf(call, Number(element['id'])) ? findValueIssues(call, element) : [notSupported('id')],
  )
  if (!read.ok) return read.response
  const changed = read.body.flatMap((given) => {
    const element = elementOf(call, Number(given['id']))
    return element ? [{ ...change(call, element, given), request_id: given['request_id'] ?? element.id }] : []
  })
  return listAnswer(call, changed)
}

function elementOf({ context, param }: ApiCall, id: number): WireElement | null {
  const element = context.store.lists.elements.get(id)
  return element?.catalog_id === Number(param('id')) ? element : null
}

function findValueIssues(call: ApiCall, given: Element): ValidationIssue[] {
  return valuesOf(call, given)?.issues ?? []
}

function valuesOf({ context, param }: ApiCall, given: Element): ReturnType<typeof readFieldValues> | null {
  const registry = context.store.catalogFields.get(Number(param('id')))
  const { emptyArrayClears } = context.faults.unverified
  return registry ? readFieldValues(registry, given['custom_fields_values'], emptyArrayClears) : null
}

function change(call: ApiCall, element: WireElement, given: Element): Record<string, unknown> {
  const { context, user, url } = call
  const registry = context.store.catalogFields.get(element.catalog_id)
  const written = valuesOf(call, given)?.values
  if (typeof given['name'] === 'string') element.name = given['name']
  if (registry && written && written.size > 0) {
    const kept = (element.custom_fields_values ?? []) as WireFieldValues[]
    const entries = [
      ...kept.filter((entry) => !written.has(entry.field_id ?? 0)),
      ...[...written].map(([field_id, values]) => ({ field_id, values })),
    ]
    element.custom_fields_values = formatValues(registry, entries, context.faults.unverified.numericAs)
  }
  element.updated_at = context.clock.now()
  element.updated_by = user.id
  return elementAnswer(element, url.origin)
}

function textsOf(element: WireElement): string[] {
  const values = (element.custom_fields_values ?? []) as WireFieldValues[]
  return [element.name, ...values.flatMap((entry) => (entry.values ?? []).map(({ value }) => String(value)))]
}

function listAnswer({ url }: ApiCall, elements: unknown[]): Response {
  return hal({ _links: selfLink(url.origin + url.pathname), _embedded: { elements } })
}

function elementAnswer(element: WireElement, origin: string): Record<string, unknown> {
  const href = `${origin}/api/v4/catalogs/${element.catalog_id}/elements/${element.id}`
  return { ...element, _links: selfLink(href) }
}
