import type { WireUnsorted } from '../../account/wireActivity'
import type { ApiCall } from '../apiHandler'
import { hal, listHref, selfLink } from '../hal'
import { parseQuery, queryAt, queryNumbers, querySpan, queryTexts } from '../query'

const CATEGORIES = ['sip', 'mail', 'forms', 'chats'] as const

/** `GET /leads/unsorted/summary`: how many came, were accepted and declined, and how long it took on average. */
export function unsortedSummary({ context, url }: ApiCall): Response {
  const query = parseQuery(url.search)
  const uids = queryTexts(queryAt(query, 'filter', 'uid'))
  const pipelines = queryNumbers(queryAt(query, 'filter', 'pipeline_id'))
  const created = queryAt(query, 'filter', 'created_at')
  const span = querySpan(created) ?? {
    from: queryNumbers(created)[0] ?? Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
  }
  const counted = [...context.store.lists.unsorted.values()].filter(
    (request) =>
      (uids.length === 0 || uids.includes(request.uid)) &&
      (pipelines.length === 0 || pipelines.includes(request.pipeline_id)) &&
      request.created_at >= span.from &&
      request.created_at <= span.to,
  )
  const count = (test: (request: WireUnsorted) => boolean): number => counted.filter(test).length
  const waits = counted.flatMap((request) => {
    const settled = request.accepted_at ?? request.declined_at
    return settled === null ? [] : [settled - request.created_at]
  })
  return hal({
    total: counted.length,
    accepted: count(({ accepted_at: at }) => at !== null),
    declined: count(({ declined_at: at }) => at !== null),
    average_sort_time:
      waits.length > 0 ? Math.round(waits.reduce((sum, one) => sum + one, 0) / waits.length) : 0,
    categories: Object.fromEntries(
      CATEGORIES.map((category) => [category, { total: count((one) => one.category === category) }]),
    ),
    _links: selfLink(listHref(url)),
  })
}
