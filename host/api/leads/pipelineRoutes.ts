import type { WirePipeline, WireStage } from '../../account/wireAccount'
import { apiHandler, type ApiRouter } from '../apiHandler'
import { hal, listHref, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { notFoundProblem } from '../problem'
import { parseQuery, queryWith } from '../query'

/** Pipelines with their stages: reading. */
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
}

/** A pipeline as answers show it. */
export function pipelineAnswer(pipeline: WirePipeline, origin: string): Record<string, unknown> {
  return {
    ...pipeline,
    _links: selfLink(`${origin}/api/v4/leads/pipelines/${pipeline.id}`),
    _embedded: { statuses: pipeline._embedded.statuses.map((stage) => stageAnswer(stage, origin)) },
  }
}

/** A stage as answers show it. */
export function stageAnswer(stage: WireStage, origin: string): Record<string, unknown> {
  const href = `${origin}/api/v4/leads/pipelines/${stage.pipeline_id}/statuses/${stage.id}`
  return { ...stage, _links: selfLink(href) }
}
