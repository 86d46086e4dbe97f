import { apiHandler, type ApiRouter } from '../apiHandler'
import { hal, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'

/** Talks: reading one, and closing it. */
export function addTalkRoutes(router: ApiRouter, context: HostContext): void {
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
