import type { MiddlewareHandler } from 'hono'
import { hal, listHref, noContent, selfLink } from '../hal'
import type { ApiEnv } from '../apiHandler'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'

const BUYERS = /^\/api\/v4\/customers(?:\/|$)/
const STAGES = '/api/v4/customers/statuses'

/** Refuses all methods of buyers, or the list of their stages alone, where the switches say so. */
export function refuseBuyers(context: HostContext): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const { buyersMethod, buyerStages } = context.faults.current.unverified
    if (buyersMethod !== 'ok' && BUYERS.test(c.req.path)) return problem(Number(buyersMethod))
    if (buyerStages === 'ok' || c.req.path !== STAGES || c.req.method !== 'GET') return next()
    if (buyerStages === '204') return noContent()
    if (buyerStages !== 'empty') return problem(Number(buyerStages))
    const href = listHref(new URL(c.req.url))
    return hal({ _total_items: 0, _links: selfLink(href), _embedded: { statuses: [] } })
  }
}
