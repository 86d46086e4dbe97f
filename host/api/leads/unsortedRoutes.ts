import { trashRecord } from '../../account/recordLifecycle'
import { updateRecord } from '../../account/updateRecord'
import type { WireUnsorted } from '../../account/wireActivity'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { findMissing, objectAt, objectsOf } from '../checkBatch'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { type ElementIssues, problem, rightsProblem, validationProblem } from '../problem'
import { parseQuery, queryAt, queryNumbers, queryPage, queryTexts } from '../query'
import { notSupported } from '../records/valueIssues'
import { readBatch, readOptionalObject, requestIdOf } from '../requestBody'
import { mayRecord } from '../rights'
import { type LeadBundle, makeBundle, mayMake, readBundle } from './leadBundle'
import {
  addUnsorted,
  embeddedOf,
  isOpen,
  openRequests,
  unsortedAnswer,
  unsortedPlace,
} from './unsortedRequests'
import { unsortedSummary } from './unsortedSummary'

type Element = Record<string, unknown>

/** Requests in «Неразобранное»: reading, making (calls and forms), accepting, declining, their summary. */
export function addUnsortedRoutes(router: ApiRouter, context: HostContext): void {
  router.get('/leads/unsorted', apiHandler(context, listUnsorted))
  router.get('/leads/unsorted/summary', apiHandler(context, unsortedSummary))
  for (const category of ['sip', 'forms'] as const)
    router.post(
      `/leads/unsorted/${category}`,
      apiHandler(context, (call) => createUnsorted(call, category)),
    )
  router.get(
    '/leads/unsorted/:uid{[0-9a-f]+}',
    apiHandler(context, (call) => {
      const request = requestOf(call)
      return request ? hal(unsortedAnswer(request, call.url.origin)) : noContent()
    }),
  )
  router.post(
    '/leads/unsorted/:uid{[0-9a-f]+}/accept',
    apiHandler(context, (call) => settle(call, accept)),
  )
  router.delete(
    '/leads/unsorted/:uid{[0-9a-f]+}/decline',
    apiHandler(context, (call) => settle(call, decline)),
  )
}

function listUnsorted({ context, user, url }: ApiCall): Response {
  const { store } = context
  const query = parseQuery(url.search)
  const uids = queryTexts(queryAt(query, 'filter', 'uid'))
  const categories = queryTexts(queryAt(query, 'filter', 'category'), true)
  const pipelines = queryNumbers(queryAt(query, 'filter', 'pipeline_id'))
  const order = queryAt(query, 'order', 'created_at') ?? queryAt(query, 'order', 'updated_at')
  const down = order === 'desc' ? -1 : 1
  const shown = openRequests(store)
    .filter(
      (request) =>
        (uids.length === 0 || uids.includes(request.uid)) &&
        (categories.length === 0 || categories.includes(request.category)) &&
        (pipelines.length === 0 || pipelines.includes(request.pipeline_id)) &&
        mayRecord(store, user, 'leads', store.table('leads').indexOf(request.lead_id), 'view'),
    )
    .sort((one, other) => down * (one.created_at - other.created_at || one.lead_id - other.lead_id))
  return halSlice(url, 'unsorted', shown, queryPage(query), (request) => unsortedAnswer(request, url.origin))
}

async function createUnsorted(call: ApiCall, category: 'sip' | 'forms'): Promise<Response> {
  const { context, user, url } = call
  const read = await readBatch(call.request)
  if (!read.ok) return read.response
  const bundles: LeadBundle[] = []
  const refused: ElementIssues[] = []
  for (const [place, element] of read.body.entries()) {
    const parsed = readRequest(context, element)
    if (parsed.ok) bundles.push(parsed.bundle)
    else refused.push({ request_id: requestIdOf(element, place), errors: parsed.issues })
  }
  if (refused.length > 0) return validationProblem(refused)
  if (!bundles.every((bundle) => mayMake(user, bundle))) return rightsProblem()
  const made = bundles.map((bundle, place) => {
    const element = read.body[place] ?? {}
    const stage = unsortedPlace(context, element['pipeline_id']) ?? {}
    const { source_uid: sourceUid, source_name: sourceName, created_at: createdAt } = element
    const source = {
      category,
      metadata: objectAt(element, 'metadata'),
      sourceUid: String(sourceUid),
      sourceName: String(sourceName),
      ...(typeof createdAt === 'number' ? { createdAt } : {}),
    }
    const request = addUnsorted(context, source, makeBundle(context, user, bundle, stage))
    const { uid, account_id } = request
    const _links = selfLink(`${url.origin}/api/v4/leads/unsorted/${uid}`)
    const requestId = requestIdOf(element, place)
    return { uid, account_id, request_id: requestId, _links, _embedded: embeddedOf(request, url.origin) }
  })
  return hal({
    _total_items: made.length,
    _links: selfLink(url.origin + url.pathname),
    _embedded: { unsorted: made },
  })
}

