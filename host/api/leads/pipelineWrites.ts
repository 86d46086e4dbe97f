import type { WirePipeline, WireStage } from '../../account/wireAccount'
import { fillPipeline } from '../../account/defaultPipelines'
import { type ApiCall, apiHandler, type ApiRouter } from '../apiHandler'
import { checkBatch, findMissing, objectAt, objectsOf, pickKeys } from '../checkBatch'
import { hal, listHref, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { notFoundProblem, problem } from '../problem'
import { readObject, requestIdOf } from '../requestBody'
import { pipelineAnswer, stageAnswer } from './pipelineRoutes'

const PIPELINE_KEYS = {
  name: 'string',
  sort: 'number',
  is_main: 'boolean',
  is_unsorted_on: 'boolean',
} as const
const STAGE_KEYS = { name: 'string', sort: 'number', color: 'string' } as const
/** Pipelines of an account, and stages of a pipeline with the system ones (leads_pipelines). */
const PIPELINE_LIMIT = 50
const STAGE_LIMIT = 100

/** Pipelines and stages: making, changing, deleting, for administrators. */
export function addPipelineWrites(router: ApiRouter, context: HostContext): void {
  const handle = (answer: (call: ApiCall) => Response | Promise<Response>): ReturnType<typeof apiHandler> =>
    apiHandler(context, answer, 'adminOnly')
  const pipeline = '/leads/pipelines/:id{[0-9]+}'
  const stage = `${pipeline}/statuses/:stage{[0-9]+}`
  router.post('/leads/pipelines', handle(createPipelines))
  router.patch(pipeline, handle(updatePipeline))
  router.delete(pipeline, handle(deletePipeline))
  router.post(`${pipeline}/statuses`, handle(createStages))
  router.patch(stage, handle(updateStage))
  router.delete(stage, handle(deleteStage))
}

function pipelineOf({ context, param }: ApiCall): WirePipeline | undefined {
  return context.store.pipelines.find((one) => one.id === Number(param('id')))
}

function stageOf(call: ApiCall): WireStage | undefined {
  return pipelineOf(call)?._embedded.statuses.find((one) => one.id === Number(call.param('stage')))
}

async function createPipelines({ context, request, url }: ApiCall): Promise<Response> {
  const { pipelines, account } = context.store
  const read = await checkBatch(request, (element) =>
    findMissing(element, 'name', 'sort', 'is_main', 'is_unsorted_on'),
  )
  if (!read.ok) return read.response
  if (pipelines.length + read.body.length > PIPELINE_LIMIT)
    return problem(422, `Limit of ${PIPELINE_LIMIT} pipelines is reached`)
  const made = read.body.map((element, place) => {
    const id = Math.max(7_100_000, ...pipelines.map((one) => one.id)) + 1
    const given = objectsOf(objectAt(element, '_embedded')['statuses'])
    let nextStage = nextStageId(context)
    const named = (stageId: number): Partial<WireStage> =>
      pickKeys<WireStage>(given.find((one) => one['id'] === stageId) ?? {}, { name: 'string' })
    const statuses = [
      { id: nextStage++, type: 1 },
      ...given
        .filter((one) => one['id'] !== 142 && one['id'] !== 143)
        .map((one) => ({ id: nextStage++, ...pickKeys<WireStage>(one, STAGE_KEYS) })),
      { id: 142, ...named(142) },
      { id: 143, ...named(143) },
    ]
    const keys = pickKeys<WirePipeline>(element, PIPELINE_KEYS)
    const pipeline = fillPipeline({ id, ...keys, _embedded: { statuses } }, pipelines.length, account.id)
    if (pipeline.is_main) for (const other of pipelines) other.is_main = false
    pipelines.push(pipeline)
    return { ...pipelineAnswer(pipeline, url.origin), request_id: requestIdOf(element, place) }
  })
  return hal({
    _total_items: made.length,
    _links: selfLink(listHref(url)),
    _embedded: { pipelines: made },
  })
}

async function updatePipeline(call: ApiCall): Promise<Response> {
  const pipeline = pipelineOf(call)
  if (!pipeline) return notFoundProblem('PATCH', call.url.href)
  const read = await readObject(call.request)
  if (!read.ok) return read.response
  const keys = pickKeys<WirePipeline>(read.body, PIPELINE_KEYS)
  // The main one stays so until another becomes it.
  if (keys.is_main === false) delete keys.is_main
  if (keys.is_main) for (const other of call.context.store.pipelines) other.is_main = false
  Object.assign(pipeline, keys)
  return hal(pipelineAnswer(pipeline, call.url.origin))
}

/** The last pipeline and one that deals stand in stay. */
function deletePipeline(call: ApiCall): Response {
  const { store } = call.context
  const pipeline = pipelineOf(call)
  if (!pipeline) return notFoundProblem('DELETE', call.url.href)
  if (store.pipelines.length === 1) return problem(400, 'The last pipeline can not be deleted')
  const leads = store.tables.leads
  const column = leads.column('pipeline_id')
  for (let index = 0; index < leads.size; index++)
    if (leads.isLive(index) && column[index] === pipeline.id) return problem(400, 'The pipeline has leads')
  store.pipelines.splice(store.pipelines.indexOf(pipeline), 1)
  const [first] = store.pipelines
  if (pipeline.is_main && first) first.is_main = true
  return noContent()
}

async function createStages(call: ApiCall): Promise<Response> {
  const { context, request, url } = call
  const pipeline = pipelineOf(call)
  if (!pipeline) return notFoundProblem('POST', url.href)
  const read = await checkBatch(request, (element) => findMissing(element, 'name'))
  if (!read.ok) return read.response
  const { statuses } = pipeline._embedded
  if (statuses.length + read.body.length > STAGE_LIMIT)
    return problem(422, `Limit of ${STAGE_LIMIT} statuses is reached`)
  const made = read.body.map((element, place) => {
    const stage: WireStage = {
      id: nextStageId(context),
      name: '',
      sort: 100,
      is_editable: true,
      pipeline_id: pipeline.id,
      color: '#99ccff',
      type: 0,
      account_id: context.store.account.id,
      ...pickKeys<WireStage>(element, STAGE_KEYS),
    }
    statuses.push(stage)
    return { ...stageAnswer(stage, url.origin), request_id: requestIdOf(element, place) }
  })
  statuses.sort((one, other) => one.sort - other.sort)
  return hal({ _total_items: made.length, _embedded: { statuses: made } })
}

async function updateStage(call: ApiCall): Promise<Response> {
  const stage = stageOf(call)
  if (!stage) return notFoundProblem('PATCH', call.url.href)
  const read = await readObject(call.request)
  if (!read.ok) return read.response
  Object.assign(stage, pickKeys<WireStage>(read.body, STAGE_KEYS))
  return hal(stageAnswer(stage, call.url.origin))
}

function deleteStage(call: ApiCall): Response {
  const stage = stageOf(call)
  const statuses = pipelineOf(call)?._embedded.statuses
  if (!stage || !statuses) return notFoundProblem('DELETE', call.url.href)
  statuses.splice(statuses.indexOf(stage), 1)
  return noContent()
}

function nextStageId({ store }: HostContext): number {
  const ids = store.pipelines.flatMap((one) => one._embedded.statuses.map((stage) => stage.id))
  return Math.max(...ids, 60_000_000) + 1
}
