import { nextIdOf } from '../../account/accountLists'
import { addFieldsOfType, highestIn } from '../../account/catalogFields'
import { FieldRegistry } from '../../account/fieldRegistry'
import type { WireCatalog } from '../../account/wireActivity'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { checkBatch, findMissing, pickKeys } from '../checkBatch'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem, rightsProblem, type ValidationIssue } from '../problem'
import { parseQuery, queryPage, queryTexts } from '../query'
import { notSupported } from '../records/valueIssues'
import { readObject, requestIdOf } from '../requestBody'

const TYPES = ['regular', 'invoices', 'products', 'suppliers']
/** Lists that an account may have (catalogs-api). */
const LIMIT = 10
const WRITABLE = {
  name: 'string',
  sort: 'number',
  can_add_elements: 'boolean',
  can_link_multiple: 'boolean',
  can_show_in_cards: 'boolean',
} as const

/** Catalogs: reading, making, changing. There is no deletion in v4. */
export function addCatalogRoutes(router: ApiRouter, context: HostContext): void {
  const catalogs = (): HostContext['store']['lists']['catalogs'] => context.store.lists.catalogs
  const handle = (answer: (call: ApiCall) => Response | Promise<Response>): ReturnType<typeof apiHandler> =>
    apiHandler(context, (call) => (mayCatalogs(call) ? answer(call) : rightsProblem()))
  router.get(
    '/catalogs',
    handle(({ url }) => {
      const query = parseQuery(url.search)
      const types = queryTexts(query['type'])
      const shown = [...catalogs().values()]
        .filter((catalog) => types.length === 0 || types.includes(catalog.type))
        .sort((one, other) => one.sort - other.sort)
      return halSlice(url, 'catalogs', shown, queryPage(query), (catalog) =>
        catalogAnswer(catalog, url.origin),
      )
    }),
  )
  router.get(
    '/catalogs/:id{[0-9]+}',
    handle(({ url, param }) => {
      const catalog = catalogs().get(Number(param('id')))
      return catalog ? hal(catalogAnswer(catalog, url.origin)) : noContent()
    }),
  )
  router.post('/catalogs', handle(createCatalogs))
  router.patch('/catalogs', handle(updateCatalogs))
  router.patch(
    '/catalogs/:id{[0-9]+}',
    handle(async (call) => {
      const read = await readObject(call.request)
      if (!read.ok) return read.response
      const catalog = catalogs().get(Number(call.param('id')))
      return catalog ? hal(change(call, catalog, read.body)) : problem(404)
    }),
  )
}

/** Whether the user has access to catalogs at all. */
export function mayCatalogs({ user }: ApiCall): boolean {
  return user.rights.catalog_access || user.rights.is_admin
}

async function createCatalogs(call: ApiCall): Promise<Response> {
  const { context, user, request, url } = call
  const { store, clock } = context
  const read = await checkBatch(request, (element) => findIssues(context, element))
  if (!read.ok) return read.response
  if (store.lists.catalogs.size + read.body.length > LIMIT)
    return problem(422, `Limit of ${LIMIT} catalogs is reached`)
  const stamp = { created_at: clock.now(), updated_at: clock.now(), created_by: user.id, updated_by: user.id }
  const made = read.body.map((element, place) => {
    const catalog: WireCatalog = {
      id: nextIdOf(store.lists, 'catalogs'),
      name: '',
      ...stamp,
      sort: 10,
      type: typeof element['type'] === 'string' ? element['type'] : 'regular',
      can_add_elements: false,
      can_show_in_cards: false,
      can_link_multiple: true,
      can_be_deleted: true,
      sdk_widget_code: null,
      account_id: store.account.id,
      ...pickKeys<WireCatalog>(element, WRITABLE),
    }
    const fields = new FieldRegistry('catalogs', store.account.id)
    addFieldsOfType(fields, catalog.type, highestIn(store.catalogFields) + 1)
    store.lists.catalogs.set(catalog.id, catalog)
    store.catalogFields.set(catalog.id, fields)
    return { ...catalogAnswer(catalog, url.origin), request_id: requestIdOf(element, place) }
  })
  return hal({ _links: selfLink(`${url.origin}/api/v4/catalogs`), _embedded: { catalogs: made } })
}

/** An account has one list of goods and one of invoices. */
function findIssues(context: HostContext, element: Record<string, unknown>): ValidationIssue[] {
  const issues = findMissing(element, 'name')
  const type = element['type'] ?? 'regular'
  const isTaken = [...context.store.lists.catalogs.values()].some((one) => one.type === type)
  if (typeof type !== 'string' || !TYPES.includes(type) || (type !== 'regular' && isTaken))
    issues.push(notSupported('type'))
  return issues
}

async function updateCatalogs(call: ApiCall): Promise<Response> {
  const { context, request, url } = call
  const { catalogs } = context.store.lists
  const read = await checkBatch(request, (element) =>
    catalogs.has(Number(element['id'])) ? [] : [notSupported('id')],
  )
  if (!read.ok) return read.response
  const changed = read.body.flatMap((element, place) => {
    const catalog = catalogs.get(Number(element['id']))
    return catalog ? [{ ...change(call, catalog, element), request_id: requestIdOf(element, place) }] : []
  })
  return hal({ _links: selfLink(`${url.origin}/api/v4/catalogs`), _embedded: { catalogs: changed } })
}

function change(
  { context, user, url }: ApiCall,
  catalog: WireCatalog,
  element: Record<string, unknown>,
): Record<string, unknown> {
  Object.assign(catalog, pickKeys<WireCatalog>(element, WRITABLE))
  catalog.updated_at = context.clock.now()
  catalog.updated_by = user.id
  return catalogAnswer(catalog, url.origin)
}

function catalogAnswer(catalog: WireCatalog, origin: string): Record<string, unknown> {
  return { ...catalog, _links: selfLink(`${origin}/api/v4/catalogs/${catalog.id}`) }
}