function readRequest(context: HostContext, element: Element): ReturnType<typeof readBundle> {
  const issues = findMissing(element, 'source_uid', 'source_name', 'metadata')
  const isKnown = context.store.pipelines.some(({ id }) => id === element['pipeline_id'])
  if (typeof element['pipeline_id'] === 'number' && !isKnown) issues.push(notSupported('pipeline_id'))
  const embedded = objectAt(element, '_embedded')
  const lead = objectsOf(embedded['leads'])[0] ?? {}
  const { contacts, companies } = embedded
  const along = { ...objectAt(lead, '_embedded'), contacts, companies }
  const parsed = readBundle(context, { ...lead, _embedded: along })
  if (!parsed.ok) return { ok: false, issues: [...issues, ...parsed.issues] }
  return issues.length > 0 ? { ok: false, issues } : parsed
}

function requestOf({ context, param }: ApiCall): WireUnsorted | undefined {
  return [...context.store.lists.unsorted.values()].find((request) => request.uid === param('uid'))
}

/** Accepts or declines: both answer with the request and what it held. */
async function settle(
  call: ApiCall,
  act: (call: ApiCall, request: WireUnsorted, body: Element) => Response | null,
): Promise<Response> {
  const { context, user, url } = call
  const read = await readOptionalObject(call.request)
  if (!read.ok) return read.response
  const request = requestOf(call)
  if (!request || !isOpen(request)) return problem(404)
  const index = context.store.table('leads').indexOf(request.lead_id)
  if (!mayRecord(context.store, user, 'leads', index, 'edit')) return rightsProblem()
  const refusal = act(call, request, read.body)
  if (refusal) return refusal
  const { uid, pipeline_id, category, created_at } = request
  return hal({ uid, pipeline_id, category, created_at, _embedded: embeddedOf(request, url.origin) })
}

/** Moves the deal to a stage, by default the first ordinary one, and gives it to a user. */
function accept({ context, user }: ApiCall, request: WireUnsorted, body: Element): Response | null {
  const { store, clock } = context
  const stages = store.pipelines.find(({ id }) => id === request.pipeline_id)?._embedded.statuses ?? []
  const { status_id: statusId, user_id: userId } = body
  const wanted = statusId ?? stages.find((stage) => stage.type === 0)?.id
  const errors = [
    ...(stages.some((stage) => stage.id === wanted && stage.type !== 1) ? [] : [notSupported('status_id')]),
    ...(typeof userId === 'number' && !store.user(userId) ? [notSupported('user_id')] : []),
  ]
  if (errors.length > 0) return validationProblem([{ request_id: '0', errors }])
  request.accepted_at = clock.now()
  const plain = {
    pipeline_id: request.pipeline_id,
    status_id: wanted,
    ...(typeof userId === 'number' ? { responsible_user_id: userId } : {}),
  }
  const index = store.table('leads').indexOf(request.lead_id)
  updateRecord(store, 'leads', index, { plain, values: new Map() }, { at: clock.now(), by: user.id })
  return null
}

/** Moves the deal and what came with it into the trash. */
function decline({ context, user }: ApiCall, request: WireUnsorted): null {
  const { store, clock } = context
  request.declined_at = clock.now()
  const cards = [
    ['leads', request.lead_id],
    ['contacts', request.contact_id],
    ['companies', request.company_id],
  ] as const
  for (const [entity, id] of cards) {
    const index = id === null ? -1 : store.table(entity).liveIndexOf(id)
    if (index >= 0) trashRecord(store, entity, index, { at: clock.now(), by: user.id })
  }
  return null
}
