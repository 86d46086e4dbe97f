import { nextIdOf } from '../../account/accountLists'
import type { WireSegment } from '../../account/wireAccount'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { findMissing, pickKeys } from '../checkBatch'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem, validationProblem } from '../problem'
import { parseQuery, queryPage } from '../query'
import { readObject, requestIdOf } from '../requestBody'

const WRITABLE = { name: 'string', color: 'string' } as const
/** Segments of an account (customers-statuses-api). */
const LIMIT = 100

/** Segments of buyers: reading for everybody, writes (one at a time) for administrators. */
export function addSegmentRoutes(router: ApiRouter, context: HostContext): void {
  const segments = (): HostContext['store']['lists']['segments'] => context.store.lists.segments
  const one = '/customers/segments/:id{[0-9]+}'
  router.get(
    '/customers/segments',
    apiHandler(context, ({ url }) =>
      halSlice(
        url,
        'segments',
        [...segments().values()],
        queryPage(parseQuery(url.search)),
        (segment) => segmentAnswer(segment, url.origin),
        true,
      ),
    ),
  )
  router.get(
    one,
    apiHandler(context, ({ url, param }) => {
      const segment = segments().get(Number(param('id')))
      return segment ? hal(segmentAnswer(segment, url.origin)) : noContent()
    }),
  )
  router.post('/customers/segments', apiHandler(context, createSegment, 'adminOnly'))
  router.patch(one, apiHandler(context, updateSegment, 'adminOnly'))
  router.delete(
    one,
    apiHandler(
      context,
      ({ param }) => (segments().delete(Number(param('id'))) ? noContent() : problem(404)),
      'adminOnly',
    ),
  )
}

async function createSegment({ context, request, url }: ApiCall): Promise<Response> {
  const { lists, account } = context.store
  const read = await readObject(request)
  if (!read.ok) return read.response
  const errors = findMissing(read.body, 'name')
  if (errors.length > 0) return validationProblem([{ request_id: requestIdOf(read.body, 0), errors }])
  if (lists.segments.size >= LIMIT) return problem(422, `Limit of ${LIMIT} segments is reached`)
  const now = context.clock.now()
  const segment: WireSegment = {
    id: nextIdOf(lists, 'segments'),
    created_at: now,
    updated_at: now,
    account_id: account.id,
    name: '',
    color: '6610f2',
    available_products_price_types: null,
    customers_count: 0,
    custom_fields_values: [],
    ...pickKeys<WireSegment>(read.body, WRITABLE),
  }
  lists.segments.set(segment.id, segment)
  return hal({ ...segmentAnswer(segment, url.origin), request_id: requestIdOf(read.body, 0) })
}

async function updateSegment({ context, request, url, param }: ApiCall): Promise<Response> {
  const read = await readObject(request)
  if (!read.ok) return read.response
  const segment = context.store.lists.segments.get(Number(param('id')))
  if (!segment) return problem(404)
  Object.assign(segment, pickKeys<WireSegment>(read.body, WRITABLE))
  segment.updated_at = context.clock.now()
  return hal({ ...segmentAnswer(segment, url.origin), request_id: requestIdOf(read.body, 0) })
}

function segmentAnswer(segment: WireSegment, origin: string): Record<string, unknown> {
  return { ...segment, _links: selfLink(`${origin}/api/v4/customers/segments/${segment.id}`) }
}
