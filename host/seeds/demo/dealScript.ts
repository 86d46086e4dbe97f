import type { FileLead } from '../../account/accountFile'
import type { WireElementLink, WireTag } from '../../account/wire'
import { fieldIds, plainValue } from './demoFields'
import { lostStageId, wonStageId } from './demoPipelines'
import { groupOf } from './demoUsers'

export interface DealStep {
  /** Unix seconds. */
  readonly at: number
  readonly by: number
  readonly stageId: number
}

/** The whole life of a deal, from the first stage to the last; what the CRM shows depends on the day. */
export interface DealScript {
  readonly id: number
  readonly name: string
  /** Minor units. */
  readonly price: number
  readonly pipelineId: number
  readonly responsibleId: number
  /** The first is the main one. */
  readonly contactIds: readonly number[]
  readonly companyId: number | null
  /** In order of time, at least one: the deal is made with the first. */
  readonly steps: readonly DealStep[]
  readonly lossReasonId: number | null
  readonly deletedAt: number | null
  readonly tags: readonly WireTag[]
  readonly elements: readonly WireElementLink[]
  readonly source: { readonly id: number; readonly name: string } | null
  readonly utmSource: string | null
  /** Minor units; entered when the deal is won. */
  readonly cost: number | null
}

/** The deal as the CRM holds it at a moment; null while it is not made yet. */
export function createLeadAt(script: DealScript, now: number): FileLead | null {
  const { id, name, pipelineId, responsibleId, price } = script
  const [first] = script.steps
  const last = script.steps.filter((step) => step.at <= now).at(-1)
  if (first === undefined || last === undefined) return null
  const isClosed = last.stageId === wonStageId || last.stageId === lostStageId
  const isDeleted = script.deletedAt !== null && script.deletedAt <= now
  const values = [
    ...(script.utmSource === null ? [] : [plainValue(fieldIds.leadUtmSource, script.utmSource)]),
    ...(script.cost === null || last.stageId !== wonStageId
      ? []
      : [plainValue(fieldIds.leadCost, String(script.cost / 100))]),
  ]
  return {
    id,
    name,
    price: Math.floor(price / 100),
    ...(price % 100 === 0 ? {} : { price_with_minor_units: price / 100 }),
    status_id: last.stageId,
    pipeline_id: pipelineId,
    responsible_user_id: responsibleId,
    group_id: groupOf(responsibleId),
    created_by: first.by,
    updated_by: last.by,
    created_at: first.at,
    updated_at: isDeleted && script.deletedAt !== null ? script.deletedAt : last.at,
    closed_at: isClosed ? last.at : null,
    ...(last.stageId === lostStageId ? { loss_reason_id: script.lossReasonId } : {}),
    ...(script.source === null ? {} : { source_id: script.source.id }),
    ...(isDeleted ? { is_deleted: true } : {}),
    custom_fields_values: values.length === 0 ? null : values,
    _embedded: {
      tags: [...script.tags],
      contacts: script.contactIds.map((contactId, index) => ({ id: contactId, is_main: index === 0 })),
      companies: script.companyId === null ? [] : [{ id: script.companyId }],
      catalog_elements: script.elements.map((element) => ({ ...element })),
      ...(script.source === null ? {} : { source: { ...script.source } }),
    },
  }
}
