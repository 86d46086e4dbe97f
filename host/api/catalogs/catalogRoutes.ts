import type { WireElement } from '../../account/wireActivity'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { hal, halSlice, listHref, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem, rightsProblem } from '../problem'
import { parseQuery, queryAt, queryNumbers, queryPage, queryTexts } from '../query'

/** Catalogs with their elements, talks, and sources: reading, and the closing of a talk. */
export function addCatalogRoutes(router: ApiRouter, context: HostContext): void {
  const catalogs = (): HostContext['store']['lists']['catalogs'] => context.store.lists.catalogs
  router.get(
    '/catalogs',
    apiHandler(context, ({ user, url }) => {
      if (!user.rights.catalog_access && !user.rights.is_admin) return rightsProblem()
      const sorted = [...catalogs().values()].sort((one, other) => one.sort - other.sort)
      return halSlice(url, 'catalogs', sorted, queryPage(parseQuery(url.search)), (catalog) => ({
        ...catalog,
        _links: selfLink(`${url.origin}/api/v4/catalogs/${catalog.id}`),
      }))
    }),
  )
  router.get(
    '/catalogs/:id{[0-9]+}',
    apiHandler(context, ({ url, param }) => {
      const catalog = catalogs().get(Number(param('id')))
      return catalog ? hal({ ...catalog, _links: selfLink(url.origin + url.pathname) }) : noContent()
    }),
  )
  router.get('/catalogs/:id{[0-9]+}/elements', apiHandler(context, listElements))
  router.get(
    '/catalogs/:id{[0-9]+}/elements/:element{[0-9]+}',
    apiHandler(context, ({ url, param }) => {
      const element = context.store.lists.elements.get(Number(param('element')))
      return element?.catalog_id === Number(param('id'))
        ? hal(elementAnswer(element, url.origin))
        : noContent()
    }),
  )
  addTalkRoutes(router, context)
  router.get(
    '/sources',
    apiHandler(
      context,
      ({ url }) => {
        const sources = [...context.store.lists.sources.values()].map((source) => ({
          ...source,
          _links: selfLink(`${url.origin}/api/v4/sources/${source.id}`),
        }))
        if (sources.length === 0) return noContent()
        return hal({ _total_items: sources.length, _links: selfLink(listHref(url)), _embedded: { sources } })
      },
      'adminOnly',
    ),
  )
}

function listElements({ context, user, url, param }: ApiCall): Response {
  if (!user.rights.catalog_access && !user.rights.is_admin) return rightsProblem()
  const catalogId = Number(param('id'))
  if (!context.store.lists.catalogs.has(catalogId)) return problem(404)
  const query = parseQuery(url.search)
  const ids = queryNumbers(queryAt(query, 'filter', 'id') ?? query['id'])
  const text = queryTexts(query['query'])[0]?.toLowerCase()
  const shown = [...context.store.lists.elements.values()].filter(
    (element) =>
      element.catalog_id === catalogId &&
      element.is_deleted !== true &&
      (ids.length === 0 || ids.includes(element.id)) &&
      (text === undefined || element.name.toLowerCase().includes(text)),
  )
  return halSlice(url, 'elements', shown, queryPage(query), (element) => elementAnswer(element, url.origin))
}

function addTalkRoutes(router: ApiRouter, context: HostContext): void {
  router.get(
    '/talks/:id{[0-9]+}',
    apiHandler(context, ({ url, param }) => {
      const talk = context.store.lists.talks.get(Number(param('id')))
      if (!talk) return problem(404)
      const linked = (entity: string, id: number | null): unknown[] =>
        id === null ? [] : [{ id, _links: selfLink(`${url.origin}/api/v4/${entity}/${id}`) }]
      return hal({
        ...talk,
        _links: selfLink(`${url.origin}/api/v4/talks/${talk.talk_id}`),
        _embedded: {
          contacts: linked('contacts', talk.contact_id),
          leads: linked('leads', talk.entity_type === 'lead' ? talk.entity_id : null),
          customers: linked('customers', talk.entity_type === 'customer' ? talk.entity_id : null),
        },
      })
    }),
  )
  router.post(
    '/talks/:id{[0-9]+}/close',
    apiHandler(context, ({ param }) => {
      const talk = context.store.lists.talks.get(Number(param('id')))
      if (!talk) return problem(404)
      if (!talk.is_in_work) return problem(422, 'Talk is already closed')
      talk.is_in_work = false
      talk.updated_at = context.clock.now()
      return new Response(null, { status: 202 })
    }),
  )
}

function elementAnswer(element: WireElement, origin: string): unknown {
  const href = `${origin}/api/v4/catalogs/${element.catalog_id}/elements/${element.id}`
  return { ...element, _links: selfLink(href) }
}
