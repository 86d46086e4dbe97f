import type { WirePipeline, WireStage } from '../../account/wireAccount'
import { apiHandler, type ApiRouter } from '../apiHandler'
import { hal, halSlice, listHref, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { notFoundProblem, validationProblem } from '../problem'
import { parseQuery, queryPage, queryWith } from '../query'
import { readBatch, readObject, requestIdOf } from '../requestBody'

/** Pipelines with their stages, and loss reasons. */
export function addPipelineRoutes(router: ApiRouter, context: HostContext): void {
  const find = (id: string): WirePipeline | undefined =>
    context.store.pipelines.find((pipeline) => pipeline.id === Number(id))
  router.get(
    '/leads/pipelines',
    apiHandler(context, ({ url }) => {
      const { archivedPipelinesListed } = context.faults.unverified
      const shown = context.store.pipelines.filter((one) => archivedPipelinesListed || !one.is_archive)
      return hal({
        _total_items: shown.length,
        _links: selfLink(listHref(url)),
        _embedded: { pipelines: shown.map((pipeline) => pipelineAnswer(pipeline, url.origin)) },
      })
    }),
  )
  router.get(
    '/leads/pipelines/:id{[0-9]+}',
    apiHandler(context, ({ url, param }) => {
      const pipeline = find(param('id'))
      return pipeline ? hal(pipelineAnswer(pipeline, url.origin)) : noContent()
    }),
  )
  router.get(
    '/leads/pipelines/:id{[0-9]+}/statuses',
    apiHandler(context, ({ url, param }) => {
      const pipeline = find(param('id'))
      if (!pipeline) return notFoundProblem('GET', url.href)
      const described = queryWith(parseQuery(url.search)).has('descriptions')
      const statuses = pipeline._embedded.statuses.map((stage) => ({
        ...stageAnswer(stage, url.origin),
        ...(described ? { descriptions: [] } : {}),
      }))
      return hal({ _total_items: statuses.length, _links: selfLink(listHref(url)), _embedded: { statuses } })
    }),
  )
  router.get(
    '/leads/pipelines/:id{[0-9]+}/statuses/:stage{[0-9]+}',
    apiHandler(context, ({ url, param }) => {
      const stage = find(param('id'))?._embedded.statuses.find((one) => one.id === Number(param('stage')))
      return stage ? hal(stageAnswer(stage, url.origin)) : noContent()
    }),
  )
  addStageWrites(router, context, find)
  router.get(
    '/leads/loss_reasons',
    apiHandler(context, ({ url }) =>
      halSlice(
        url,
        'loss_reasons',
        [...context.store.lists.lossReasons.values()],
        queryPage(parseQuery(url.search)),
        (reason) => ({ ...reason, _links: selfLink(`${url.origin}/api/v4/leads/loss_reasons/${reason.id}`) }),
      ),
    ),
  )
  router.get(
    '/leads/loss_reasons/:id{[0-9]+}',
    apiHandler(context, ({ url, param }) => {
      const reason = context.store.lists.lossReasons.get(Number(param('id')))
      return reason ? hal({ ...reason, _links: selfLink(url.origin + url.pathname) }) : noContent()
    }),
  )
}

/** New stages, renamed ones, deleted ones: what an admin does in the pipeline's settings. */
function addStageWrites(
  router: ApiRouter,
  context: HostContext,
  find: (id: string) => WirePipeline | undefined,
): void {
  router.post(
    '/leads/pipelines/:id{[0-9]+}/statuses',
    apiHandler(
      context,
      async ({ request, url, param }) => {
        const pipeline = find(param('id'))
        if (!pipeline) return notFoundProblem('POST', url.href)
        const read = await readBatch(request)
        if (!read.ok) return read.response
        const unnamed = read.body.findIndex((element) => typeof element['name'] !== 'string')
        if (unnamed >= 0) return missingName(requestIdOf(read.body[unnamed] ?? {}, unnamed))
        const made = read.body.map((element, index) => {
          const stage = newStage(context, pipeline, element)
          pipeline._embedded.statuses.push(stage)
          return { ...stageAnswer(stage, url.origin), request_id: requestIdOf(element, index) }
        })
        pipeline._embedded.statuses.sort((one, other) => one.sort - other.sort)
        return hal({ _total_items: made.length, _embedded: { statuses: made } })
      },
      'adminOnly',
    ),
  )
  router.patch(
    '/leads/pipelines/:id{[0-9]+}/statuses/:stage{[0-9]+}',
    apiHandler(
      context,
      async ({ request, url, param }) => {
        const stage = find(param('id'))?._embedded.statuses.find((one) => one.id === Number(param('stage')))
        if (!stage) return notFoundProblem('PATCH', url.href)
        const read = await readObject(request)
        if (!read.ok) return read.response
        const { name, sort, color } = read.body
        if (typeof name === 'string') stage.name = name
        if (typeof sort === 'number') stage.sort = sort
        if (typeof color === 'string') stage.color = color
        return hal(stageAnswer(stage, url.origin))
      },
      'adminOnly',
    ),
  )
  router.delete(
    '/leads/pipelines/:id{[0-9]+}/statuses/:stage{[0-9]+}',
    apiHandler(
      context,
      ({ url, param }) => {
        const statuses = find(param('id'))?._embedded.statuses
        const place = statuses?.findIndex((one) => one.id === Number(param('stage'))) ?? -1
        if (!statuses || place < 0) return notFoundProblem('DELETE', url.href)
        statuses.splice(place, 1)
        return noContent()
      },
      'adminOnly',
    ),
  )
}

function newStage(context: HostContext, pipeline: WirePipeline, element: Record<string, unknown>): WireStage {
  const ids = context.store.pipelines.flatMap((one) => one._embedded.statuses.map((stage) => stage.id))
  const { name, sort, color } = element
  return {
    id: Math.max(...ids, 60_000_000) + 1,
    name: name as string,
    sort: typeof sort === 'number' ? sort : 100,
    is_editable: true,
    pipeline_id: pipeline.id,
    color: typeof color === 'string' ? color : '#99ccff',
    type: 0,
    account_id: context.store.account.id,
  }
}

function missingName(requestId: string): Response {
  const errors = [{ code: 'FieldMissing', path: 'name', detail: 'This field is missing.' }]
  return validationProblem([{ request_id: requestId, errors }])
}

function pipelineAnswer(pipeline: WirePipeline, origin: string): unknown {
  return {
    ...pipeline,
    _links: selfLink(`${origin}/api/v4/leads/pipelines/${pipeline.id}`),
    _embedded: { statuses: pipeline._embedded.statuses.map((stage) => stageAnswer(stage, origin)) },
  }
}

function stageAnswer(stage: WireStage, origin: string): Record<string, unknown> {
  const href = `${origin}/api/v4/leads/pipelines/${stage.pipeline_id}/statuses/${stage.id}`
  return { ...stage, _links: selfLink(href) }
}
