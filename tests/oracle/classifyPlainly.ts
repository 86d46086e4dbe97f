import type { WireAccountFile, WireCustomer, WireCustomerStatus, WireLead } from './accountWire'
import type { PlainClass, PlainSettings } from './plainSettings'

/**
 * The class that a deal counts in, or the reason why it counts nowhere. A stage that the CRM does not list has no
 * known type: an explicit choice and the two system ids still decide it, the switch «open» does not.
 */
export function classifyLeadPlainly(
  lead: WireLead,
  file: WireAccountFile,
  settings: PlainSettings,
): PlainClass | 'deleted' | 'unsorted' | 'no class' {
  if (lead.is_deleted === true) return 'deleted'
  const type = stageType(lead, file)
  if (type === 1) return 'unsorted'
  for (const name of ['inWork', 'bought', 'refused'] as const) {
    if (settings[name].stages[String(lead.pipeline_id)]?.includes(lead.status_id)) return name
  }
  if (lead.status_id === 142) return settings.bought.won ? 'bought' : 'no class'
  if (lead.status_id === 143) return settings.refused.lost ? 'refused' : 'no class'
  if (type === 0 && settings.inWork.open) return 'inWork'
  return 'no class'
}

/** The type of a buyer's stage (4 bought, 0 and 1 upcoming, 2 not bought, 3 closed), or null where it is not known. */
export function buyerStageType(customer: WireCustomer, file: WireAccountFile): number | null {
  const statuses = file.customers_statuses
  if (statuses === undefined) return customer.status_id === undefined ? 4 : null
  const bySort = [...statuses].sort((left, right) => (left.sort ?? 0) - (right.sort ?? 0))
  const status =
    customer.status_id === undefined ? bySort[0] : statuses.find((each) => each.id === customer.status_id)
  if (status === undefined) return null
  const system = bySort.filter((each) => each.is_default === true)
  return isSystemSetWrong(system) ? typeByPosition(status, system) : (status.type ?? null)
}

function stageType(lead: WireLead, file: WireAccountFile): number | null {
  if (file.pipelines === undefined) return 0
  const pipeline = file.pipelines.find((each) => each.id === lead.pipeline_id)
  const stage = pipeline?._embedded?.statuses?.find((each) => each.id === lead.status_id)
  return stage === undefined ? null : (stage.type ?? 0)
}

/** The four system stages are the first and the last three; their types are 4, 1, 2, 3, each once. */
function isSystemSetWrong(system: readonly WireCustomerStatus[]): boolean {
  if (system.length !== 4) return false
  const types = system.map((each) => each.type ?? -1).sort((left, right) => left - right)
  return types.join() !== '1,2,3,4'
}

function typeByPosition(status: WireCustomerStatus, system: readonly WireCustomerStatus[]): number {
  const place = system.findIndex((each) => each.id === status.id)
  return place === -1 ? 0 : ([4, 1, 2, 3][place] ?? 0)
}
