import { nextIdOf } from '../../account/accountLists'
import type { WireLossReason } from '../../account/wireActivity'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { checkBatch, findMissing } from '../checkBatch'
import { hal, halSlice, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import { parseQuery, queryPage } from '../query'
import { requestIdOf } from '../requestBody'

/** Reasons of refusal: reading for everybody, making and deleting for administrators. */
export function addLossReasonRoutes(router: ApiRouter, context: HostContext): void {
  const reasons = (): HostContext['store']['lists']['lossReasons'] => context.store.lists.lossReasons
  router.get(
    '/leads/loss_reasons',
    apiHandler(context, ({ url }) =>
      halSlice(url, 'loss_reasons', [...reasons().values()], queryPage(parseQuery(url.search)), (reason) =>
        reasonAnswer(reason, url.origin),
      ),
    ),
  )
  router.get(
    '/leads/loss_reasons/:id{[0-9]+}',
    apiHandler(context, ({ url, param }) => {
      const reason = reasons().get(Number(param('id')))
      return reason ? hal(reasonAnswer(reason, url.origin)) : noContent()
    }),
  )
  router.post('/leads/loss_reasons', apiHandler(context, createReasons, 'adminOnly'))
  router.delete(
    '/leads/loss_reasons/:id{[0-9]+}',
    apiHandler(
      context,
      ({ param }) => (reasons().delete(Number(param('id'))) ? noContent() : problem(404)),
      'adminOnly',
    ),
  )
}

async function createReasons({ context, request, url }: ApiCall): Promise<Response> {
  const read = await checkBatch(request, (element) => findMissing(element, 'name'))
  if (!read.ok) return read.response
  const { lists } = context.store
  const now = context.clock.now()
  const made = read.body.map((element, place) => {
    const reason: WireLossReason = {
      id: nextIdOf(lists, 'lossReasons'),
      name: String(element['name']),
      sort: typeof element['sort'] === 'number' ? element['sort'] : 100_000,
      created_at: now,
      updated_at: now,
    }
    lists.lossReasons.set(reason.id, reason)
    return { ...reasonAnswer(reason, url.origin), request_id: requestIdOf(element, place) }
  })
  return hal({ _links: selfLink(url.origin + url.pathname), _embedded: { loss_reasons: made } })
}

function reasonAnswer(reason: WireLossReason, origin: string): Record<string, unknown> {
  return { ...reason, _links: selfLink(`${origin}/api/v4/leads/loss_reasons/${reason.id}`) }
}
