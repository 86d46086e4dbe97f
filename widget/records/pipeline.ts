/** A stage of a pipeline. The key of a lead stage is pipeline id + stage id: 142 and 143 repeat in every pipeline (API 3.3). */
export interface Stage {
  readonly id: number
  readonly pipelineId: number
  readonly name: string
  readonly sort: number
  /** CSS colour as the CRM gives it, for example `#99ccff`. */
  readonly color: string
  /** 1 = unsorted requests, 0 = every other stage, 142 and 143 included; any other counts only where a section names the stage. */
  readonly type: number
}

/** A pipeline with its stages: API 4. */
export interface Pipeline {
  readonly id: number
  readonly name: string
  readonly sort: number
  readonly isMain: boolean
  readonly isArchive: boolean
  readonly stages: readonly Stage[]
}

/** A stage of buyers: API 5.3. `type`: 4 bought recently, 0 ordinary, 1 purchase expected, 2 did not buy, 3 closed. */
export interface CustomerStage {
  readonly id: number
  readonly name: string
  readonly sort: number
  readonly isDefault: boolean
  readonly color: string
  readonly type: number
}

/** "Successfully closed" in every pipeline. */
export const wonStageId = 142
/** "Closed and lost" in every pipeline. */
export const lostStageId = 143
/** `Stage.type` where the CRM says none, or none in numbers. */
export const unknownStageType = -1
/** `Stage.type` of unsorted requests. */
export const unsortedStageType = 1
