import type { CustomersMode } from '../records/account'
import type { CustomerStage, Pipeline } from '../records/pipeline'
import type { Settings } from '../settings/settings'

/** All that the engine must know besides the records: what the admin chose and what the stages are. */
export interface Rules {
  readonly settings: Settings
  readonly pipelines: readonly Pipeline[]
  /** Empty outside mode `periodicity`. */
  readonly customerStages: readonly CustomerStage[]
  readonly customersMode: CustomersMode
}
