import { Hono } from 'hono'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import { userOf } from '../session'
import { passOn } from './passOn'
import { signDisposableToken } from './signDisposableToken'

/**
 * What the page asks for on behalf of widgets' methods: `/private/widget/proxy.php` for `crm_post`, disposable tokens
 * for `$authorizedAjax`, the sources of pipelines for `get_pipeline_id` (HOST). All need the page's session.
 */
export function createSdkRoutes(context: HostContext): Hono {
  const routes = new Hono()
  routes.post('/private/widget/proxy.php', async (c) => {
    if (!userOf(context, c.req.raw.headers)) return problem(401, 'Unauthorized')
    return passOn(new URLSearchParams(await c.req.text()))
  })
  routes.get('/ajax/v2/integrations/:uuid/disposable_token', async (c) => {
    const user = userOf(context, c.req.raw.headers)
    if (!user) return problem(401, 'Unauthorized')
    const integration = context.store.integrations.find((one) => one.client_id === c.req.param('uuid'))
    if (!integration) return problem(404, 'Такой интеграции нет')
    const { origin } = new URL(c.req.url)
    return c.json({ token: await signDisposableToken({ context, user, integration, origin }) })
  })
  routes.get('/ajax/settings/pipeline/sources/list', (c) => {
    if (!userOf(context, c.req.raw.headers)) return problem(401, 'Unauthorized')
    return c.json({ response: { sources: { widget: widgetSources(context) } } })
  })
  return routes
}

/** Code of a widget → the pipeline that it is a source of: the account's sources whose `origin_code` is the code. */
function widgetSources({ store }: HostContext): Record<string, { id: number; pipeline_id: number }> {
  return Object.fromEntries(
    [...store.lists.sources.values()].flatMap(({ id, origin_code: code, pipeline_id: pipeline }) =>
      code !== null && pipeline !== null && store.widgets.some((widget) => widget.code === code)
        ? [[code, { id, pipeline_id: pipeline }]]
        : [],
    ),
  )
}
