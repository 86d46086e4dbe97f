import { chosenSectionOf } from '../records/chosenSectionOf'
import { type StageClass, stageClasses } from '../records/figures'
import type { Settings, StageChoice } from './settings'

/** A stage as the settings name it. */
export interface StageKey {
  readonly pipelineId: number
  readonly id: number
}

/**
 * The settings with these stages named in the section and in no other; null = named in none (a switch may still cover them).
 * `onlyFree` leaves stages alone that another section names: for «all of the pipeline», which may not move anything silently.
 */
export const assignStages = (
  settings: Settings,
  stages: readonly StageKey[],
  section: StageClass | null,
  onlyFree = false,
): Settings => {
  const moved = stages.filter((stage) => {
    const held = chosenSectionOf(settings, stage.pipelineId, stage.id)
    return held !== section && (!onlyFree || held === null)
  })
  if (moved.length === 0) return settings
  const changed = { ...settings }
  for (const each of stageClasses) {
    const left = withoutStages(settings[each].stages, moved)
    const chosen = each === section ? withStages(left, moved) : left
    Object.assign(changed, { [each]: { ...settings[each], stages: chosen } })
  }
  return changed
}

const withoutStages = (choice: StageChoice, stages: readonly StageKey[]): StageChoice =>
  Object.fromEntries(
    Object.entries(choice).flatMap(([pipelineId, ids]: [string, readonly number[]]) => {
      const left = ids.filter(
        (id) => !stages.some((stage) => stage.id === id && stage.pipelineId === Number(pipelineId)),
      )
      return left.length === 0 ? [] : [[pipelineId, left]]
    }),
  )

const withStages = (choice: StageChoice, stages: readonly StageKey[]): StageChoice => {
  const chosen: Record<number, readonly number[]> = { ...choice }
  for (const { pipelineId, id } of stages) {
    const ids = chosen[pipelineId] ?? []
    if (!ids.includes(id)) chosen[pipelineId] = [...ids, id].sort((left, right) => left - right)
  }
  return chosen
}
