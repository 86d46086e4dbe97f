import * as v from 'valibot'
import { type Pipeline, unknownStageType } from '../records/pipeline'
import { parseWire, wireCode, wireId } from './parseWire'

const pipelinesSchema = v.object({
  _embedded: v.object({
    pipelines: v.array(
      v.object({
        id: wireId,
        name: v.string(),
        sort: v.number(),
        is_main: v.nullish(v.boolean(), false),
        is_archive: v.nullish(v.boolean(), false),
        _embedded: v.object({
          statuses: v.array(
            v.object({
              id: wireId,
              name: v.string(),
              sort: v.number(),
              color: v.nullish(v.string(), ''),
              type: v.optional(wireCode(unknownStageType), unknownStageType),
            }),
          ),
        }),
      }),
    ),
  }),
})

/** The answer of `GET /api/v4/leads/pipelines` (API 4). Throws `Malformed`. */
export function decodePipelines(body: unknown): readonly Pipeline[] {
  return parseWire(pipelinesSchema, body)._embedded.pipelines.map((pipeline) => ({
    id: pipeline.id,
    name: pipeline.name,
    sort: pipeline.sort,
    isMain: pipeline.is_main,
    isArchive: pipeline.is_archive,
    stages: pipeline._embedded.statuses.map((stage) => ({ ...stage, pipelineId: pipeline.id })),
  }))
}
