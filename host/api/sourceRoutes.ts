import { nextIdOf } from '../account/accountLists'
import type { WireSource } from '../account/wireActivity'
import { type ApiCall, apiHandler, type ApiRouter } from './apiHandler'
import { checkBatch, findMissing, pickKeys } from './checkBatch'
import { hal, listHref, noContent, selfLink } from './hal'
import type { HostContext } from './hostContext'
import { problem, type ValidationIssue } from './problem'
import { parseQuery, queryAt, queryTexts } from './query'
import { notSupported } from './records/valueIssues'
import { readObject, requestIdOf } from './requestBody'

type Element = Record<string, unknown>

const WRITABLE = { name: 'string', pipeline_id: 'number', default: 'boolean', origin_code: 'string' } as const
/** Printable ASCII, 36 signs at most (sources-api). */
const EXTERNAL_ID = /^[\x20-\x7e]{1,36}$/

/** Sources of deals: administrators only. All integrations share them here. */
export function addSourceRoutes(router: ApiRouter, context: HostContext): void {
  const handle = (answer: (call: ApiCall) => Response | Promise<Response>): ReturnType<typeof apiHandler> =>
    apiHandler(context, answer, 'adminOnly')
  router.get('/sources', handle(listSources))
  router.post('/sources', handle(createSources))
  router.patch('/sources', handle(updateSources))
  router.delete('/sources', handle(deleteSources))
  router.get(
    '/sources/:id{[0-9]+}',
    handle(({ url, param }) => {
      const source = context.store.lists.sources.get(Number(param('id')))
      return source ? hal(sourceAnswer(source, url.origin)) : problem(404)
    }),
  )
  router.patch(
    '/sources/:id{[0-9]+}',
    handle(async ({ request, url, param }) => {
      const read = await readObject(request)
      if (!read.ok) return read.response
      const source = context.store.lists.sources.get(Number(param('id')))
      return source ? hal(change(source, read.body, url.origin)) : problem(404)
    }),
  )
  router.delete(
    '/sources/:id{[0-9]+}',
    handle(({ param }) =>
      context.store.lists.sources.delete(Number(param('id'))) ? noContent() : problem(404),
    ),
  )
}

function listSources({ context, url }: ApiCall): Response {
  const wanted = queryTexts(queryAt(parseQuery(url.search), 'filter', 'external_id'))
  const sources = [...context.store.lists.sources.values()]
    .filter((source) => wanted.length === 0 || wanted.includes(source.external_id))
    .map((source) => sourceAnswer(source, url.origin))
  if (sources.length === 0) return noContent()
  return hal({ _total_items: sources.length, _links: selfLink(listHref(url)), _embedded: { sources } })
}

async function createSources({ context, request, url }: ApiCall): Promise<Response> {
  const { lists, pipelines } = context.store
  const taken = new Set([...lists.sources.values()].map((source) => source.external_id))
  const read = await checkBatch(request, (element) => {
    const issues = findMissing(element, 'name', 'external_id')
    const { external_id: id, pipeline_id: pipelineId } = element
    if (typeof id === 'string' && (taken.has(id) || !EXTERNAL_ID.test(id)))
      issues.push(notSupported('external_id'))
    if (typeof id === 'string') taken.add(id)
    const isKnown = pipelines.some((pipeline) => pipeline.id === pipelineId)
    if (typeof pipelineId === 'number' && !isKnown) issues.push(notSupported('pipeline_id'))
    return issues
  })
  if (!read.ok) return read.response
  const main = pipelines.find((pipeline) => pipeline.is_main) ?? pipelines[0]
  const made = read.body.map((element, place) => {
    const source: WireSource = {
      id: nextIdOf(lists, 'sources'),
      name: '',
      pipeline_id: main?.id ?? null,
      external_id: String(element['external_id']),
      default: false,
      origin_code: null,
      services: [],
    }
    lists.sources.set(source.id, source)
    return { ...change(source, element, url.origin), request_id: requestIdOf(element, place) }
  })
  return listAnswer(url, made)
}

async function updateSources({ context, request, url }: ApiCall): Promise<Response> {
  const { sources } = context.store.lists
  const read = await checkBatch(request, (element) => findUnknown(context, element))
  if (!read.ok) return read.response
  const changed = read.body.flatMap((element, place) => {
    const source = sources.get(Number(element['id']))
    return source ? [{ ...change(source, element, url.origin), request_id: requestIdOf(element, place) }] : []
  })
  return listAnswer(url, changed)
}

async function deleteSources({ context, request }: ApiCall): Promise<Response> {
  const read = await checkBatch(request, (element) => findUnknown(context, element))
  if (!read.ok) return read.response
  for (const element of read.body) context.store.lists.sources.delete(Number(element['id']))
  return noContent()
}

function findUnknown(context: HostContext, element: Element): ValidationIssue[] {
  if (context.store.lists.sources.has(Number(element['id']))) return []
  return [{ code: 'EntityNotFound', path: 'id', detail: 'Entity not found' }]
}

/** `external_id` cannot be changed. */
function change(source: WireSource, element: Element, origin: string): Record<string, unknown> {
  Object.assign(source, pickKeys<WireSource>(element, WRITABLE))
  if (Array.isArray(element['services'])) source.services = element['services']
  return sourceAnswer(source, origin)
}

function listAnswer(url: URL, sources: unknown[]): Response {
  return hal({ _total_items: sources.length, _links: selfLink(listHref(url)), _embedded: { sources } })
}

function sourceAnswer(source: WireSource, origin: string): Record<string, unknown> {
  return { ...source, _links: selfLink(`${origin}/api/v4/sources/${source.id}`) }
}
