import * as v from 'valibot'
import type { CustomerStage } from '../records/pipeline'
import { parseWire, wireCode, wireFlag, wireId, wireName, wireNumber } from './parseWire'

const stagesSchema = v.object({
  _embedded: v.object({
    statuses: v.array(
      v.object({
        id: wireId,
        name: wireName,
        sort: wireNumber,
        is_default: wireFlag(false),
        color: v.nullish(v.string(), ''),
        type: v.optional(wireCode(null), null),
      }),
    ),
  }),
})

/** Types of the system stages in their order: bought recently, purchase expected, did not buy, closed. */
const systemTypes = [4, 1, 2, 3]

/**
 * The answer of `GET /api/v4/customers/statuses` (API 5.3). The types of the system stages are taken as given where each of the four
 * documented ones stands once at most and none is missing; an official sample repeats one of them, and then their order decides. Types
 * that came later are given on. An answer without a body names no stage. Throws `Malformed`.
 */
export function decodeCustomerStages(body: unknown): readonly CustomerStage[] {
  if (body === null) {
    return []
  }
  const stages = parseWire(stagesSchema, body)._embedded.statuses
  const system = stages.filter((stage) => stage.is_default).sort((left, right) => left.sort - right.sort)
  const areDistinct = system.every(
    (stage, place) =>
      stage.type !== null &&
      (!systemTypes.includes(stage.type) || system.findIndex((other) => other.type === stage.type) === place),
  )
  const hasAll = systemTypes.every((type) => system.some((stage) => stage.type === type))
  const isConsistent =
    areDistinct && (hasAll || system.every(({ type }) => type !== null && systemTypes.includes(type)))
  return stages.map((stage) => ({
    id: stage.id,
    name: stage.name,
    sort: stage.sort,
    isDefault: stage.is_default,
    color: stage.color,
    type:
      !stage.is_default || isConsistent
        ? (stage.type ?? 0)
        : typeByOrder(system.indexOf(stage), system.length),
  }))
}

/** The first system stage is «bought recently», the three last ones are expected, not bought, closed. */
function typeByOrder(place: number, count: number): number {
  return place === 0 ? 4 : (systemTypes[systemTypes.length - count + place] ?? 0)
}
