import { Hono } from 'hono'
import { addAccountRoutes } from './accountRoutes'
import { addCallRoutes } from './activity/callRoutes'
import { addNoteRoutes } from './activity/noteRoutes'
import { addTagRoutes } from './activity/tagRoutes'
import { addTalkRoutes } from './activity/talkRoutes'
import { addTaskRoutes } from './activity/taskRoutes'
import { addNotBuiltRoutes } from './addNotBuiltRoutes'
import type { ApiEnv, ApiRouter } from './apiHandler'
import { addCatalogRoutes } from './catalogs/catalogRoutes'
import { addElementRoutes } from './catalogs/elementRoutes'
import { addCustomerRoutes } from './customers/customerRoutes'
import { refuseBuyers } from './customers/refuseBuyers'
import { addSegmentRoutes } from './customers/segmentRoutes'
import { addCustomerStatusRoutes } from './customers/statusRoutes'
import { addTransactionRoutes } from './customers/transactionRoutes'
import { addEventRoutes } from './events/eventRoutes'
import { addFieldRoutes } from './fields/fieldRoutes'
import { addGroupRoutes } from './fields/groupRoutes'
import type { HostContext } from './hostContext'
import { addComplexRoute } from './leads/complexRoute'
import { addLossReasonRoutes } from './leads/lossReasonRoutes'
import { addPipelineRoutes } from './leads/pipelineRoutes'
import { addPipelineWrites } from './leads/pipelineWrites'
import { addUnsortedRoutes } from './leads/unsortedRoutes'
import { addLinkRoutes } from './linkRoutes'
import { notFoundProblem, problem } from './problem'
import { addRecordRoutes } from './recordRoutes'
import { requireSession } from './middleware/requireSession'
import { addSourceRoutes } from './sourceRoutes'
import { addRoleRoutes } from './users/roleRoutes'
import { addUserRoutes } from './users/userRoutes'
import { addWebhookRoutes } from './webhookRoutes'

const PARTS: readonly ((router: ApiRouter, context: HostContext) => void)[] = [
  addAccountRoutes,
  addUserRoutes,
  addRoleRoutes,
  addPipelineRoutes,
  addPipelineWrites,
  addLossReasonRoutes,
  addUnsortedRoutes,
  addComplexRoute,
  addCustomerRoutes,
  addCustomerStatusRoutes,
  addSegmentRoutes,
  addTransactionRoutes,
  addGroupRoutes,
  addFieldRoutes,
  addLinkRoutes,
  addRecordRoutes,
  addEventRoutes,
  addNoteRoutes,
  addTaskRoutes,
  addTagRoutes,
  addCallRoutes,
  addTalkRoutes,
  addCatalogRoutes,
  addElementRoutes,
  addSourceRoutes,
  addWebhookRoutes,
]

/** The REST API under /api/v4: what is documented and not built is 501, a wrong verb on a known path is 405, an unknown path is 404. */
export function createApiRoutes(context: HostContext): Hono<ApiEnv> {
  const router = new Hono<ApiEnv>()
  router.use(requireSession(context))
  router.use(refuseBuyers(context))
  for (const add of PARTS) add(router, context)
  addNotBuiltRoutes(router, '/api/v4', '/api/v4')
  const paths = new Set(router.routes.map((route) => route.path))
  for (const path of paths) if (path !== '/*') router.all(path, () => problem(405))
  router.all('*', (c) => notFoundProblem(c.req.method, c.req.url))
  return router
}
