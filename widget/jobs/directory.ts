import type { CallOptions } from '../api/callOptions'
import type { Account, CustomersMode } from '../records/account'
import type { CustomField, CustomFieldGroup } from '../records/customField'
import type { ParentType } from '../records/parents'
import type { CustomerStage, Pipeline } from '../records/pipeline'

/** What changes seldom and every card needs: kept for 10 minutes. All calls reject with `CrmError`. */
export interface Directory {
  account(options: CallOptions): Promise<Account>
  pipelines(options: CallOptions): Promise<readonly Pipeline[]>
  /**
   * How buyers are counted; asks for the account only where the stages do not tell the mode. Rejects with `BuyersRefused` too, where the
   * account has stages of buyers and the CRM does not name them: that is not kept. Who does not need the stages gets none then.
   */
  buyers(options: CallOptions, needsStages?: boolean): Promise<BuyersDirectory>
  fields(type: ParentType, options: CallOptions): Promise<readonly CustomField[]>
  /** The groups in which fields stand: asked only where nothing else tells whether a field is ours. */
  groups(type: ParentType, options: CallOptions): Promise<readonly CustomFieldGroup[]>
  /** Ids of fields that the CRM said are deleted: the settings and the page's constants may still name them. */
  readonly deletedFields: Set<number>
  /** Forgets everything, or the fields and their groups alone after some were made or found deleted. */
  forget(what?: 'fields'): void
}

export interface BuyersDirectory {
  readonly mode: CustomersMode
  /** Empty outside mode `periodicity`. */
  readonly stages: readonly CustomerStage[]
}
