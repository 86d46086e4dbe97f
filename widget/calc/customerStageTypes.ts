import type { CustomerStage } from '../records/pipeline'

/** What a stage of buyers means: API 5.3. */
export type CustomerStageType = 'recentlyBought' | 'ordinary' | 'expected' | 'notBought' | 'closed'

const typesByCode: readonly CustomerStageType[] = [
  'ordinary',
  'expected',
  'notBought',
  'closed',
  'recentlyBought',
]

/** The system stages from the last one backwards; the first system stage is `recentlyBought`. */
const lastSystemTypes: readonly CustomerStageType[] = ['closed', 'notBought', 'expected']

/**
 * Meaning of each stage by its id. The `type` is trusted, with two exceptions that the CRM's docs give cause for: when no stage is of
 * type 1 and several system ones are of type 3, all but the last of those are «expected»; an unknown type is read from the place
 * among the system stages (first: recently bought; the last three: expected, did not buy, closed), and is ordinary otherwise.
 */
export const customerStageTypes = (
  stages: readonly CustomerStage[],
): ReadonlyMap<number, CustomerStageType> => {
  const inOrder = [...stages].sort((left, right) => left.sort - right.sort)
  const system = inOrder.filter((stage) => stage.isDefault)
  const closed = system.filter((stage) => stage.type === 3)
  const isExpectedMissing = !stages.some((stage) => stage.type === 1)
  const typeByPlace = (stage: CustomerStage): CustomerStageType => {
    if (!stage.isDefault) return 'ordinary'
    if (stage === system[0]) return 'recentlyBought'
    const byPlace = lastSystemTypes[system.length - 1 - system.indexOf(stage)] ?? 'ordinary'
    // A type that came later stands beside the known ones: its place means nothing then.
    const isTaken = system.some(({ type }) => typesByCode[type] === byPlace)
    return isTaken ? 'ordinary' : byPlace
  }
  return new Map(
    stages.map((stage) => {
      if (isExpectedMissing && closed.includes(stage) && stage !== closed.at(-1))
        return [stage.id, 'expected']
      return [stage.id, typesByCode[stage.type] ?? typeByPlace(stage)]
    }),
  )
}
