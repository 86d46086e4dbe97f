import * as v from 'valibot'
import { type Pipeline, unknownStageType } from '../records/pipeline'
import { Malformed, nameRecord } from './malformed'
import { parseWire, wireCode, wireFlag, wireId, wireName, wireNumber } from './parseWire'

const pipelineSchema = v.object({
  id: wireId,
  name: wireName,
  sort: wireNumber,
  is_main: wireFlag(false),
  is_archive: wireFlag(false),
  _embedded: v.object({
    statuses: v.pipe(
      v.array(
        v.object({
          id: wireId,
          name: wireName,
          sort: wireNumber,
          color: v.nullish(v.string(), ''),
          type: v.optional(wireCode(unknownStageType), unknownStageType),
        }),
      ),
      v.minLength(1),
    ),
  }),
})

const pipelinesSchema = v.object({
  _embedded: v.object({ pipelines: v.pipe(v.array(v.unknown()), v.minLength(1)) }),
})

/**
 * The answer of `GET /api/v4/leads/pipelines` (API 4). The last pipeline cannot be deleted, nor the stages 142 and 143 of any: an empty list
 * of either is an answer that says nothing, since all deals would count nowhere. Throws `Malformed`, naming the pipeline.
 */
export function decodePipelines(body: unknown): readonly Pipeline[] {
  if (body === null) {
    throw new Malformed('_embedded.pipelines')
  }
  return parseWire(pipelinesSchema, body)._embedded.pipelines.map((wire, row) => {
    const pipeline = decodePipeline(wire, row)
    return {
      id: pipeline.id,
      name: pipeline.name,
      sort: pipeline.sort,
      isMain: pipeline.is_main,
      isArchive: pipeline.is_archive,
      stages: pipeline._embedded.statuses.map((stage) => ({ ...stage, pipelineId: pipeline.id })),
    }
  })
}

function decodePipeline(wire: unknown, row: number): v.InferOutput<typeof pipelineSchema> {
  try {
    return parseWire(pipelineSchema, wire)
  } catch (error) {
    if (!(error instanceof Malformed)) {
      throw error
    }
    throw new Malformed(
      `_embedded.pipelines.${row}.${error.place}`,
      nameRecord('pipelines', wire, error.place),
    )
  }
}
