import { nextIdOf } from '../account/accountLists'
import type { WireWebhook } from '../account/wireActivity'
import { apiHandler, type ApiRouter } from './apiHandler'
import { hal, listHref, noContent, selfLink } from './hal'
import type { HostContext } from './hostContext'
import { notFoundProblem, validationProblem } from './problem'
import { parseQuery, queryAt, queryTexts } from './query'
import { readObject } from './requestBody'

/** Registration of webhooks, for admins; they are delivered by `deliverWebhooks`. */
export function addWebhookRoutes(router: ApiRouter, context: HostContext): void {
  router.get(
    '/webhooks',
    apiHandler(
      context,
      ({ url }) => {
        const wanted = queryTexts(queryAt(parseQuery(url.search), 'filter', 'destination'))
        const hooks = [...context.store.lists.webhooks.values()].filter(
          (hook) => wanted.length === 0 || wanted.includes(hook.destination),
        )
        return hal({
          _total_items: hooks.length,
          _links: selfLink(listHref(url)),
          _embedded: { webhooks: hooks },
        })
      },
      'adminOnly',
    ),
  )
  router.post(
    '/webhooks',
    apiHandler(
      context,
      async ({ request, user }) => {
        const read = await readObject(request)
        if (!read.ok) return read.response
        const { destination, settings, sort } = read.body
        if (typeof destination !== 'string' || !URL.canParse(destination)) return missing('destination')
        if (!Array.isArray(settings) || settings.length === 0) return missing('settings')
        const hook = register(context, user.id, destination, settings.map(String), Number(sort ?? 1))
        return hal(hook, 201)
      },
      'adminOnly',
    ),
  )
  router.delete(
    '/webhooks',
    apiHandler(
      context,
      async ({ request }) => {
        const read = await readObject(request)
        if (!read.ok) return read.response
        const hooks = context.store.lists.webhooks
        const found = [...hooks.values()].find((hook) => hook.destination === read.body['destination'])
        if (!found) return notFoundProblem('DELETE', request.url)
        hooks.delete(found.id)
        return noContent()
      },
      'adminOnly',
    ),
  )
}

function register(
  context: HostContext,
  userId: number,
  destination: string,
  settings: string[],
  sort: number,
): WireWebhook {
  const { lists, account } = context.store
  const known = [...lists.webhooks.values()].find((hook) => hook.destination === destination)
  const now = context.clock.now()
  const hook: WireWebhook = {
    id: known?.id ?? nextIdOf(lists, 'webhooks'),
    destination,
    created_at: known?.created_at ?? now,
    updated_at: now,
    account_id: account.id,
    created_by: userId,
    sort,
    disabled: false,
    settings,
  }
  lists.webhooks.set(hook.id, hook)
  return hook
}

function missing(path: string): Response {
  const errors = [{ code: 'FieldMissing', path, detail: 'This field is missing.' }]
  return validationProblem([{ request_id: '0', errors }])
}
