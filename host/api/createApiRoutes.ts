import { Hono } from 'hono'
import { addAccountRoutes } from './accountRoutes'
import { addCatalogRoutes } from './catalogs/catalogRoutes'
import { addNoteRoutes } from './activity/noteRoutes'
import { addTagRoutes } from './activity/tagRoutes'
import { addTaskRoutes } from './activity/taskRoutes'
import type { ApiEnv } from './apiHandler'
import { addCustomerRoutes } from './customerRoutes'
import { addEventRoutes } from './eventRoutes'
import { addFieldRoutes } from './fields/fieldRoutes'
import { addGroupRoutes } from './fields/groupRoutes'
import type { HostContext } from './hostContext'
import { addLinkRoutes } from './linkRoutes'
import { notFoundProblem, problem } from './problem'
import { addPipelineRoutes } from './leads/pipelineRoutes'
import { addRecordRoutes } from './recordRoutes'
import { requireSession } from './middleware/requireSession'
import { addTransactionRoutes } from './transactionRoutes'
import { addWebhookRoutes } from './webhookRoutes'

/** The REST API under /api/v4: a wrong verb on a known path is 405, an unknown path is 404. */
export function createApiRoutes(context: HostContext): Hono<ApiEnv> {
  const router = new Hono<ApiEnv>()
  router.use(requireSession(context))
  addAccountRoutes(router, context)
  addPipelineRoutes(router, context)
  addCustomerRoutes(router, context)
  addTransactionRoutes(router, context)
  addGroupRoutes(router, context)
  addFieldRoutes(router, context)
  addLinkRoutes(router, context)
  addRecordRoutes(router, context)
  addEventRoutes(router, context)
  addNoteRoutes(router, context)
  addTaskRoutes(router, context)
  addTagRoutes(router, context)
  addCatalogRoutes(router, context)
  addWebhookRoutes(router, context)
  const paths = new Set(router.routes.map((route) => route.path))
  for (const path of paths) if (path !== '/*') router.all(path, () => problem(405))
  router.all('*', (c) => notFoundProblem(c.req.method, c.req.url))
  return router
}
